import Foundation
import Subprocesses
import Testing

/// What the README tells a newcomer to type works, as it stands there.
struct ReadmeTests {
  private static let text =
    (try? String(contentsOf: TaskvizBinary.packageFolder.appending(path: "README.md"), encoding: .utf8)) ?? ""

  private static func blocks(_ language: String) -> [[String]] {
    var blocks: [[String]] = []
    var inside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```\(language)" {
        inside = true
        blocks.append([])
      } else if line.hasPrefix("```") {
        inside = false
      } else if inside {
        blocks[blocks.count - 1].append(String(line))
      }
    }
    return blocks
  }

  private static let commands = blocks("sh").flatMap { $0 }
  private static let ownCommands = commands.filter { $0.hasPrefix("taskviz") }

  @Test func `every command line is understood by these tests`() {
    #expect(Self.ownCommands.count >= 8)
    for command in Self.commands where !Self.ownCommands.contains(command) {
      let isSetUp = command.hasSuffix("&& swift run -c release taskviz") || command.hasSuffix("&& swift test")
      let isKnown =
        command.hasPrefix("export PATH=\"$PWD/.build/release:") || command.hasPrefix("TASKVIZ_PROGRAMS=")
      #expect(isSetUp || isKnown, "\(command)")
    }
  }

  @Test(arguments: ["swift run", "swift test"])
  func `one line does all that a fresh machine needs`(command: String) throws {
    let lines = Self.commands.filter { $0.contains(command) && !$0.hasPrefix("TASKVIZ_") }
    let line = try #require(lines.first)
    #expect(lines.count == 1)
    #expect(line.contains("apt-get update && apt-get install -y libncurses-dev"))
    #expect(try run(["/bin/bash", "-n", "-c", line]).status == 0)
  }

  @Test(.enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
  func `every command line does what it says`() throws {
    let folder = try TemporaryFolder()
    let program = try #require(Self.blocks("python").first)
    try folder.write("race.py", program.joined(separator: "\n") + "\n")
    // What is recorded there is the reader's own program, and the Python the reader's; RecordTests and VerifyTests have theirs.
    for command in Self.ownCommands where !needsPython(command) {
      if opensDashboard(command) {
        try openAndQuit(command, in: folder.url)
      } else {
        let result = try run(
          ["/bin/bash", "-c", command], in: folder.url, environment: ["PATH": Tmux.pathVariable])
        #expect(result.status == 0, "\(command): \(result.standardError)")
        #expect(result.standardError.isEmpty, "\(command): \(result.standardError)")
      }
    }
    for made in ["shield.json", "gather.svg"] {
      #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: made).path), "\(made)")
    }
  }

  private func needsPython(_ command: String) -> Bool {
    command.hasPrefix("taskviz record") || command.hasPrefix("taskviz verify")
  }

  private func opensDashboard(_ command: String) -> Bool {
    let words = command.split(separator: " ")
    if words.contains("--plain") { return false }
    return words.count == 1 || words[1] == "replay" || words[1] == "run" && !words.contains("--headless")
  }

  private func openAndQuit(_ command: String, in folder: URL) throws {
    let terminal = try Tmux()
    try terminal.type("cd '\(folder.path)'; \(command); echo exited with $?")
    try terminal.waitForAlternateScreen()
    try terminal.press("q")
    try terminal.waitUntilRestored()
    try terminal.wait(for: "exited with 0")
  }

  @Test func `the picture is what taskviz draws today`() throws {
    let picture = try #require(Self.text.firstMatch(of: #/!\[.+\]\((.+\.svg)\)/#)?.1)
    let committed = TaskvizBinary.packageFolder.appending(path: String(picture))
    let drawn = try TaskvizBinary.run([
      "screenshot", "gather", "--size", "110x25", "--format", "svg", "-o", "-",
    ])
    let path = committed.path
    if ProcessInfo.processInfo.environment["TASKVIZ_RECORD"] == "1" {
      try Data(drawn.standardOutput.utf8).write(to: committed)
    }
    #expect(
      drawn.standardOutput == (try? String(contentsOf: committed, encoding: .utf8)),
      "\(path) is not what `taskviz screenshot` draws; TASKVIZ_RECORD=1 swift test --filter ReadmeTests draws it anew"
    )
  }
}
