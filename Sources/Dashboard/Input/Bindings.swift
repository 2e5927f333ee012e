package import Screen

/// The keys that are in force: what is pressed is looked up in it, and help, footer and palette speak from it.
package struct Bindings: Hashable, Sendable {
  package private(set) var rows: [Binding]
  private var actions: [Lookup: Action] = [:]

  /// The keys as they come: those of the table.
  package static let standard = Bindings(Binding.table)

  private struct Lookup: Hashable {
    var key: Key
    var place: Binding.Place
  }

  init(_ rows: [Binding]) {
    self.rows = rows
    for binding in rows {
      for place in binding.places {
        for key in binding.keys { actions[Lookup(key: key, place: place)] = binding.action }
      }
    }
  }

  /// What a key does in a place; nil where it does nothing.
  package func action(for key: Key, in place: Binding.Place) -> Action? {
    actions[Lookup(key: key, place: place)] ?? place.outer.flatMap { action(for: key, in: $0) }
  }

  /// The row of an action in a place.
  package func binding(of action: Action, in place: Binding.Place) -> Binding? {
    rows.first { $0.action == action && $0.places.contains(place) }
      ?? place.outer.flatMap { binding(of: action, in: $0) }
  }

  /// The same with other keys for some of a run's actions: these keys are taken from whatever had them there.
  package func rebinding(_ keys: [Action: [Key]]) -> Bindings {
    let changed = Set(rows.indices.filter { rows[$0].isRebindable && keys[rows[$0].action] != nil })
    var result = rows
    for number in changed {
      let taken = Set(keys[rows[number].action] ?? [])
      for other in rows.indices
      where !changed.contains(other) && !rows[other].places.isDisjoint(with: rows[number].places) {
        result[other].keys.removeAll { taken.contains($0) }
      }
    }
    for number in changed { result[number].keys = keys[rows[number].action] ?? [] }
    return Bindings(result)
  }
}
