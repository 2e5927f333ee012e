/// A line that is being typed in the place of the status: where to go, or what to look for.
package struct Prompt: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    case goTo
    case search
  }

  package let purpose: Purpose
  var typed = TypedText()

  init(_ purpose: Purpose) { self.purpose = purpose }

  package var text: String { typed.text }

  var title: String {
    switch purpose {
    case .goTo: "go to: "
    case .search: "/"
    }
  }

  /// What can be typed.
  var forms: String {
    switch purpose {
    case .goTo: Destination.forms
    case .search: "a regular expression for names, coroutines and endings"
    }
  }
}
