import Foundation
import Subprocesses
import Testing

/// Whatever stands in a file or on the command line, taskviz ends with an exit code and a message that says where it is,
/// what is wrong and what to do; it never crashes and never draws a picture that is not true.
struct BadInputTests {
  struct Refusal {
    var status: Int
    var says: [String]
  }

  private func expect(
    _ arguments: [String], _ status: Int, says texts: [String], standardInput: String = "",
    location: SourceLocation = #_sourceLocation
  ) throws {
    let result = try TaskvizBinary.run(arguments, standardInput: standardInput)
    let message = result.standardError
    #expect(result.status == status, "\(message)", sourceLocation: location)
    #expect(result.standardOutput.isEmpty, "\(result.standardOutput.prefix(200))", sourceLocation: location)
    for text in texts {
      #expect(message.contains(text), "\"\(text)\" is missing in: \(message)", sourceLocation: location)
    }
    #expect(message.hasSuffix("\n"), sourceLocation: location)
    let isClean = message.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F }
    #expect(isClean, "control characters reach the terminal", sourceLocation: location)
  }

  private static let trace: String = {
    let folder = try? TemporaryFolder()
    let file = folder?.url.appending(path: "trace.json")
    guard let file, (try? TaskvizBinary.run(["run", "gather", "--headless", "-o", file.path])) != nil else {
      return ""
    }
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  /// A trace with its lines changed.
  private func trace(_ change: (inout [String]) -> Void) throws -> (TemporaryFolder, String) {
    var lines = Self.trace.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try #require(lines.count > 20)
    change(&lines)
    let folder = try TemporaryFolder()
    return (folder, try folder.write("changed.json", lines.joined(separator: "\n")))
  }

  // MARK: The command line

  @Test(arguments: [
    ["run"], ["run", "--nonsense", "gather"], ["frobnicate"], ["screenshot", "gather", "--size", "wide"],
    ["screenshot", "gather", "--axis", "sideways"], ["screenshot", "gather", "--theme", "beige"],
    ["run", "gather", "--speed", "-1"], ["run", "gather", "--seed", "x"], ["replay"],
  ])
  func `a wrong command line is a usage error`(arguments: [String]) throws {
    let result = try TaskvizBinary.run(arguments)
    #expect(result.status == 64)
    #expect(result.standardError.contains("Usage: taskviz") || result.standardError.contains("--help"))
    #expect(result.standardOutput.isEmpty)
  }

  // MARK: Files

  @Test(arguments: [["run", "--headless"], ["screenshot", "-o", "-"], ["replay"]])
  func `a missing file is named`(command: [String]) throws {
    let name = command[0] == "replay" ? "/nowhere/at/all.json" : "/nowhere/at/all.py"
    try expect(command + [name], 66, says: [name])
  }

  @Test func `an unknown scenario is answered with where to find the names`() throws {
    try expect(["run", "gahter", "--headless"], 66, says: ["gahter", "taskviz list"])
  }

  @Test(arguments: [["run", "--headless"], ["screenshot", "-o", "-"], ["replay"]])
  func `a folder is no file`(command: [String]) throws {
    let folder = try TemporaryFolder()
    let name = command[0] == "run" ? "/program.py" : "/trace.json"
    let path = folder.url.path + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try expect(command + [path], 66, says: [path, "directory"])
  }

  @Test(arguments: [
    ("", "empty"), ("One\nTwo\n", ""), ("{\"events\": 12}", ""), ("[1, 2, 3]\n", ""), ("{}", ""),
    ("\u{0}\u{1}", ""),
    (String(repeating: "[", count: 10_000), ""), (String(repeating: "{\"a\":", count: 10_000), ""),
  ])
  func `a file that is no trace is refused`(content: String, says: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("some.json", content)
    try expect(["screenshot", path, "-o", "-"], 65, says: [path, says].filter { !$0.isEmpty })
    try expect(["replay", path], 65, says: [path])
  }

  @Test func `a trace of a later version says which version it needs`() throws {
    let (folder, path) = try trace { lines in
      lines = lines.map { $0.replacing(#/("version": *)"1\.\d+"/#) { "\($0.1)\"7.0\"" } }
    }
    try withExtendedLifetime(folder) { try expect(["screenshot", path, "-o", "-"], 65, says: [path, "7"]) }
  }

  @Test func `a cut trace opens and says how much is lost`() throws {
    let (folder, path) = try trace { lines in
      lines.removeLast(lines.count / 2)
      lines[lines.count - 1].removeLast(5)
    }
    let result = try TaskvizBinary.run(["screenshot", path, "-o", "-"])
    #expect(result.status == 0)
    #expect(result.standardOutput.contains("count"))
    #expect(
      result.standardError.contains("The end of the file is missing"),
      "\(result.standardError)")
    withExtendedLifetime(folder) {}
  }

  @Test func `events out of order are refused with their line`() throws {
    let (folder, path) = try trace { lines in lines.swapAt(5, lines.count - 5) }
    try withExtendedLifetime(folder) { try expect(["screenshot", path, "-o", "-"], 65, says: [path]) }
  }

  @Test func `a task that was never created is refused`() throws {
    let (folder, path) = try trace { lines in
      lines = lines.map { $0.contains("\"resume\"") ? $0.replacing(#/("task": *)2\b/#) { "\($0.1)77" } : $0 }
    }
    try withExtendedLifetime(folder) { try expect(["screenshot", path, "-o", "-"], 65, says: [path, "77"]) }
  }

  @Test(arguments: ["99999999999999999999999999", "-5", "1e400", "\"soon\""])
  func `a time that is none is refused`(time: String) throws {
    let (folder, path) = try trace { lines in
      let index = lines.count / 2
      lines[index] = lines[index].replacing(#/("(t|time)": *)\d+/#) { "\($0.1)\(time)" }
      #expect(lines[index].contains(time), "no time in: \(lines[index])")
    }
    try withExtendedLifetime(folder) { try expect(["screenshot", path, "-o", "-"], 65, says: [path]) }
  }

  @Test func `control and bidirectional characters of a trace never reach the terminal`() throws {
    let (folder, path) = try trace { lines in
      lines = lines.map { $0.replacing("count", with: "c\\u001b[31m\\u202eo\\u0007") }
    }
    for format in ["text", "ansi", "svg"] {
      let result = try TaskvizBinary.run(["screenshot", path, "--format", format, "-o", "-"])
      #expect(result.status == 0, "\(result.standardError)")
      #expect(!result.standardOutput.contains("\u{1B}[31m"))
      #expect(!result.standardOutput.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{7}" })
    }
    withExtendedLifetime(folder) {}
  }

  // MARK: Programs

  @Test func `a syntax error is located as in Python`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("program.py", "import asyncio\n\nasync def main(:\n    pass\n")
    try expect(["run", path, "--headless"], 65, says: ["\(path):3:16"])
  }

  @Test(arguments: [
    ("import numpy\n", "1:8", "numpy"),
    ("import asyncio\nasyncio.create_subprocess_exec\n", "2:", "create_subprocess_exec"),
    ("print(1)\nopen(\"x\")\n", "2:1", "open"),
  ])
  func `what is not supported is refused before anything runs, with a remedy`(
    program: String, place: String, what: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("program.py", program)
    try expect(["run", path, "--headless"], 65, says: ["\(path):\(place)", what, "python"])
  }

  @Test(arguments: ["(", "[", "-", "not ", "lambda: "])
  func `ten thousand levels of nesting are no crash`(opening: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("program.py", "x = " + String(repeating: opening, count: 10_000) + "1\n")
    try expect(["run", path, "--headless"], 65, says: [path])
  }

  @Test func `ten thousand levels of blocks are no crash`() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<10_000).map { String(repeating: " ", count: $0) + "if 1:" }
    let path = try folder.write("program.py", lines.joined(separator: "\n") + " pass\n")
    try expect(["run", path, "--headless"], 65, says: [path])
  }

  @Test func `endless recursion is Python's RecursionError`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("program.py", "def f(n):\n    return f(n + 1)\n\nf(0)\n")
    let result = try TaskvizBinary.run(["run", path, "--headless"])
    #expect(result.status == 1)
    #expect(result.standardError.contains("RecursionError: maximum recursion depth exceeded"))
  }

  @Test func `an endless loop can be interrupted`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("program.py", "print(\"off\", flush=True)\nwhile True: pass\n")
    let running = try RunningSubprocess([TaskvizBinary.path, "run", path, "--headless"], deadline: 30)
    try waitUntil { try running.outputSoFar().contains("off") }
    running.signal(SIGINT)
    let result = try running.wait()
    #expect(result.status == 130)
    #expect(result.standardError.contains("KeyboardInterrupt"))
  }

  @Test func `an empty program does nothing, and well`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("program.py", "")
    let result = try TaskvizBinary.run(["run", path, "--headless"])
    #expect(result.status == 0)
    #expect(result.standardOutput.isEmpty && result.standardError.isEmpty)
    #expect(try TaskvizBinary.run(["screenshot", path, "-o", "-"]).status == 0)
  }

  @Test func `bytes that are no text are refused with their place`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "program.py").path
    try Data([0x78, 0x20, 0x3D, 0x20, 0x22, 0xFF, 0x22, 0x0A]).write(to: URL(filePath: path))
    try expect(["run", path, "--headless"], 65, says: [path])
  }

  // MARK: Output

  @Test func `a picture that cannot be written is said to be`() throws {
    try expect(["screenshot", "gather", "-o", "/nowhere/at/all.svg"], 73, says: ["/nowhere/at/all.svg"])
  }

  @Test func `a trace that cannot be written is said to be`() throws {
    let result = try TaskvizBinary.run(["run", "gather", "--headless", "-o", "/nowhere/at/all.json"])
    #expect(result.status == 73)
    #expect(result.standardError.contains("/nowhere/at/all.json"))
  }

  @Test func `a picture's format must be known`() throws {
    let folder = try TemporaryFolder()
    try expect(["screenshot", "gather", "-o", folder.url.path + "/picture.bmp"], 64, says: ["bmp"])
  }

  // MARK: A terminal that is none

  @Test(arguments: [[], ["run", "gather"]])
  func `without a terminal there is no dashboard but a message`(arguments: [String]) throws {
    let result = try TaskvizBinary.run(arguments)
    #expect(result.status != 0 && result.status < 128)
    #expect(result.standardError.contains("terminal"))
    #expect(!result.standardOutput.contains("\u{1B}"))
  }
}

/// Looks again and again, up to a deadline.
func waitUntil(seconds: Double = 15, _ holds: () throws -> Bool) throws {
  let end = Date(timeIntervalSinceNow: seconds)
  while Date() < end {
    if try holds() { return }
    usleep(10_000)
  }
  throw DeadlinePassed()
}

struct DeadlinePassed: Error {}
