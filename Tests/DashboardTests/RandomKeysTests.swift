import Foundation
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

@Suite struct RandomKeysTests {
  /// A small generator with a seed, so that a failure can be repeated.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let keys = Binding.table.flatMap(\.keys) + "aZ/é漢\u{1B}".map(Key.character)

  private func message(_ random: inout Random, _ rest: inout ArraySlice<TaskEvent>) -> Message {
    switch Int.random(in: 0..<20, using: &random) {
    case 0:
      return .resized(Size(Int.random(in: 0...130, using: &random), Int.random(in: 0...50, using: &random)))
    case 1, 2:
      let kinds: [Pointer.Kind] = [.press, .drag, .release, .wheelUp, .wheelDown]
      return .pointer(
        Pointer(
          kinds[Int.random(in: 0..<kinds.count, using: &random)],
          column: Int.random(in: -1...140, using: &random),
          row: Int.random(in: -1...60, using: &random), modifiers: Bool.random(using: &random) ? .control : []
        ))
    case 3: return .tick(elapsed: .milliseconds(Int.random(in: 0...300, using: &random)))
    case 4:
      let count = min(rest.count, Int.random(in: 0...3, using: &random))
      defer { rest = rest.dropFirst(count) }
      return .arrived(Array(rest.prefix(count)))
    case 5: return rest.isEmpty ? .ended(RunEnd()) : .pasted("a\nb\u{1B}")
    case 6: return .notice(Notice("something"))
    default: return .key(Self.keys[Int.random(in: 0..<Self.keys.count, using: &random)])
    }
  }

  private func check(_ state: DashboardState, _ seed: UInt64, _ last: Message) {
    let grid = view(state)
    #expect(grid.width == max(0, state.size.width) && grid.height == max(0, state.size.height))
    #expect(view(state) == grid, "a picture is a function of the state")
    guard let run = state.run else { return }
    let playhead = run.camera.playhead
    #expect((0...run.trace.count).contains(playhead.position), "seed \(seed): \(last)")
    if playhead.position > 0 {
      #expect(playhead.time >= run.trace.index.time(atPosition: playhead.position), "seed \(seed): \(last)")
    }
    if let next = run.trace.nextTime(at: playhead.position) {
      #expect(playhead.time <= next, "seed \(seed): \(last)")
    }
    #expect(run.camera.firstRow >= 0 && run.camera.firstColumn >= 0, "seed \(seed): \(last)")
    let index = run.trace.index
    let rows = run.rows
    #expect(run.camera.firstRow <= rows.count(in: index), "seed \(seed): \(last)")
    let hidden = rows.filteredOut.rows + rows.folded.rows
    #expect(rows.count(in: index) + hidden == index.rowCount, "seed \(seed): \(last)")
    #expect(Set(rows.nodes(inRows: 0..<rows.count(in: index), of: index)).count == rows.count(in: index))
  }

  @Test(arguments: 0..<10)
  func `whatever is pressed, clicked and resized, the state stays whole`(seed: UInt64) {
    var random = Random(state: seed)
    for start in 0..<2 {
      var rest = SampleTraces.gather[...]
      var state =
        start == 0
        ? SampleTraces.picker()
        : SampleTraces.dashboard(SampleTraces.run([], play: Play(isPlaying: true), ended: false))
      for number in 0..<100 {
        let message = message(&random, &rest)
        for effect in update(&state, message) {
          guard case .start = effect else { continue }
          rest = SampleTraces.gather[...]
          _ = update(&state, .opened(SampleTraces.run([], play: Play(isPlaying: true), ended: false)))
        }
        if number % 10 == 9 { check(state, seed, message) }
      }
    }
  }

  /// How many keys, clicks and new sizes each scenario gets: `TASKVIZ_KEYS=10000` asks for many.
  private static let presses = ProcessInfo.processInfo.environment["TASKVIZ_KEYS"].flatMap { Int($0) } ?? 40

  /// What a seed makes of a scenario's run.
  private func play(_ scenario: RunState, seed: UInt64, checking: Bool) -> DashboardState {
    var random = Random(state: seed)
    var nothing: ArraySlice<TaskEvent> = []
    var state = SampleTraces.dashboard(scenario, size: Size(80, 24))
    for number in 0..<Self.presses {
      let message = message(&random, &nothing)
      // Keys that leave the run would leave nothing to press keys on.
      if update(&state, message).contains(.quit) { state.prompt = nil }
      if checking, number % 20 == 19 { check(state, seed, message) }
    }
    return state
  }

  @Test(arguments: ScenarioRuns.names)
  func `on every scenario random keys break nothing, and the same ones lead to the same picture`(name: String)
    throws
  {
    let run = try ScenarioRuns.run(name)
    #expect(!run.trace.isEmpty)
    let seed = name.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
    let first = play(run, seed: seed, checking: true)
    let again = play(run, seed: seed, checking: false)
    #expect(view(first) == view(again))
    #expect(first.run?.camera == again.run?.camera)
  }

  private static let traces = [
    [], SampleTraces.failure, Array(SampleTraces.gather.prefix(1)), SampleTraces.gather,
  ]

  @Test(arguments: Self.traces.indices)
  func `every key works on any trace`(trace: Int) {
    for binding in Binding.table where binding.places.contains(.run) {
      for key in binding.keys {
        for isUnderWay in [true, false] {
          var state = SampleTraces.dashboard(SampleTraces.run(Self.traces[trace], ended: !isUnderWay))
          state.type(key, key, key)
          check(state, 0, .key(key))
        }
      }
    }
  }

  /// The run keeps what a key has changed: the keys after it meet filters, folds, zooms and open panes.
  @Test func `every key works on 100,000 tasks`() throws {
    let events = BigTrace.workers(100_000, turns: 1)
    var state = SampleTraces.dashboard(SampleTraces.run(events), size: Size(120, 40))
    for binding in Binding.table where binding.places.contains(.run) {
      guard binding.action != .quit, binding.action != .back, let key = binding.keys.first else { continue }
      state.type(key)
      check(state, 0, .key(key))
      if state.prompt != nil { state.type(Key(.escape)) }
    }
    #expect(state.run?.trace.count == events.count)
  }
}
