package import Screen

/// How keys are written in a file of settings: `space`, `shift-left`, `ctrl-n`, `f5`, `]`.
package enum KeyName {
  /// The key of a name; nil where none is called so.
  package static func key(_ name: String) -> Key? {
    var rest = name[...]
    var modifiers: Key.Modifiers = []
    while let (prefix, modifier) = self.modifiers.first(where: {
      rest.count > $0.0.count && rest.hasPrefix($0.0)
    }) {
      rest.removeFirst(prefix.count)
      modifiers.insert(modifier)
    }
    if let base = bases.first(where: { $0.0 == rest })?.1 { return Key(base, modifiers) }
    if rest.first == "f", let number = Int(rest.dropFirst()), (1...12).contains(number) {
      return Key(.function(number), modifiers)
    }
    // A capital is typed with shift; as a key it stands for itself.
    guard rest.count == 1, let character = rest.first, !modifiers.contains(.shift), isTyped(character) else {
      return nil
    }
    return Key(.character(character), modifiers)
  }

  /// The name of a key; the key of that name is the same one.
  package static func name(_ key: Key) -> String {
    let prefix = modifiers.reduce("") { key.modifiers.contains($1.1) ? $0 + $1.0 : $0 }
    if let name = bases.first(where: { $0.1 == key.base })?.0 { return prefix + name }
    switch key.base {
    case .function(let number): return prefix + "f\(number)"
    case .character(let character): return prefix + String(character)
    default: return prefix
    }
  }

  private static func isTyped(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
  }

  private static let modifiers: [(String, Key.Modifiers)] = [
    ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
  ]

  private static let bases: [(String, Key.Base)] = [
    ("space", .character(" ")), ("left", .left), ("right", .right), ("up", .up), ("down", .down),
    ("home", .home), ("end", .end), ("pageup", .pageUp), ("pagedown", .pageDown), ("enter", .enter),
    ("tab", .tab), ("escape", .escape), ("backspace", .backspace), ("delete", .delete), ("insert", .insert),
  ]
}
