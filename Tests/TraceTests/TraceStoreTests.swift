import TaskModel
import Testing

@testable import Trace

struct TraceStoreTests {
  @Test(arguments: 0..<20)
  func `events come out as they went in`(seed: Int) {
    let events = RandomEvents.trace(seed: UInt64(seed), count: 2_000)
    var store = TraceStore()
    for event in events { store.append(event) }
    #expect(store.count == events.count)
    for index in events.indices where store[index] != events[index] {
      Issue.record("event \(index): \(store[index]) is not \(events[index])")
    }
  }

  @Test func `each distinct text, site and chain is held once`() {
    var store = TraceStore()
    let inner = SourceSite(file: "a.py", line: 3, function: "inner")
    let outer = SourceSite(file: "a.py", line: 9, function: "outer")
    for _ in 0..<1_000 {
      store.append(TaskEvent(.suspend(TaskID(1), on: .turn, chain: [outer, inner]), at: .zero))
      store.append(TaskEvent(.suspend(TaskID(1), on: .turn, chain: [outer]), at: .zero))
    }
    #expect(store.strings.count == 3)
    #expect(store.sites.siteCount == 2)
    #expect(store.sites.chainCount == 2)
    #expect(store.byteCount < 2_000 * 27)
  }

  @Test func `texts that differ only in how they are composed stay apart`() {
    var store = TraceStore()
    store.append(TaskEvent(.output(.program, .standardOutput, text: "e\u{301}"), at: .zero))
    store.append(TaskEvent(.output(.program, .standardOutput, text: "\u{e9}"), at: .zero))
    #expect(store.strings.count == 2)
    #expect(Array(store.strings[1].utf8) == [0xc3, 0xa9])
  }

  @Test func `a resource whose name is composed anew keeps both of its names`() {
    let names = ["e\u{301}", "\u{e9}", "e\u{301}"]
    var store = TraceStore()
    for name in names {
      let kind = TaskEvent.Kind.resource(
        ResourceID(1), .lock, name: name, .create, by: .program, size: 1, waiting: 0)
      store.append(TaskEvent(kind, at: .zero))
    }
    let texts = names.indices.map { index -> [UInt8] in
      guard case .resource(_, _, let name, _, _, _, _) = store[index].kind else { return [] }
      return Array(name.utf8)
    }
    #expect(texts == names.map { Array($0.utf8) })
  }

  @Test(arguments: 0..<8)
  func `a recorder that is told without events keeps what they say`(seed: Int) {
    let events = RandomEvents.trace(seed: UInt64(seed), count: 2_000)
    let recorder = TraceRecorder()
    for event in events { recorder.tell(event) }
    #expect(recorder.trace.count == events.count)
    for index in events.indices where recorder.trace[index] != events[index] {
      Issue.record("event \(index): \(recorder.trace[index]) is not \(events[index])")
    }
  }

  @Test func `events come back from every block of rows`() {
    var store = TraceStore()
    for number in 0..<100_000 {
      store.append(
        TaskEvent(.ready(TaskID(Int32(number)), by: .timer), at: TraceTime(nanoseconds: Int64(number))))
    }
    let wrong = (0..<100_000).first { number in
      store[number]
        != TaskEvent(.ready(TaskID(Int32(number)), by: .timer), at: TraceTime(nanoseconds: Int64(number)))
    }
    #expect(store.count == 100_000)
    #expect(wrong == nil)
  }

  @Test func `a chain of any depth costs one node a level`() {
    var store = TraceStore()
    let chain = (0..<10_000).map { SourceSite(file: "deep.py", line: $0, function: "f") }
    store.append(TaskEvent(.suspend(TaskID(1), on: .turn, chain: chain), at: .zero))
    store.append(TaskEvent(.suspend(TaskID(1), on: .turn, chain: Array(chain.dropLast())), at: .zero))
    #expect(store.sites.chainCount == 10_000)
    #expect(store.chain(store.row(0).c) == chain)
  }

  /// Every event takes one byte for what it is: see `EventColumns`.
  @Test func `kinds of events and their details fit into half a byte each`() {
    #expect(EventCode.allCases.allSatisfy { $0.rawValue < 15 })
    let details = [
      CancelReason.allCases.count, ScopeKind.allCases.count, ResourceOperation.allCases.count,
      OutputStream.allCases.count,
    ]
    #expect(details.allSatisfy { $0 <= 16 })
  }

  @Test func `times come back exactly, however far they are apart`() {
    let times: [Int64] = [0, 0, 1, 4_294_967_295, 4_294_967_296, 9_000_000_000, 9_000_000_001, .max, .max]
    var store = TraceStore()
    for time in times {
      store.append(TaskEvent(.ready(TaskID(1), by: .timer), at: TraceTime(nanoseconds: time)))
    }
    #expect(times.indices.map { store.time($0).nanoseconds } == times)
    #expect(store.end.nanoseconds == .max)
  }

  @Test func `a coroutine whose name equals the one before in Swift keeps its own bytes`() {
    var store = TraceStore()
    let names = ["K", "\u{212A}", "K", "k\u{301}", "k\u{301}"]
    for (number, name) in names.enumerated() {
      store.append(
        TaskEvent(
          .create(
            TaskID(Int32(number + 1)), parent: .program, name: "task", coroutine: name, site: nil, scope: nil),
          at: .zero))
    }
    let kept = names.indices.map { offset -> [UInt8] in
      guard case .create(_, _, _, let coroutine, _, _) = store[offset].kind else { return [] }
      return Array(coroutine.utf8)
    }
    #expect(kept == names.map { Array($0.utf8) })
  }

  @Test func `an array that is changed after it was recorded is another chain`() {
    var store = TraceStore()
    var chain = [SourceSite(file: "a.py", line: 1, function: "f")]
    store.append(TaskEvent(.suspend(TaskID(1), on: .turn, chain: chain), at: .zero))
    chain[0].line = 2
    store.append(TaskEvent(.suspend(TaskID(1), on: .turn, chain: chain), at: .zero))
    #expect((0..<2).map { store.chain(store.row($0).c).map(\.line) } == [[1], [2]])
  }
}

extension TaskEventObserver {
  /// Tells of an event as a loop does.
  fileprivate func tell(_ event: TaskEvent) {
    switch event.kind {
    case .create(let task, let parent, let name, let coroutine, let site, let scope):
      create(
        task, parent: parent, name: name, coroutine: coroutine, site: site, scope: scope, at: event.time)
    case .finish(let task, let outcome): finish(task, outcome, at: event.time)
    case .ready(let task, let waker): ready(task, by: waker, at: event.time)
    case .resume(let task, let throwing): resume(task, throwing: throwing, at: event.time)
    case .suspend(let task, let awaited, let chain):
      suspend(task, on: awaited, chain: chain, at: event.time)
    case .resource(let id, let kind, let name, let operation, let task, let size, let waiting):
      resource(
        id, kind, name: name, operation, by: task, size: size, waiting: waiting, at: event.time)
    default: record(event)
    }
  }
}
