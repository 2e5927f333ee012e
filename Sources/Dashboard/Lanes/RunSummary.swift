import TaskModel
import Timeline

/// A few sentences about a whole run, from its facts alone; none where they say nothing of interest.
struct RunSummary {
  private let index: TimelineIndex
  private let words: LaneWords
  private var totals: RunTotals { index.totals }
  private var elapsed: Duration { index.end.since(.zero) }

  /// How long it took, and what went otherwise than planned.
  static func sentences(_ index: TimelineIndex, _ words: LaneWords) -> [String] {
    let summary = RunSummary(index: index, words: words)
    return [summary.time, summary.deadlock ?? summary.event].compactMap { $0 }
  }

  /// The lines of sentences, each of which begins a line.
  static func lines(_ sentences: [String], width: Int) -> [String] {
    sentences.flatMap { wrapped($0, width: max(1, width)) }
  }

  // MARK: Time

  /// How long it took, and what it would have taken one after the other.
  private var time: String? {
    guard elapsed > .zero else { return nil }
    if totals.stalls > 0, totals.stalled * 2 > elapsed {
      let times =
        totals.stalls == 1 ? "once" : totals.stalls == 2 ? "twice" : "\(number(totals.stalls)) times"
      return "\(words.duration(elapsed)), for \(words.duration(totals.stalled)) of it the loop was blocked"
        + " (\(times)): nothing else could run."
    }
    guard totals.sleeps + totals.calls > 0 else { return nil }
    // Rounded waits of one task alone add up to the elapsed time; only what overlaps exceeds it.
    guard totals.sequential > elapsed + elapsed / 20 else {
      return totals.sequential + elapsed / 20 < elapsed
        ? nil
        : "\(words.duration(elapsed)) in all, and as long one after the other: nothing overlaps\(whole)."
    }
    // What was cut short lasts to its end where nobody else is there to stop it.
    guard totals.cutSleeps == 0 else {
      return
        "\(words.duration(elapsed)) in all: \(waits) overlap, and \(cut) cut short\(whole)."
    }
    return "\(words.duration(elapsed)) instead of \(words.duration(totals.sequential)) one after the other:"
      + " \(waits) overlap."
  }

  /// What sleeps that were cut short would have come to.
  private var whole: String {
    guard totals.cutSleeps > 0, totals.calls == 0, totals.stalls == 0 else { return "" }
    let length = words.duration(totals.slept + totals.cutShort)
    return totals.sleeps == 1
      ? "; the one sleep, cut short, was to take \(length)"
      : "; in full, one after the other, they would take \(length)"
  }

  private var cut: String { totals.cutSleeps == 1 ? "one was" : "\(number(totals.cutSleeps)) were" }

  /// What is added up: `the three sleeps`.
  private var waits: String {
    if totals.calls > 0 || totals.stalls > 0 { return "its waits" }
    return "the \(number(totals.sleeps)) sleeps"
  }

  // MARK: What went otherwise than planned

  private var event: String? {
    if let fired = totals.timeouts.first { return deadline(fired) }
    if totals.cancelled > 0, let lane = totals.firstCancelled.first, let failure = failure(cancelled: lane) {
      return failure
    }
    return totals.firstCancelled.first.flatMap(cancellation)
  }

  /// The ring in which tasks wait for each other, or that nothing is left that could wake any.
  private var deadlock: String? {
    guard let lane = index.lane(of: .program), let finished = index.lanes[lane].finished,
      case .finish(_, .raised("Deadlock", let message)) = words.events(Int(finished)).kind
    else { return nil }
    let lines = message.split(whereSeparator: \.isNewline)
    let ring = lines.first { $0.hasPrefix(Self.ring) }.map { "; in a ring" + $0.dropFirst(Self.ring.count) }
    return lines.first.map { "\($0.prefix(1).uppercased())\($0.dropFirst())\(ring ?? ".")" }
  }

  /// How the line begins that names the tasks of a ring.
  private static let ring = "In a ring"

  private func deadline(_ number: Int) -> String {
    let scope = index.scopes[number]
    let owner = words.name(ofLane: scope.owner)
    let length = scope.deadline.map { words.duration($0.since(index.time(ofEvent: Int(scope.entered)))) }
    let name = "deadline" + (length.map { " of " + $0 } ?? "")
    guard let cut = EndOfRow.cutSleep(ofScope: number, index), let deadline = scope.deadline else {
      return "\(owner)'s \(name) fired."
    }
    let sleeper = words.sleeper(ofLane: scope.owner, cut: cut) ?? owner
    return "\(owner)'s \(name) fired and stopped \(sleeper); without it, \(sleeper) would have slept to"
      + " \(words.duration(cut.until.since(.zero))), \(words.duration(cut.until.since(deadline))) longer,"
      + " and gone on."
  }

  /// Who failed of themselves, and who was cancelled for it: `a failed at 1 s, and b was cancelled.`
  private func failure(cancelled: Int) -> String? {
    guard let first = totals.firstOrigins.first, let finished = index.lanes[first].finished,
      let end = index.lanes[cancelled].finished, finished < end
    else { return nil }
    let others = totals.cancelled
    let who = others == 1 ? words.name(ofLane: cancelled) + " was" : "\(number(others)) tasks were"
    let saved = index.lanes[cancelled].cutSleep.map {
      ", \(words.duration($0.until.since(index.time(ofEvent: Int(end))))) before its sleep was over"
    }
    return "\(failures), and \(who) cancelled\(others == 1 ? saved ?? "" : "")."
  }

  /// `a failed at 1 s`, or `a failed at 1 s with ValueError, b at 1 s with OSError` where they are to be told apart.
  private var failures: String {
    var told: [String] = []
    for lane in totals.firstOrigins {
      guard let finished = index.lanes[lane].finished,
        case .finish(_, .raised(let type, _)) = words.events(Int(finished)).kind
      else { continue }
      let time = words.duration(index.time(ofEvent: Int(finished)).since(.zero))
      told.append(
        "\(words.name(ofLane: lane))\(told.isEmpty ? " failed" : "") at \(time)\(totals.origins > 1 ? " with \(type)" : "")"
      )
    }
    let more = totals.origins - told.count
    return told.joined(separator: ", ") + (more > 0 ? ", and \(number(more)) more" : "")
  }

  /// Who was cancelled, by whom, and how long it took or spared: `a and b were cancelled by main at 1 s.`
  private func cancellation(_ lane: Int) -> String? {
    guard let request = index.lanes[lane].cancels.first, let end = index.lanes[lane].finished else {
      return nil
    }
    let asked = index.time(ofEvent: Int(request))
    let ended = index.time(ofEvent: Int(end))
    let canceller = words.canceller(ofLane: lane, request: Int(request))
    let by = canceller.map { " by " + words.name(ofLane: $0) } ?? ""
    let time = words.duration(asked.since(.zero))
    let others = totals.firstCancelled.filter { isAsked($0, by: canceller, at: asked) }
    if others.count > 1, others.count == totals.cancelled {
      return "\(LaneWords.list(others.map { words.name(ofLane: $0) })) were cancelled\(by) at \(time)."
    }
    let name = words.name(ofLane: lane)
    if ended > asked {
      return
        "\(name) was asked to stop\(by) at \(time) and ended \(words.duration(ended.since(asked))) later."
    }
    let cut = index.lanes[lane].cutSleep.map {
      ", \(words.duration($0.until.since(index.time(ofEvent: Int($0.event))))) before its sleep was over"
    }
    return "\(name) was cancelled\(by) at \(time)\(cut ?? "")."
  }

  private func isAsked(_ lane: Int, by canceller: Int?, at time: TraceTime) -> Bool {
    guard let request = index.lanes[lane].cancels.first else { return false }
    return words.canceller(ofLane: lane, request: Int(request)) == canceller
      && index.time(ofEvent: Int(request)) == time
  }

  private func number(_ number: Int) -> String {
    let names = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    return names.indices.contains(number) ? names[number] : String(number)
  }
}
