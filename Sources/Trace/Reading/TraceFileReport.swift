/// What reading a trace file came to, beside its events.
package struct TraceFileReport: Equatable, Sendable {
  package var events = 0
  /// How much of the file was read, in bytes.
  package var bytes = 0
  /// Whether the end of the file is missing.
  package var isCut = false
  /// The bytes behind the last whole event of a cut file.
  package var lostBytes = 0
  /// Events of kinds that this version does not know: left out.
  package var unknownEvents = 0
  /// Texts with bytes that are no Unicode, which show U+FFFD instead.
  package var repairedTexts = 0
  /// Events that did not fit what came before, where events had been dropped.
  package var misfits = 0

  package init() {}

  /// What a user should know, a sentence each.
  package var notices: [String] {
    var notices: [String] = []
    if isCut {
      notices.append(
        "The end of the file is missing: \(events) whole events are shown, \(lostBytes) bytes after them are not."
      )
    }
    if unknownEvents > 0 {
      notices.append(
        "\(unknownEvents) events are of a kind that this taskviz does not know: they are left out.")
    }
    if repairedTexts > 0 {
      notices.append(
        "\(repairedTexts) texts hold bytes that are not Unicode: they show \u{fffd} in their place.")
    }
    if misfits > 0 {
      notices.append("\(misfits) events do not follow from those before them, some of which were dropped.")
    }
    return notices
  }
}
