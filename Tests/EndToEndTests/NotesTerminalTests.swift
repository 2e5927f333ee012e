import Foundation
import Subprocesses
import Testing

/// Notes, the tour and their files, in a real terminal.
@Suite(.serialized, .enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
struct NotesTerminalTests {
  /// Two steps and a sleep, without captions.
  private static let program = """
    import asyncio
    async def main():
        await asyncio.sleep(1)
    asyncio.run(main())

    """

  /// Records a run as trace.json, and gives the file's text.
  private func record(_ terminal: Tmux) throws -> String {
    try terminal.write("program.py", Self.program)
    try terminal.type("taskviz run program.py --headless -o trace.json; echo recorded with $?")
    try terminal.wait(for: "recorded with 0")
    return try terminal.read("trace.json")
  }

  @Test func `a note that is pasted is kept in the trace, and comes up on the tour of the next replay`()
    throws
  {
    let terminal = try Tmux()
    let before = try record(terminal)
    try terminal.type("clear; taskviz replay trace.json; echo exited with $?")
    try terminal.wait(for: "at the end")
    try terminal.press("g", "Right", "a")
    try terminal.wait(for: "note: ")
    try terminal.send("\u{1B}[200~see: 漢字\u{1B}]0;owned\u{7}\nand q\u{1B}[201~")
    try terminal.wait(for: "see: 漢字")
    try terminal.press("Enter")
    try terminal.wait(for: "1 note is kept in trace.json")
    #expect(try terminal.read("trace.json").hasPrefix(String(before.dropLast("\n}\n".count))))
    #expect(try terminal.read("trace.json").contains("see: 漢字"))
    #expect(try !terminal.read("trace.json").contains("\u{1B}"))
    #expect(try terminal.title() != "owned")
    try terminal.press("q")
    try terminal.wait(for: "exited with 0")
    try terminal.type("clear; taskviz replay trace.json; echo exited with $?")
    try terminal.wait(for: "at the end")
    try terminal.press("T")
    try terminal.wait { $0.contains("see: 漢字") && $0.contains("1 of 1") }
    // Changed, and then taken away, from where the tour has come to.
    try terminal.press("a")
    try terminal.wait(for: "note: see")
    try terminal.press("C-u", "n", "e", "w", "Enter")
    try terminal.wait { $0.contains("kept in trace.json") && !$0.contains("see: 漢字") }
    #expect(try terminal.read("trace.json").contains("\"text\":\"new\""))
    try terminal.press("a", "C-u", "Enter")
    try terminal.wait(for: "No notes are left in trace.json")
    #expect(
      try terminal.read("trace.json") == before.replacing("\n]\n}\n", with: "\n],\n\"annotations\":[]\n}\n"))
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
    try terminal.type("clear; ls -A; echo that is all")
    let files = try terminal.wait { $0.contains("\nthat is all") }
    #expect(!files.contains(".trace.json"), "nothing is left beside the trace")
  }

  @Test func `where a note cannot be kept, the reason is said and the recording stays as it is`() throws {
    let terminal = try Tmux()
    let before = try record(terminal)
    for (command, reason) in [
      ("chmod a-w trace.json; taskviz replay trace.json", "Permission denied"),
      ("cat trace.json | taskviz replay -", "it is no regular file"),
      ("grep -v ^}$ trace.json > cut.json; taskviz replay cut.json", "it has no end yet"),
    ] {
      try terminal.type("clear; \(command); echo exited with $?")
      try terminal.wait { $0.contains("main") }
      try terminal.press("a")
      try terminal.wait(for: "note: ")
      try terminal.press("x", "Enter")
      try terminal.wait(for: reason)
      try terminal.press("q")
      try terminal.wait(for: "exited with 0")
    }
    #expect(try terminal.read("trace.json") == before)
  }

  @Test func `a note in a run that is recorded is in its trace`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz run gather --speed 64 -o trace.json; echo exited with $?")
    try terminal.wait(for: "at the end")
    try terminal.press("a")
    try terminal.wait(for: "note: ")
    try terminal.press("x", "y", "z", "z", "y", "Enter")
    try terminal.wait(for: "1 note is kept, to be written to trace.json")
    try terminal.press("q")
    try terminal.wait(for: "exited with 0")
    let trace = try terminal.read("trace.json")
    #expect(trace.contains("\"text\":\"xyzzy\"") && trace.hasSuffix("\n]\n}\n"))
    try terminal.type("clear; taskviz run gather --speed 64; echo exited with $?")
    try terminal.wait(for: "at the end")
    try terminal.press("a")
    try terminal.wait(for: "note: ")
    try terminal.press("x", "Enter")
    try terminal.wait(for: "Kept until you leave")
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }
}
