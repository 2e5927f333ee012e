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

  @Test func `an array that is changed after it was recorded is another chain`() {
    var store = TraceStore()
    var chain = [SourceSite(file: "a.py", line: 1, function: "f")]
    store.append(TaskEvent(.suspend(TaskID(1), on: .turn, chain: chain), at: .zero))
    chain[0].line = 2
    store.append(TaskEvent(.suspend(TaskID(1), on: .turn, chain: chain), at: .zero))
    #expect((0..<2).map { store.chain(store.row($0).c).map(\.line) } == [[1], [2]])
  }
}
