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

  @Test func `a deadlock is a stretch of its own, in which the waits are named`() throws {
    let text = view(try still("deadlock")).text
    #expect(text.contains(" deadlock "))
    #expect(text.contains(" Lock account_b "))
    #expect(text.contains("asks main, A to B and B to A to stop: nothing else can go on"))
  }
}
