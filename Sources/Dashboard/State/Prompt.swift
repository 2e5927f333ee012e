/// A line that is being typed in the place of the status: where to go, what to look for, see or remember.
package struct Prompt: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    case goTo
    case search
    case command
    case filter
    /// A note about the moment at the playhead.
    case note
    /// A line for the program.
    case input
  }

  package let purpose: Purpose
  var typed: TypedText
  /// Which of the commands found is chosen.
  var choice = 0

  init(_ purpose: Purpose, _ text: String = "") {
    self.purpose = purpose
    typed =
      switch purpose {
      case .note: TypedText(text, limit: Self.longestNote)
      case .input: TypedText(text, limit: Self.longestInput)
      default: TypedText(text)
      }
  }

  /// More than fits on a slide.
  private static let longestNote = 400
  /// A terminal hands on no longer line.
  private static let longestInput = 4094

  package var text: String { typed.text }

  var title: String {
    switch purpose {
    case .goTo: "go to: "
    case .search: "/"
    case .command: "command: "
    case .filter: "filter: "
    case .note: "note: "
    case .input: "input> "
    }
  }

  /// What can be typed.
  var forms: String {
    switch purpose {
    case .goTo: Destination.forms
    case .search: "a regular expression for names, coroutines and endings"
    case .command: "words of what it does; up and down choose"
    case .filter: LaneFilter.forms
    case .input: "a line for the program; up and down bring earlier ones back"
    case .note: "what there is to say about this moment; nothing takes its note away"
    }
  }
}
