/// The order of a trace apart from its tasks: instants, beats and steps.
///
/// A *beat* is what gets columns of its own on an axis that shows order: the events of one instant that belong to one
/// step, or to what the loop did between steps where a reader must see that (a cancellation asked for by a callback).
package struct Moments: Sendable {
  /// The first event of each instant, its time, and how long nothing happened before it (as a class of lengths).
  private(set) var instantStarts: [UInt32] = []
  private(set) var instantTimes: [Int64] = []
  /// The beat with which each instant begins.
  private(set) var instantBeats: [UInt32] = []
  private var gapClasses: [UInt8] = []
  /// Block of instants by block: for each class of lengths, how many gaps of it stand before the block.
  private var gapBlocks: [UInt32] = []
  private(set) var gapTotals = [UInt32](repeating: 0, count: Gap.classes)
  /// The classes between the shortest and the longest gap: a few of all.
  private var usedGaps = 0..<0
  private(set) var beatStarts: [UInt32] = []

  private(set) var stepStarts: [UInt32] = []
  private(set) var stepEnds: [UInt32] = []
  private(set) var stepLanes: [Int32] = []

  private(set) var count = 0
  /// The first resume of the program's own code, which is no step.
  var programStart = 0
  private var beatHasStep = false
  private var beatHasMark = false
  /// The steps that are under way, the last one to begin last.
  private var openSteps: [Int] = []
  /// The step inside which another one was taken: an eager task takes its first in that of its maker.
  private var outerSteps: [Int: Int] = [:]

  static let blockSize = 128
  static let open = UInt32.max

  init() {}

  var lastTime: Int64 { instantTimes.last ?? 0 }

  // MARK: Growing

  /// Takes the time of the next event, and begins an instant and a beat where one begins.
  mutating func arrive(at time: Int64) {
    if instantTimes.isEmpty || time > lastTime {
      beginInstant(at: time, behind: instantTimes.isEmpty ? Gap.none : Gap.of(nanoseconds: time &- lastTime))
    }
    count += 1
  }

  private mutating func beginInstant(at time: Int64, behind gap: UInt8) {
    if instantStarts.count % Self.blockSize == 0 { gapBlocks += gapTotals }
    instantStarts.append(UInt32(count))
    instantTimes.append(time)
    gapClasses.append(gap)
    gapTotals[Int(gap)] += 1
    if gap != Gap.none { usedGaps = usedGaps.widened(by: Int(gap)) }
    splitBeat(at: UInt32(count))
    instantBeats.append(UInt32(beatStarts.count - 1))
  }

  /// The last event ends a wait that nothing else would have ended: on a clock that jumps it takes no time, and is an instant
  /// of its own all the same, behind a gap as wide as the longest.
  mutating func endStandstill() {
    guard openSteps.isEmpty, count > 1, instantStarts.last.map({ $0 < count - 1 }) == true else { return }
    let longest = gapTotals.lastIndex { $0 > 0 }.map(UInt8.init) ?? Gap.none
    count -= 1
    beginInstant(at: lastTime, behind: longest == Gap.none ? Gap.of(nanoseconds: 1_000_000_000) : longest)
    count += 1
  }

  /// Begins a beat at the last event, unless that event has begun one anyway.
  private mutating func splitBeat() {
    splitBeat(at: UInt32(count - 1))
  }

  private mutating func splitBeat(at event: UInt32) {
    if beatStarts.last != event { beatStarts.append(event) }
    beatHasStep = false
    beatHasMark = false
  }

  /// The last event resumed a task.
  mutating func beginStep(lane: Int) {
    if beatHasStep || beatHasMark { splitBeat() }
    beatHasStep = true
    if let outer = openSteps.last { outerSteps[stepStarts.count] = outer }
    openSteps.append(stepStarts.count)
    stepStarts.append(UInt32(count - 1))
    stepEnds.append(Self.open)
    stepLanes.append(Int32(lane))
  }

  /// The last event suspended or finished the task that runs.
  mutating func endStep(lane: Int) {
    guard let place = openSteps.lastIndex(where: { stepLanes[$0] == Int32(lane) }) else { return }
    stepEnds[openSteps.remove(at: place)] = UInt32(count - 1)
  }

  /// The last event is one that must not be lost in the step before it, if it happened outside of one.
  mutating func mark() {
    guard openSteps.isEmpty else { return }
    if beatHasStep { splitBeat() }
    beatHasMark = true
  }

  // MARK: Instants

  /// The ordinal of the instant that an event belongs to.
  func instant(ofEvent event: Int) -> Int {
    max(0, instantStarts.partitioningIndex { Int($0) > event } - 1)
  }

  func time(ofEvent event: Int) -> Int64 {
    guard event >= 0, !instantTimes.isEmpty else { return 0 }
    return instantTimes[instant(ofEvent: event)]
  }

  /// The ordinal of the last instant that is not after a time; nil before the first one.
  func instant(notAfter time: Int64) -> Int? {
    let next = instantTimes.partitioningIndex { $0 > time }
    return next == 0 ? nil : next - 1
  }

  /// The offset behind the last event of an instant.
  func end(ofInstant ordinal: Int) -> Int {
    ordinal + 1 < instantStarts.count ? Int(instantStarts[ordinal + 1]) : count
  }

  /// How wide all the gaps up to and including the one before an instant are together.
  func gapSum(toInstant ordinal: Int, widths: [Double]) -> Double {
    guard ordinal >= 0, ordinal < gapClasses.count else { return 0 }
    let first = ordinal / Self.blockSize * Self.blockSize
    var sum = gapSum(beforeBlock: ordinal / Self.blockSize, widths)
    for gap in gapClasses[first...ordinal] { sum += widths[Int(gap)] }
    return sum
  }

  private func gapSum(beforeBlock block: Int, _ widths: [Double]) -> Double {
    var sum = 0.0
    for gap in usedGaps { sum += Double(gapBlocks[block * Gap.classes + gap]) * widths[gap] }
    return sum
  }

  /// The last instant that does not begin behind a tick, and the tick at which it begins; nil before the first one.
  ///
  /// Looks for its block first, and goes through that: each instant begins where the gap before it ends.
  func instant(notAfterTick tick: Double, beatWidth: Double, gapWidths: [Double]) -> (
    ordinal: Int, start: Double
  )? {
    func start(_ ordinal: Int, _ gaps: Double) -> Double { Double(instantBeats[ordinal]) * beatWidth + gaps }
    let next = (0..<gapBlocks.count / Gap.classes).partitioningIndex { block in
      let first = block * Self.blockSize
      return start(first, gapSum(toInstant: first, widths: gapWidths)) > tick
    }
    guard next > 0 else { return nil }
    let first = (next - 1) * Self.blockSize
    var gaps = gapSum(toInstant: first, widths: gapWidths)
    var found = (ordinal: first, start: start(first, gaps))
    for ordinal in first + 1..<min(first + Self.blockSize, instantStarts.count) {
      gaps += gapWidths[Int(gapClasses[ordinal])]
      let start = start(ordinal, gaps)
      guard start <= tick else { break }
      found = (ordinal, start)
    }
    return found
  }

  // MARK: Beats

  func beat(ofEvent event: Int) -> Int {
    max(0, beatStarts.partitioningIndex { Int($0) > event } - 1)
  }

  func beats(ofInstant ordinal: Int) -> Range<Int> {
    let next = ordinal + 1
    let end = next < instantBeats.count ? Int(instantBeats[next]) : beatStarts.count
    return Int(instantBeats[ordinal])..<end
  }

  func events(ofBeat beat: Int) -> Range<Int> {
    Int(beatStarts[beat])..<(beat + 1 < beatStarts.count ? Int(beatStarts[beat + 1]) : count)
  }

  /// The events of a beat between which its task runs: from `first` on, until `last` ends it.
  func anchors(ofBeat beat: Int) -> (first: Int, last: Int) {
    let events = events(ofBeat: beat)
    let next = stepStarts.partitioningIndex { Int($0) >= events.upperBound }
    if next > 0 {
      let step = enclosing(next - 1, at: events.lowerBound)
      let (start, end) = (Int(stepStarts[step]), end(ofStep: step))
      if start >= events.lowerBound { return (start, min(end, events.upperBound)) }
      if end >= events.lowerBound { return (events.lowerBound, min(end, events.upperBound)) }
    }
    let first = max(events.lowerBound, min(programStart, events.upperBound - 1))
    return (first, max(first, events.upperBound - 1))
  }

  // MARK: Steps

  /// The ordinal of the step that is under way at a position, the innermost one, or of the last one to have begun before it;
  /// nil before the first one.
  func step(at position: Int) -> Int? {
    let begun = stepsBegun(at: position)
    return begun == 0 ? nil : enclosing(begun - 1, at: position)
  }

  /// How many steps have begun before a position.
  func stepsBegun(at position: Int) -> Int { stepStarts.partitioningIndex { Int($0) >= position } }

  /// The offset of the event that ends a step; the end of the trace where none does.
  private func end(ofStep step: Int) -> Int { stepEnds[step] == Self.open ? count : Int(stepEnds[step]) }

  /// The step itself, or the innermost one around it that has not ended before a position; the step itself where all have.
  private func enclosing(_ step: Int, at position: Int) -> Int {
    var candidate = step
    while end(ofStep: candidate) < position {
      guard let outer = outerSteps[candidate] else { return step }
      candidate = outer
    }
    return candidate
  }
}

/// Lengths of time in classes, each twice as long as the one before: what an elastic axis gives one width.
enum Gap {
  static let classes = 64
  /// The class of an instant with nothing before it.
  static let none: UInt8 = 0

  static func of(nanoseconds: Int64) -> UInt8 {
    nanoseconds <= 0 ? none : UInt8(63 - nanoseconds.leadingZeroBitCount) &+ (nanoseconds == 1 ? 1 : 0)
  }
}

extension Range<Int> {
  /// The shortest range that holds a number as well.
  fileprivate func widened(by number: Int) -> Range {
    isEmpty ? number..<number + 1 : Swift.min(lowerBound, number)..<Swift.max(upperBound, number + 1)
  }
}
