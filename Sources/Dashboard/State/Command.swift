import Screen

/// Something that can be chosen from the palette: all that has a key, and what has none.
struct Command: Hashable {
  enum Deed: Hashable {
    case perform(Action)
    case theme(Theme.Name)
    case axis(Camera.Axis)
    case copy(Clipping)
  }

  var name: String
  var explanation: String
  /// The keys that do the same; none where only the palette does it.
  var keys: [Key] = []
  var deed: Deed

  /// All of them, those with keys first.
  static func all(_ bindings: Bindings) -> [Command] {
    let bound = bindings.rows.filter { $0.places.contains(.run) && $0.action != .commands }
    return bound.map {
      Command(name: $0.name, explanation: $0.explanation, keys: $0.keys, deed: .perform($0.action))
    }
      + Clipping.allCases.map {
        Command(name: "copy \($0.name)", explanation: $0.explanation, deed: .copy($0))
      }
      + Theme.Name.allCases.map {
        Command(
          name: "theme \($0.rawValue)", explanation: "Draw in the colours of this theme.", deed: .theme($0))
      }
      + Camera.Axis.allCases.map {
        Command(name: "axis \($0.rawValue)", explanation: "The axis: \($0.explanation).", deed: .axis($0))
      }
  }

  /// Those in which all words typed occur, those first whose names begin with what was typed.
  static func found(_ query: String, _ bindings: Bindings) -> [Command] {
    let query = query.lowercased()
    let words = query.split(separator: " ")
    let found = all(bindings).filter { command in
      let text = "\(command.name) \(command.explanation)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    guard !query.isEmpty else { return found }
    func rank(_ command: Command) -> Int {
      let name = command.name.lowercased()
      return name.hasPrefix(query) ? 0 : words.allSatisfy { name.contains($0) } ? 1 : 2
    }
    return (0...2).flatMap { wanted in found.filter { rank($0) == wanted } }
  }
}
