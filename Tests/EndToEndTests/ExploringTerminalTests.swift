import Foundation
import Subprocesses
import Testing

/// Time travel, lanes, relations, reasons and panes, in a real terminal.
@Suite(.serialized, .enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
struct ExploringTerminalTests {
  /// The dashboard at the end of a scenario's run.
  private func atEnd(of scenario: String) throws -> Tmux {
    let terminal = try Tmux()
    try terminal.type("taskviz run \(scenario) --speed 64")
    try terminal.wait(for: "at the end")
    return terminal
  }

  private func leave(_ terminal: Tmux) throws {
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }

  private func type(_ text: String, into terminal: Tmux) throws {
    for key in text { try terminal.press(key == " " ? "Space" : String(key)) }
    try terminal.wait(for: text)
    try terminal.press("Enter")
  }

  @Test
  func `a run is walked through by instant, to its failures, to a mark and to a time, and played backwards`()
    throws
  {
    let terminal = try atEnd(of: "taskgroup_failure")
    try terminal.press("g")
    try terminal.wait(for: "step 0 of 7")
    try terminal.press("e")
    try terminal.wait { $0.contains("step 4 of 7") && $0.contains("Incident 1 of 2") }
    try terminal.press("m", "g")
    try terminal.wait(for: "step 0 of 7")
    try terminal.press("S-Right")
    try terminal.wait(for: "step 3 of 7")
    try terminal.press("'")
    try terminal.wait { $0.contains("step 4 of 7") && $0.contains("Mark 1 of 1") }
    try terminal.press(":")
    try type("0.1", into: terminal)
    try terminal.wait { $0.contains("step 3 of 7") && $0.contains("0.100 s of") }
    try terminal.press("G")
    try terminal.wait(for: "step 7 of 7")
    try terminal.press("b")
    try terminal.wait(for: "step 0 of 7")
    try leave(terminal)
  }

  @Test func `lanes are folded, filtered, sorted and zoomed, and what is hidden is counted`() throws {
    let terminal = try atEnd(of: "nested_groups")
    try terminal.press("Down", "Down")
    try terminal.wait(for: "▸├─ prices")
    try terminal.press("z")
    try terminal.wait { $0.contains("▸├─ prices +4") && !$0.contains("├─ work #2") }
    try terminal.press("z")
    try terminal.wait(for: "├─ work #2")
    try terminal.press("F")
    try type("outcome:cancelled", into: terminal)
    try terminal.wait { $0.contains("filter hides 6 ✗ 2") && !$0.contains("├─ work #1") }
    try terminal.press("F", "C-u", "Enter")
    try terminal.wait(for: "├─ work #1")
    try terminal.press("s")
    let sorted = try terminal.wait(for: "are sorted by duration")
    let order = ["work #2", "work #3", "work #1"].compactMap { sorted.range(of: "─ \($0)")?.lowerBound }
    #expect(order.count == 3 && order == order.sorted(), "\(sorted)")
    // On the axis in proportion there is the time that was never reached; zoomed in, the whole run stands above.
    try terminal.press("x", "+")
    try terminal.wait { $0.contains("╞═") && $0.contains("of 11") }
    try leave(terminal)
  }

  @Test func `arrows are drawn for the selected task, and why it does not run is said in a sentence`() throws
  {
    let terminal = try atEnd(of: "deadlock")
    try terminal.press("/")
    try type("A to B", into: terminal)
    try terminal.press(":")
    try type("#5", into: terminal)
    try terminal.wait {
      $0.contains("step 5 of 9") && $0.contains("deadlock: A to B waits for B to A, B to A for A to B")
    }
    // From the task to the one that holds what it waits for: into that one's lane.
    try terminal.wait { $0.contains("▒▼█") }
    try terminal.press("w", "w")
    try terminal.wait { !$0.contains("▒▼█") }
    try leave(terminal)
  }

  @Test func `each pane is opened by its key`() throws {
    let terminal = try atEnd(of: "producer_consumer")
    try terminal.press("Down", "Down", "Enter")
    try terminal.wait(for: "─ consumer #1 ")
    for (key, title) in [
      ("v", "─ events "), ("V", "─ resources "), ("X", "─ exceptions "), ("S", "─ statistics "),
      ("i", "─ loop "),
    ] {
      try terminal.press(key)
      try terminal.wait(for: title)
    }
    try leave(terminal)
  }
}
