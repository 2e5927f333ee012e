import Screen
import TaskModel
import Timeline
import Trace

/// A whole run as lines of plain sentences, for screen readers, logs and pipes: a line for each step, in order.
package struct PlainStory {
  private let run: RunState
  private let words: LaneWords
  private let index: TimelineIndex

  package init(_ run: RunState, ascii: Bool) {
    self.run = run
    let store = run.trace.store
    index = run.trace.index
    words = LaneWords(index: index, events: { store[$0] }, glyphs: ascii ? .ascii : .unicode)
  }

  /// Hands on line by line, each without a line end and with whatever the program wrote made harmless.
  package func tell<Failure: Error>(_ line: (String) throws(Failure) -> Void) throws(Failure) {
    let title = run.subject.title
    try line(DisplayText.clean(run.subject.name + (title.isEmpty ? "" : ": \(title)")))
    let story = StepStory(words: words)
    // What a program does outside its tasks has no steps.
    for told in besides(0..<first(0)) { try line(told) }
    for ordinal in 0..<index.stepCount {
      for told in story.lines(ofStep: ordinal, before: index.count) {
        let place = told.step.map { "Step \($0), " } ?? ""
        let time = words.duration(told.time.since(.zero))
        try line(DisplayText.clean("\(place)\(time), \(told.who): \(told.text)"))
      }
      for told in besides(first(ordinal)..<first(ordinal + 1)) { try line("    " + told) }
    }
    for sentence in RunSummary.sentences(index, words) { try line(DisplayText.clean(sentence)) }
    if let code = run.exitCode, code != 0 { try line("Exit code \(code).") }
  }

  /// The event with which a step begins, or the trace ends.
  private func first(_ ordinal: Int) -> Int { index.step(ordinal)?.first ?? index.count }

  /// What the sentence of a step leaves out: the captions, and what was printed unless it is quoted there.
  private func besides(_ events: Range<Int>) -> [String] {
    var notes: [String] = []
    for event in index.notes(in: events) {
      if case .note(let text, _)? = run.trace[Int(event)]?.kind { notes.append("Note: \(text)") }
    }
    let positions = (events.lowerBound == 0 ? 0 : events.lowerBound + 1)..<events.upperBound + 1
    for note in run.trace.annotations.at(positions: positions) { notes.append("Note: \(note.text)") }
    var printed: [String] = []
    var isQuoted = true
    for event in index.outputs(in: events) {
      guard case .output(let task, let stream, let text)? = run.trace[Int(event)]?.kind else { continue }
      if stream == .standardError || task == .program { isQuoted = false }
      printed += TerminalSequences.removed(from: text).split(whereSeparator: \.isNewline).map { "| \($0)" }
    }
    return (notes + (isQuoted && printed.count <= 1 ? [] : printed)).map { DisplayText.clean($0) }
  }
}
