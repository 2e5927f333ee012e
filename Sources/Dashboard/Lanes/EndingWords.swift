import TaskModel
import Timeline

/// How a lane or a scope ended: its sign, and wordings of what follows the sign, the longest first.
package struct EndingWords: Hashable, Sendable {
  package var sign: String
  package var role: Role
  package var wordings: [String]
}

extension LaneWords {
  /// How a lane ended; nil while it lives.
  package func ending(ofLane number: Int) -> EndingWords? {
    let lane = index.lanes[number]
    guard let finished = lane.finished, case .finish(_, let outcome) = events(Int(finished)).kind else {
      return nil
    }
    switch outcome {
    case .raised(let type, let message):
      let brief = DisplayedLine.first(of: message)
      return EndingWords(
        sign: glyphs.raised, role: .raised, wordings: brief.isEmpty ? [type] : ["\(type): \(brief)", type])
    case .cancelled:
      let why = cancellation(ofLane: number)
      return EndingWords(sign: glyphs.cancelled, role: .cancelled, wordings: why + ["cancelled"])
    case .returned(let value):
      var wordings: [String] = []
      let handled = self.handled(ofLane: number)
      if let value, value != "None" {
        let brief = DisplayedLine.first(of: value)
        wordings = handled.map { ["\($0), returned \(brief)"] } ?? []
        wordings += ["returned \(brief)"]
      }
      if let handled { wordings.append(handled) }
      return EndingWords(sign: glyphs.returned, role: .returned, wordings: wordings + [""])
    }
  }

  /// The exceptions that reached a task and did not end it.
  private func handled(ofLane number: Int) -> String? {
    let lane = index.lanes[number]
    guard let last = lane.surfaced.last else { return nil }
    let type: String
    switch events(Int(last)).kind {
    case .resume(_, let throwing?): type = throwing
    case .exit(_, .failed(let failed, _, _)): type = failed
    case .exit(_, .timedOut): type = "TimeoutError"
    default: return nil
    }
    let more = lane.surfaced.count - 1
    return more == 0 ? "handled \(type)" : "handled \(type) and \(more) more"
  }

  /// Why a task was cancelled and by whom.
  private func cancellation(ofLane number: Int) -> [String] {
    guard let request = index.lanes[number].cancels.last,
      case .cancel(_, _, let reason, _) = events(Int(request)).kind
    else { return [] }
    let by = canceller(ofLane: number, request: Int(request)).map { name(ofLane: $0) }
    switch reason {
    case .explicit: return by.map { ["cancelled by \($0)"] } ?? []
    case .siblingFailed:
      return (by.map { ["cancelled: a sibling failed (\($0))"] } ?? [])
        + ["cancelled: a sibling failed", "a sibling failed"]
    case .timeout: return ["cancelled: its deadline passed", "deadline passed"]
    case .shutdown: return ["cancelled: the loop closed", "loop closed"]
    case .passedOn: return (by.map { ["cancelled with \($0)"] } ?? []) + ["cancelled with its awaiter"]
    case .interrupt: return ["cancelled: interrupted", "interrupted"]
    }
  }

  /// The lane that caused a request to cancel: the one that asked, or the sibling whose failure did.
  func canceller(ofLane number: Int, request: Int) -> Int? {
    guard case .cancel(let task, let by, let reason, _) = events(request).kind else { return nil }
    if reason == .siblingFailed, let scope = index.lanes[number].scope,
      let failure = index.scopes[scope].failures.last(where: { Int($0) < request }),
      case .finish(let sibling, _) = events(Int(failure)).kind
    {
      return index.lane(of: sibling)
    }
    return by.flatMap { $0 == task ? nil : index.lane(of: $0) }
  }

  /// The TaskGroup that asks its own owner to stop waiting, because one of its tasks failed; nil for other requests.
  func group(ofLane number: Int, request: Int) -> Int? {
    guard case .cancel(_, let by?, .siblingFailed, _) = events(request).kind,
      let child = index.lane(of: by), let scope = index.lanes[child].scope,
      index.scopes[scope].owner == number, index.scopes[scope].kind == .taskGroup
    else { return nil }
    return scope
  }

  /// How a scope ended; nil while it is open.
  func ending(ofScope number: Int) -> EndingWords? {
    let scope = index.scopes[number]
    guard let exited = scope.exited, case .exit(_, let outcome) = events(Int(exited)).kind else { return nil }
    switch outcome {
    case .clean:
      var wordings = [""]
      if let deadline = scope.deadline {
        let left = deadline.since(index.time(ofEvent: Int(exited)))
        wordings = left > .zero ? ["in time, \(duration(left)) left", "in time", ""] : ["in time", ""]
      }
      return EndingWords(sign: glyphs.returned, role: .returned, wordings: wordings)
    case .failed(let type, let message, let members):
      if members.isEmpty {
        let brief = DisplayedLine.first(of: message)
        return EndingWords(
          sign: glyphs.raised, role: .raised, wordings: brief.isEmpty ? [type] : ["\(type): \(brief)", type])
      }
      let count = DurationText.count(members.count, "exception")
      let types = members.map { String($0.prefix { $0 != ":" }) }
      return EndingWords(
        sign: glyphs.raised, role: .raised,
        wordings: [
          "\(count): \(members.map(DisplayedLine.first(of:)).joined(separator: ", "))",
          "\(count): \(types.joined(separator: ", "))", count, type,
        ])
    case .timedOut:
      return EndingWords(sign: glyphs.deadline, role: .deadlineFired, wordings: ["fired"])
    case .cancelled:
      return EndingWords(sign: glyphs.cancelled, role: .cancelled, wordings: ["cancelled", ""])
    }
  }
}

/// Text of the observed program as one line.
enum DisplayedLine {
  static func first(of text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }
}
