package import TaskModel

/// Where the events of a trace stand on an axis of columns: what turns positions and times into columns and back.
///
/// Computed for one trace, width and zoom; every question about a column or an event is answered in logarithmic time.
/// Columns count from the left edge of the window; those outside it are negative or beyond its width.
package struct AxisLayout: Sendable {
  package enum Kind: Hashable, Sendable {
    /// Every beat has columns of its own; gaps between instants have widths by the class of their length.
    case elastic
    /// In proportion to the clock.
    case time
    /// The same width for every beat, and none for gaps.
    case steps
  }

  package let kind: Kind
  /// The window's columns.
  package let width: Int
  /// How many columns the whole axis takes at this zoom.
  package private(set) var totalColumns = 0
  /// The leftmost column shown.
  package private(set) var firstColumn = 0

  /// In ticks: the width of a beat, of a gap of each class, and of the stretch behind the last event.
  private(set) var beatWidth = 1.0
  private(set) var gapWidths = [Double](repeating: 0, count: Gap.classes)
  private(set) var tailWidth = 0.0
  /// Columns a tick.
  package private(set) var scale = 1.0
  /// The time up to which the axis reaches: later than the last event where something was cut short.
  private(set) var horizon: Int64 = 0

  /// Lays out a whole trace in `width` columns, or in `magnification` times as many of which `width` are shown.
  ///
  /// `reach` is a time behind the trace's end that must be on the axis, such as a deadline still ahead. `tail` is how many
  /// columns what lies behind the trace's end is to have at least, where there is anything.
  package init(
    _ kind: Kind, of index: TimelineIndex, width: Int, magnification: Double = 1, firstColumn: Int = 0,
    reach: TraceTime = .zero, tail: Int = 0
  ) {
    self.kind = kind
    self.width = max(0, width)
    let factor = magnification.isFinite ? min(max(1, magnification), 1e12) : 1
    horizon = max(index.moments.lastTime, index.totals.horizon, reach.nanoseconds)
    let room = Double(max(1, width)) * factor
    switch kind {
    case .elastic: layOutElastic(index.moments, room: room, factor: factor, tail: Double(max(0, tail)))
    case .steps: layOutSteps(index.moments, room: room, factor: factor)
    case .time: scale = horizon > 0 ? max(0, room - 1) / Double(horizon) : 0
    }
    let columns = kind == .time ? room : (totalTicks(index.moments) * scale).rounded(.up)
    totalColumns = max(0, Int(min(columns, 1e15)))
    self.firstColumn = min(max(0, firstColumn), max(0, totalColumns - self.width))
  }

  private func totalTicks(_ moments: Moments) -> Double {
    var sum = Double(moments.beatStarts.count) * beatWidth + tailWidth
    for (count, width) in zip(moments.gapTotals, gapWidths) { sum += Double(count) * width }
    return sum
  }

  /// Widths that a small trace is given, from comfortable to tight: a beat and the least for a gap.
  private static let comforts: [(beat: Double, gap: Double)] = [
    (6, 40), (5, 32), (4, 20), (4, 16), (4, 12), (3, 12), (3, 8), (3, 6), (2, 6), (2, 4), (1, 4), (1, 3),
    (1, 2),
    (1, 1),
  ]

  private mutating func layOutElastic(_ moments: Moments, room: Double, factor: Double, tail least: Double) {
    var gaps = moments.gapTotals.map(Double.init)
    gaps[Int(Gap.none)] = 0
    let tail = horizon > moments.lastTime ? Int(Gap.of(nanoseconds: horizon &- moments.lastTime)) : nil
    // What never happened gets a share of its own, and no more than a third of what a gap of its length gets.
    let tailShare = tail.map { 0.35 * doubling(steps: min(0, $0 - (gaps.lastIndex { $0 > 0 } ?? $0))) } ?? 0
    let gapCount = gaps.reduce(0, +)
    let beats = Double(moments.beatStarts.count)
    let stretched = Self.comforts.map {
      (beat: ($0.beat * factor).rounded(.down), gap: ($0.gap * factor).rounded(.down))
    }
    let fitting = (factor > 1 ? stretched + Self.comforts : Self.comforts).first {
      beats * $0.beat + gapCount * $0.gap + (tail == nil ? 0 : max(min($0.gap, 8), least)) <= room
    }
    guard let fitting else {
      // Too long for whole columns: a cell stands for several beats.
      beatWidth = 1
      gapWidths = Array(repeating: 2, count: Gap.classes)
      gapWidths[Int(Gap.none)] = 0
      tailWidth = tail == nil ? 0 : 2
      scale = room / (beats + 2 * gapCount + tailWidth)
      return
    }
    beatWidth = fitting.beat
    // What is left goes to the gaps: a gap four times as long is twice as wide.
    let longest = gaps.lastIndex { $0 > 0 } ?? 0
    let weights = gaps.indices.map { doubling(steps: $0 - longest) }
    let weight = zip(gaps, weights).reduce(tailShare) { $0 + $1.0 * $1.1 }
    let tailRoom = tail == nil ? 0 : max(min(fitting.gap, 8), least)
    let slack = room - beats * fitting.beat - gapCount * fitting.gap - tailRoom
    for (gap, share) in zip(gaps.indices, weights) where weight > 0 {
      gapWidths[gap] = fitting.gap + (slack * share / weight).rounded(.down)
    }
    gapWidths[Int(Gap.none)] = 0
    tailWidth = tail == nil ? 0 : tailRoom + (slack * tailShare / max(weight, tailShare)).rounded(.down)
  }

  private mutating func layOutSteps(_ moments: Moments, room: Double, factor: Double) {
    let beats = max(1, Double(moments.beatStarts.count))
    let whole = (room / beats).rounded(.down)
    beatWidth = min(max(1, whole), 6 * factor.rounded(.down))
    if beats > room { scale = room / beats }
  }

  // MARK: Ticks

  private func start(ofBeat beat: Int, _ moments: Moments) -> Double {
    let instant = kind == .elastic ? moments.instant(ofEvent: Int(moments.beatStarts[beat])) : -1
    return Double(beat) * beatWidth + moments.gapSum(toInstant: instant, widths: gapWidths)
  }

  /// Where an event takes effect.
  private func tick(ofEvent event: Int, _ moments: Moments) -> Double {
    guard kind != .time else { return Double(moments.time(ofEvent: event)) }
    let beat = moments.beat(ofEvent: event)
    let (first, last) = moments.anchors(ofBeat: beat)
    let begin = start(ofBeat: beat, moments)
    if event <= first { return begin }
    if event >= last { return begin + beatWidth }
    let within = beatWidth * Double(event - first) / Double(last - first)
    return begin + (isExact ? within.rounded(.up) : within)
  }

  private func tick(ofTime time: Int64, _ moments: Moments) -> Double {
    guard kind != .time else { return Double(time) }
    guard let instant = moments.instant(notAfter: time) else { return 0 }
    let began = moments.instantTimes[instant]
    if began == time {
      return start(ofBeat: moments.beat(ofEvent: Int(moments.instantStarts[instant])), moments)
    }
    let next = moments.end(ofInstant: instant)
    let end = start(ofBeat: moments.beat(ofEvent: next - 1), moments) + beatWidth
    let isLast = next >= moments.count
    let until = isLast ? horizon : moments.instantTimes[instant + 1]
    let room = isLast ? tailWidth : start(ofBeat: moments.beat(ofEvent: next), moments) - end
    guard until > began else { return end }
    return end + room * min(1, Double(time &- began) / Double(until &- began))
  }

  /// How many events have taken effect at a tick, and whether it lies in a gap.
  private func position(atTick tick: Double, _ moments: Moments) -> (position: Int, inGap: Bool) {
    guard kind != .time else {
      let time = Int64(min(max(-1, tick.rounded(.down)), 9e18))
      return (moments.instant(notAfter: time).map { moments.end(ofInstant: $0) } ?? 0, true)
    }
    guard let (beat, start) = beat(notAfterTick: tick, moments) else { return (0, true) }
    let within = tick - start
    let events = moments.events(ofBeat: beat)
    if within >= beatWidth { return (events.upperBound, true) }
    let (first, last) = moments.anchors(ofBeat: beat)
    guard last > first else { return (within > 0 ? events.upperBound : first + 1, false) }
    let passed = Int((within * Double(last - first) / beatWidth).rounded(.down))
    return (min(first + passed + 1, last), false)
  }

  /// The last beat that does not begin behind a tick, and the tick at which it begins; nil before the first one.
  private func beat(notAfterTick tick: Double, _ moments: Moments) -> (ordinal: Int, start: Double)? {
    guard tick >= 0, !moments.beatStarts.isEmpty else { return nil }
    guard kind == .elastic else {
      let beat = beats(in: tick, atMost: moments.beatStarts.count - 1)
      return (beat, Double(beat) * beatWidth)
    }
    guard let instant = moments.instant(notAfterTick: tick, beatWidth: beatWidth, gapWidths: gapWidths) else {
      return nil
    }
    // Beats of one instant follow each other without gaps.
    let all = moments.beats(ofInstant: instant.ordinal)
    let beat = beats(in: tick - instant.start, atMost: all.count - 1)
    return (all.lowerBound + beat, instant.start + Double(beat) * beatWidth)
  }

  /// How many whole beats there are in some ticks; a quotient that was rounded up is not taken for one more.
  private func beats(in ticks: Double, atMost most: Int) -> Int {
    let beats = Int(min(ticks / beatWidth, Double(most)))
    return Double(beats) * beatWidth > ticks ? beats - 1 : beats
  }

  private func column(ofTick tick: Double) -> Int {
    Int(min(max(-1e15, (tick * scale + 1e-6).rounded(.down)), 1e15)) - firstColumn
  }

  // MARK: Columns

  /// The column at which an event takes effect.
  package func column(ofEvent event: Int, in index: TimelineIndex) -> Int {
    column(ofTick: tick(ofEvent: event, index.moments))
  }

  /// The column at which the beat of an event begins: where its step's number stands.
  package func column(ofBeatOf event: Int, in index: TimelineIndex) -> Int {
    guard kind != .time else { return column(ofEvent: event, in: index) }
    return column(ofTick: start(ofBeat: index.moments.beat(ofEvent: event), index.moments))
  }

  /// The first column that shows nothing of what the position leaves to happen; `time` moves it through a gap.
  package func column(ofPosition position: Int, time: TraceTime, in index: TimelineIndex) -> Int {
    let moments = index.moments
    guard position > 0, moments.count > 0 else { return column(ofTime: min(time, index.end), in: index) }
    let last = min(position, moments.count) - 1
    guard kind != .time else { return column(ofTime: max(time, index.time(ofEvent: last)), in: index) }
    let beat = moments.beat(ofEvent: last)
    let isWhole = moments.events(ofBeat: beat).upperBound == last + 1
    if isWhole, kind == .elastic, time > index.time(ofEvent: last) { return column(ofTime: time, in: index) }
    return column(
      ofTick: isWhole ? start(ofBeat: beat, moments) + beatWidth : tick(ofEvent: last, moments))
  }

  /// The column of a time: that of the instant of this time, or within the gap around it.
  package func column(ofTime time: TraceTime, in index: TimelineIndex) -> Int {
    column(ofTick: tick(ofTime: max(0, time.nanoseconds), index.moments))
  }

  /// The position behind all that a column shows.
  package func position(atColumn column: Int, in index: TimelineIndex) -> Int {
    slot(atColumn: column, in: index).upper
  }

  /// What a column shows.
  package func slot(atColumn column: Int, in index: TimelineIndex) -> AxisSlot {
    guard scale > 0, index.moments.count > 0 else {
      return AxisSlot(lower: 0, upper: index.count, inGap: false)
    }
    if isExact {
      let shown = position(atTick: Double(column + firstColumn), index.moments)
      return AxisSlot(lower: shown.position, upper: shown.position, inGap: shown.inGap)
    }
    let low = bound(column, index.moments)
    let high = bound(column + 1, index.moments)
    return AxisSlot(
      lower: low.position, upper: max(low.position, high.position), inGap: low.inGap && high.inGap)
  }

  /// How many columns a beat takes; less than 1 is 0.
  package var beatColumns: Int { kind == .time ? 0 : Int(beatWidth * scale) }

  /// Whether a column holds at most one state of a lane: every beat has whole columns.
  package var isExact: Bool { kind != .time && scale == 1 }

  /// How many events take effect left of a column.
  private func bound(_ column: Int, _ moments: Moments) -> (position: Int, inGap: Bool) {
    let edge = (Double(column + firstColumn) - 1e-6) / scale
    return edge <= 0 ? (0, false) : position(atTick: edge.nextDown, moments)
  }

  /// What every column of the window shows.
  package func slots(in index: TimelineIndex) -> [AxisSlot] {
    guard !isExact, scale > 0, index.moments.count > 0 else {
      return (0..<width).map { slot(atColumn: $0, in: index) }
    }
    var low = bound(0, index.moments)
    return (0..<width).map { column in
      let high = bound(column + 1, index.moments)
      defer { low = high }
      return AxisSlot(
        lower: low.position, upper: max(low.position, high.position), inGap: low.inGap && high.inGap)
    }
  }
}

/// What a column of an axis shows: the positions from what has happened left of it to its right edge.
package struct AxisSlot: Hashable, Sendable {
  package var lower: Int
  /// The same as `lower` where nothing happens within the column.
  package var upper: Int
  /// Whether it lies between instants.
  package var inGap: Bool
}

/// A power of the square root of two.
private func doubling(steps: Int) -> Double {
  var power = 1.0
  for _ in 0..<min(abs(steps), 64) { power *= steps < 0 ? 0.7071067811865476 : 1.4142135623730951 }
  return power
}
