package import Foundation

/// A shell in a real terminal emulator: a tmux server of its own, which goes away with this value.
package final class Tmux: Sendable {
  private static let executable: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/tmux" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  package static let isMissing = executable == nil
  package static let missing = "no tmux: install it with the system's package manager"

  private let server = "taskviz-\(UUID().uuidString)"
  private let folder: TemporaryFolder

  /// - Parameter environment: what the shell's environment has besides PATH and HOME.
  package init(columns: Int = 120, rows: Int = 30, environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    var shell = ["env", "-i", "PS1=ready> ", "SWIFT_BACKTRACE=enable=no", "TMOUT=300"]
    let all = [
      "TERM": "tmux-256color", "LANG": "C.UTF-8", "PATH": Self.pathVariable, "HOME": folder.url.path,
    ]
    shell += all.merging(environment) { $1 }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    shell += ["bash", "--norc", "--noprofile", "-i"]
    try tmux(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", folder.url.path] + shell)
    try wait(for: "ready>")
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// The PATH on which the built `taskviz` comes first.
  package static var pathVariable: String {
    let folder = URL(filePath: TaskvizBinary.path).deletingLastPathComponent().path
    return folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
  }

  /// Types a line into the shell.
  package func type(_ line: String) throws {
    try tmux(["send-keys", "-l", line])
    try tmux(["send-keys", "Enter"])
  }

  /// Presses keys, by tmux's names: "Right", "S-Right", "C-c", "Escape", "q".
  package func press(_ keys: String...) throws {
    try tmux(["send-keys"] + keys)
  }

  package func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  package func screen() throws -> String { try tmux(["capture-pane", "-p"]) }

  /// The screen with its colours, as escape sequences.
  package func styledScreen() throws -> String { try tmux(["capture-pane", "-ep"]) }

  /// The title that a program gave the terminal.
  package func title() throws -> String {
    try tmux(["display-message", "-p", "#{pane_title}"]).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Lets programs set the clipboard, as many terminals do unasked.
  package func allowClipboard() throws { try tmux(["set-option", "-s", "set-clipboard", "on"]) }

  /// What a program has put into the clipboard last; nil where none has.
  package func clipboard() throws -> String? {
    guard !(try tmux(["list-buffers"])).isEmpty else { return nil }
    return try tmux(["show-buffer"])
  }

  /// Hands bytes to the program as if the terminal had sent them.
  package func send(_ bytes: String) throws { try tmux(["send-keys", "-l", bytes]) }

  /// Writes a file into the shell's folder.
  package func write(_ name: String, _ text: String) throws { try folder.write(name, text) }

  /// The text of a file in the shell's folder.
  package func read(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  /// The process of that name that the shell has started; nil where there is none.
  package func child(named name: String) throws -> pid_t? {
    let shell = try tmux(["display-message", "-p", "#{pane_pid}"]).trimmingCharacters(
      in: .whitespacesAndNewlines)
    let processes = try run(["/usr/bin/env", "ps", "-A", "-o", "pid=,ppid=,comm="]).standardOutput
    for line in processes.split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 2)
      guard fields.count == 3, fields[1] == shell, fields[2].contains(name) else { continue }
      return pid_t(fields[0])
    }
    return nil
  }

  /// Looks again and again until the screen holds what is asked for, and returns that screen.
  @discardableResult
  package func wait(
    seconds: Double = 15, until holds: (String) -> Bool
  ) throws -> String {
    let end = Date(timeIntervalSinceNow: seconds)
    var last = ""
    while Date() < end {
      last = try screen()
      if holds(last) { return last }
      usleep(15_000)
    }
    throw NeverShown(screen: last)
  }

  @discardableResult
  package func wait(for text: String, seconds: Double = 15) throws -> String {
    try wait(seconds: seconds) { $0.contains(text) }
  }

  /// Waits until the terminal is the shell's again: the main screen, no mouse, a cursor.
  package func waitUntilRestored(seconds: Double = 15) throws {
    try wait(seconds: seconds) { _ in (try? modes()) == "001" }
  }

  package func waitForAlternateScreen(seconds: Double = 15) throws {
    try wait(seconds: seconds) { _ in (try? modes())?.hasPrefix("1") == true }
  }

  /// Alternate screen, mouse and cursor, a digit each.
  package func modes() throws -> String {
    try tmux(["display-message", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}"])
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let result = try run([Self.executable ?? "tmux", "-L", server, "-f", "/dev/null"] + arguments)
    guard result.status == 0 else { throw Failed(arguments: arguments, message: result.standardError) }
    return result.standardOutput
  }

  package struct NeverShown: Error, CustomStringConvertible {
    package var screen: String
    package var description: String { "the terminal never showed what was awaited; it shows:\n\(screen)" }
  }

  struct Failed: Error {
    var arguments: [String]
    var message: String
  }
}
