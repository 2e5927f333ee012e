import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// Pictures that nobody can ask anything: each tells all of its run, and what its signs mean.
@Suite struct StillTests {
  private func still(_ scenario: String) throws -> DashboardState {
    var run = try Recorded.scenario(scenario)
    run.seekToEnd()
    return DashboardState(fittedStill: run, theme: Theme(.dark))
  }

  @Test(arguments: [
    "gather", "taskgroup_failure", "wait_for_timeout", "producer_consumer", "nested_groups", "deadlock",
  ])
  func `a still whose size nobody gives tells each step, each note and all that was printed`(scenario: String)
    throws
  {
    let still = try still(scenario)
    let run = try #require(still.run)
    let text = view(still).text
    let lines = text.split(separator: "\n").map(String.init)
    let heading = try #require(lines.firstIndex { $0.contains("WHAT HAPPENS") })
    let numbers = lines[heading...].compactMap { Int($0.prefix(6).split(separator: " ").first ?? "") }
    #expect(numbers == Array(1...run.trace.index.stepCount))
    for note in run.captions(in: 0..<run.trace.count) {
      #expect(lines[heading...].contains { $0.contains(note.text.prefix(60)) }, "\(note.text)")
    }
    for offset in run.trace.index.outputs(in: 0..<run.trace.count) {
      guard case .output(let task, _, let printed)? = run.trace[Int(offset)]?.kind, task != .program else {
        continue
      }
      for line in printed.split(separator: "\n") { #expect(text.contains(line), "\(line)") }
    }
    #expect(!text.contains("earlier step"))
    #expect(still.size.width == 120 && still.size.height <= 60)
  }

  @Test func `a run of too many steps has the size of a screen`() throws {
    #expect(try still("dining_philosophers").size == Size(120, 30))
  }

  @Test func `the legend explains the signs that are there, and no others`() throws {
    func legend(_ scenario: String) throws -> String {
      view(try still(scenario)).text.split(separator: "\n").suffix(2).joined(separator: "\n")
    }
    let gather = try legend("gather")
    for meaning in [
      "running", "ready, waits its turn", "waiting", "created", "a timer fires", "returned", "▲▼ wakes",
      "note",
    ] {
      #expect(gather.contains(meaning), "\(meaning)")
    }
    for meaning in ["asked to stop", "blocks the loop", "failed", "cancelled", "others wait"] {
      #expect(!gather.contains(meaning), "\(meaning)")
    }
    let deadlock = try legend("deadlock")
    for meaning in ["asked to stop", "⊘ cancelled", "✗ failed", "in use, others wait"] {
      #expect(deadlock.contains(meaning), "\(meaning)")
    }
    #expect(try legend("blocking").contains("blocks the loop"))
  }

  private func lines(_ scenario: String, axis: Camera.Axis = .elastic) throws -> [String] {
    var run = try Recorded.scenario(scenario)
    run.camera.axis = axis
    run.seekToEnd()
    let still = DashboardState(still: run, theme: Theme(.dark), size: Size(80, 24))
    return view(still).text.split(separator: "\n").map(String.init)
  }

  @Test func `a legend of one line explains all states, a creation and a timer`() throws {
    #expect(
      try lines("producer_consumer").last
        == " ██ runs  ▒▒ waits its turn  ░░ waits  ▓▓ stopping  ◆ created  ◷ a timer fires")
  }

  @Test func `cells of which only a part is running are explained, and that the rest of them is ready`()
    throws
  {
    let legend = try #require(try lines("starvation", axis: .time).last)
    #expect(
      legend.contains("██ runs") && legend.contains("▒▒ waits its turn") && legend.contains("partly ready"))
    #expect(try lines("gather").last?.contains("partly ready") == false)
  }

  @Test func `how much is in a queue is told with each change, and what its brackets mean`() throws {
    let queue = try #require(try lines("producer_consumer").first { $0.hasPrefix(" queue") })
    #expect(queue.contains("╞1═╞2"), "\(queue)")
    let text = view(try still("producer_consumer")).text
    #expect(text.contains("╞ another holder, or another number"))
    #expect(!view(try still("taskgroup_failure")).text.contains("another holder"))
  }

  @Test func `each of several cancels says whom it cancels`() throws {
    let text = try lines("deadlock").joined(separator: "\n")
    #expect(text.contains("cancels A to B ") && text.contains("cancels B to A "))
    let one = try lines("manual_cancel").joined(separator: "\n")
    #expect(one.contains(" cancels ▼") || one.contains("▼ cancels") || one.contains("│ cancels"), "\(one)")
  }

  @Test func `a deadlock is a stretch of its own, in which the waits are named`() throws {
    let text = view(try still("deadlock")).text
    #expect(text.contains(" deadlock "))
    #expect(text.contains(" Lock account_b "))
    #expect(text.contains("asks main, A to B and B to A to stop: nothing else can go on"))
  }
}
