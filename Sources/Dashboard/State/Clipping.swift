import Screen
import TaskModel
import Timeline

/// A part of what is shown that can be copied to take it elsewhere.
enum Clipping: Hashable, CaseIterable {
  case sentence
  case history
  case statistics
  case output
  case screen

  var name: String {
    switch self {
    case .sentence: "sentence"
    case .history: "history"
    case .statistics: "statistics"
    case .output: "output"
    case .screen: "screen"
    }
  }

  var explanation: String {
    switch self {
    case .sentence: "Copy what the selected task does, and why, in a sentence."
    case .history: "Copy the states of the selected task up to the playhead, as CSV."
    case .statistics: "Copy the statistics of each coroutine up to the playhead, as CSV."
    case .output: "Copy what the program has printed up to the playhead."
    case .screen: "Copy the screen, as text."
    }
  }
}

extension DashboardState {
  /// The text of a clipping, without anything that acts on a terminal into which it is pasted; nil where it is about a task,
  /// and there is none.
  func text(of clipping: Clipping) -> String? {
    contents(of: clipping).map { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map { DisplayText.clean(String($0)) }
          .joined(separator: "\t")
      }.joined(separator: "\n")
    }
  }

  private func contents(of clipping: Clipping) -> String? {
    guard let run else { return nil }
    let words = TaskWords(run, ascii: theme.glyphs == .ascii)
    let task = run.camera.selection ?? run.taskAtPlayhead
    switch clipping {
    case .sentence:
      return task.flatMap { run.trace.index.lane(of: $0) }.map { "\(words.name($0)) \(words.sentence($0))" }
    case .history:
      return task.flatMap { run.trace.index.lane(of: $0) }.map { Self.history($0, run, words).text }
    case .statistics: return Self.statistics(run, words).text
    case .output: return run.trace.outputs.text(at: run.camera.playhead.position)
    case .screen:
      var state = self
      state.prompt = nil
      state.notice = nil
      return view(state).text
    }
  }

  private static func history(_ lane: Int, _ run: RunState, _ words: TaskWords) -> CSVText {
    var csv = CSVText(["from_s", "to_s", "state", "what"])
    let (index, playhead) = (run.trace.index, run.camera.playhead)
    let history = index.lanes[lane].history
    guard let now = history.index(at: playhead.position) else { return csv }
    for number in 0...now {
      let span = history[number]
      let end = number < now ? span.end.map { index.time(ofEvent: $0 - 1) } : playhead.time
      csv.add([
        CSVText.seconds(index.time(ofEvent: span.event).since(.zero)),
        end.map { CSVText.seconds($0.since(.zero)) } ?? "", "\(span.state)", words.phrase(span),
      ])
    }
    return csv
  }

  private static func statistics(_ run: RunState, _ words: TaskWords) -> CSVText {
    var csv = CSVText([
      "coroutine", "tasks", "ended", "failed", "cancelled", "running_s", "ready_s", "waiting_s",
      "longest_step_s", "life_p50_s", "life_p95_s",
    ])
    for row in run.trace.index.statistics(at: run.camera.playhead.position, lanes: .max, spans: .max) {
      csv.add(
        [words.coroutine(row.lane), "\(row.tasks)", "\(row.ended)", "\(row.raised)", "\(row.cancelled)"]
          + [row.running, row.ready, row.waiting, row.longestStep].map(CSVText.seconds)
          + [0.5, 0.95].map { row.life(atMost: $0).map(CSVText.seconds) ?? "" })
    }
    return csv
  }
}
