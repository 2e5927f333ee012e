/// A line that is being typed in the place of the status: where to go, what to look for, or what to see.
package struct Prompt: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    case goTo
    case search
    case command
    case filter
  }

  package let purpose: Purpose
  var typed = TypedText()
  /// Which of the commands found is chosen.
  var choice = 0

  init(_ purpose: Purpose, _ text: String = "") {
    self.purpose = purpose
    typed.type(text)
  }

  package var text: String { typed.text }

  var title: String {
    switch purpose {
    case .goTo: "go to: "
    case .search: "/"
    case .command: "command: "
    case .filter: "filter: "
    }
  }

  /// What can be typed.
  var forms: String {
    switch purpose {
    case .goTo: Destination.forms
    case .search: "a regular expression for names, coroutines and endings"
    case .command: "words of what it does; up and down choose"
    case .filter: LaneFilter.forms
    }
  }
}
