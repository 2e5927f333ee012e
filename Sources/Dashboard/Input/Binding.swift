package import Screen

/// One row of the table that binds keys: what they do, where, and how help and footer say it.
package struct Binding: Hashable, Sendable {
  package var keys: [Key]
  package var action: Action
  package var places: Set<Place>
  package var group: Group
  /// One or two words, for the footer.
  package var name: String
  /// A sentence, for help.
  package var explanation: String

  /// Where a key means something.
  package enum Place: Hashable, Sendable, CaseIterable {
    case picker
    /// In the picker while a search is being typed: letters belong to the search.
    case searching
    case run
    /// In a run while it asks who runs next: whatever has no meaning of its own there means what it means in a run.
    case guessing
    /// In a run while something is being typed: letters belong to it.
    case prompt
    /// The same where what is typed goes to the program.
    case input
    case help

    /// Where keys mean what they mean there, unless they have a meaning of their own here.
    var outer: Place? { self == .guessing ? .run : self == .input ? .prompt : nil }
  }

  package enum Group: String, Hashable, Sendable, CaseIterable {
    case playing = "Playing"
    case moving = "Moving"
    case picture = "The picture"
    case presenting = "Presenting"
    case scenarios = "Scenarios"
    case general = "General"
  }

  init(
    _ keys: [Key], _ action: Action, in places: Set<Place>, _ group: Group, _ name: String,
    _ explanation: String
  ) {
    self.keys = keys
    self.action = action
    self.places = places
    self.group = group
    self.name = name
    self.explanation = explanation
  }

  /// Whether a configuration can give it other keys: the keys of a run, but for those that end or redraw from anywhere.
  package var isRebindable: Bool {
    places.contains(.run) && !places.contains(.prompt)
  }
}
