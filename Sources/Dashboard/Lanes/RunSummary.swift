import TaskModel
import Timeline

/// One sentence about a whole run, from its facts alone; none where they say nothing of interest.
enum RunSummary {
  static func text(_ index: TimelineIndex, _ words: LaneWords) -> String? {
    let totals = index.totals
    let elapsed = index.end.since(.zero)
    if let fired = totals.timeouts.first { return deadline(fired, index, words) }
    if let failed = totals.firstRaised, totals.cancelled > 0, let lane = totals.firstCancelled {
      return failure(failed, cancelled: lane, index, words)
    }
    if let lane = totals.firstCancelled { return cancellation(lane, index, words) }
    if totals.stalls > 0, totals.stalled * 2 > elapsed {
      let times =
        totals.stalls == 1 ? "once" : totals.stalls == 2 ? "twice" : "\(number(totals.stalls)) times"
      return "\(words.duration(elapsed)), for \(words.duration(totals.stalled)) of it the loop was blocked"
        + " (\(times)): nothing else could run."
    }
    // Rounded waits of one task alone add up to the elapsed time; only what overlaps exceeds it.
    guard totals.sleeps > 1, elapsed > .zero, totals.slept > elapsed + elapsed / 20 else { return nil }
    return "\(words.duration(elapsed)) instead of \(words.duration(totals.slept)): the"
      + " \(number(totals.sleeps)) sleeps overlap."
  }

  private static func deadline(_ number: Int, _ index: TimelineIndex, _ words: LaneWords) -> String {
    let scope = index.scopes[number]
    let owner = words.name(ofLane: scope.owner)
    let length = scope.deadline.map { words.duration($0.since(index.time(ofEvent: Int(scope.entered)))) }
    let name = "deadline" + (length.map { " of " + $0 } ?? "")
    guard let until = EndOfRow.cutSleep(ofScope: number, index), let deadline = scope.deadline else {
      return "\(owner)'s \(name) fired."
    }
    return
      "\(owner)'s \(name) fired: what it waited for needed \(words.duration(until.since(deadline))) more."
  }

  private static func failure(
    _ failed: Int, cancelled: Int, _ index: TimelineIndex, _ words: LaneWords
  ) -> String? {
    guard let finished = index.lanes[failed].finished, let end = index.lanes[cancelled].finished,
      finished < end
    else { return nil }
    let others = index.totals.cancelled
    let who = others == 1 ? words.name(ofLane: cancelled) + " was" : "\(number(others)) tasks were"
    let saved = index.lanes[cancelled].cutSleep.map {
      ", \(words.duration($0.until.since(index.time(ofEvent: Int(end))))) before its own end"
    }
    let time = words.duration(index.time(ofEvent: Int(finished)).since(.zero))
    return
      "\(words.name(ofLane: failed)) failed at \(time), and \(who) cancelled\(others == 1 ? saved ?? "" : "")."
  }

  private static func cancellation(_ lane: Int, _ index: TimelineIndex, _ words: LaneWords) -> String? {
    guard let request = index.lanes[lane].cancels.first, let end = index.lanes[lane].finished else {
      return nil
    }
    let asked = index.time(ofEvent: Int(request))
    let ended = index.time(ofEvent: Int(end))
    let name = words.name(ofLane: lane)
    let by =
      words.canceller(ofLane: lane, request: Int(request)).map { " by " + words.name(ofLane: $0) } ?? ""
    let cut = index.lanes[lane].cutSleep.map {
      ", \(words.duration($0.until.since(index.time(ofEvent: Int($0.event))))) before its sleep was over"
    }
    if ended > asked {
      return "\(name) was asked to stop\(by) at \(words.duration(asked.since(.zero))) and ended"
        + " \(words.duration(ended.since(asked))) later."
    }
    return "\(name) was cancelled\(by) at \(words.duration(asked.since(.zero)))\(cut ?? "")."
  }

  private static func number(_ number: Int) -> String {
    let names = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    return names.indices.contains(number) ? names[number] : String(number)
  }
}
