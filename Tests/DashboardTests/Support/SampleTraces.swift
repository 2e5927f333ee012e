import Screen
import TaskModel

@testable import Dashboard

/// Traces made by hand: what a program's events look like.
enum SampleTraces {
  /// Three coroutines that sleep for one second at once, as the scenario gather does.
  static let gather: [TaskEvent] = {
    var events: [TaskEvent] = []
    var now = TraceTime.zero
    func add(_ kind: TaskEvent.Kind) { events.append(TaskEvent(kind, at: now)) }
    func site(_ line: Int, _ function: String) -> SourceSite {
      SourceSite(file: "gather.py", line: line, function: function)
    }
    let main = TaskID(1)
    let counts = [TaskID(2), TaskID(3), TaskID(4)]
    let gather = ScopeID(1)
    add(.create(.program, parent: .program, name: "gather.py", coroutine: "<module>", site: nil, scope: nil))
    add(.resume(.program, throwing: nil))
    add(
      .create(
        main, parent: .program, name: "Task-1", coroutine: "main", site: site(13, "<module>"), scope: nil))
    add(.resume(main, throwing: nil))
    add(.enter(gather, .gather, owner: main, deadline: nil, members: [], site: site(10, "main")))
    for (index, task) in counts.enumerated() {
      add(
        .create(
          task, parent: main, name: "Task-\(index + 2)", coroutine: "count", site: site(10, "main"),
          scope: gather))
    }
    add(.suspend(main, on: .scope(gather), chain: [site(10, "main")]))
    for task in counts {
      add(.resume(task, throwing: nil))
      add(.output(task, .standardOutput, text: "One\n"))
      add(
        .suspend(
          task, on: .sleep(until: TraceTime(nanoseconds: 1_000_000_000)),
          chain: [site(5, "count"), SourceSite(file: "asyncio", line: 0, function: "sleep")]))
    }
    now = TraceTime(nanoseconds: 1_000_000_000)
    for task in counts { add(.ready(task, by: .timer)) }
    for task in counts {
      add(.resume(task, throwing: nil))
      add(.output(task, .standardOutput, text: "Two\n"))
      add(.finish(task, .returned(value: nil)))
    }
    add(.exit(gather, .clean))
    add(.ready(main, by: .task(TaskID(4))))
    add(.resume(main, throwing: nil))
    add(.finish(main, .returned(value: nil)))
    add(.output(.program, .standardOutput, text: "Executed in 1.00 seconds.\n"))
    add(.finish(.program, .returned(value: nil)))
    return events
  }()

  static let gatherSource = """
    import asyncio

    async def count():
        print("One")
        await asyncio.sleep(1)
        print("Two")


    async def main():
        await asyncio.gather(count(), count(), count())


    asyncio.run(main())
    print("Executed in 1.00 seconds.")
    """

  /// One task that fails at once.
  static let failure: [TaskEvent] = [
    TaskEvent(
      .create(TaskID(1), parent: .program, name: "Task-1", coroutine: "main", site: nil, scope: nil),
      at: .zero),
    TaskEvent(.resume(TaskID(1), throwing: nil), at: .zero),
    TaskEvent(.finish(TaskID(1), .raised(type: "ValueError", message: "no")), at: .zero),
  ]

  static func run(
    _ events: [TaskEvent] = gather, play: Play = Play(), source: String = gatherSource, ended: Bool = true
  ) -> RunState {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var run = RunState(
      RunSubject(
        name: "gather", title: "Three coroutines at once", kind: .program, clock: .virtual, source: lines),
      play: play)
    run.arrive(events)
    if ended { run.end() }
    return run
  }

  static let entries = [
    ScenarioEntry(
      name: "gather", title: "Three coroutines at once",
      story: "Three coroutines sleep for one second each. They sleep at the same time.", source: gatherSource),
    ScenarioEntry(
      name: "sequential", title: "One after the other, without async",
      story: "The same work in ordinary functions: three seconds.", source: "import time\ntime.sleep(1)\n"),
    ScenarioEntry(
      name: "taskgroup", title: "A TaskGroup waits for its tasks", story: "No task can be forgotten.",
      source: "import asyncio\n"),
  ]

  static func dashboard(_ run: RunState = run(), size: Size = Size(80, 24)) -> DashboardState {
    DashboardState(showing: run, theme: Theme(.dark), size: size)
  }

  static func picker(size: Size = Size(80, 24)) -> DashboardState {
    DashboardState(choosingFrom: entries, theme: Theme(.dark), size: size)
  }
}

extension DashboardState {
  /// Presses keys, one after the other; gives what they asked for.
  @discardableResult
  mutating func type(_ keys: Key...) -> [Effect] {
    keys.flatMap { update(&self, .key($0)) }
  }

  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { update(&self, .key(.character($0))) }
  }

  var position: Int { run?.camera.playhead.position ?? -1 }
  var milliseconds: Int { run.map { Int($0.camera.playhead.time.nanoseconds / 1_000_000) } ?? -1 }
}
