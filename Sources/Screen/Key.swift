/// A key as a terminal reports it, and what a program does with it is bound to.
package struct Key: Hashable, Sendable {
  package var base: Base
  package var modifiers: Modifiers

  package init(_ base: Base, _ modifiers: Modifiers = []) {
    self.base = base
    self.modifiers = modifiers
  }

  package enum Base: Hashable, Sendable {
    /// What the key types; a capital stands for itself, without the shift modifier. Enter, tab, escape, backspace and
    /// control characters have other cases.
    case character(Character)
    case up, down, left, right
    case home, end, pageUp, pageDown
    case enter, tab, escape, backspace, delete, insert
    /// F1 is 1.
    case function(Int)
  }

  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let shift = Modifiers(rawValue: 1)
    package static let control = Modifiers(rawValue: 2)
    package static let alt = Modifiers(rawValue: 4)
  }

  package static func character(_ character: Character) -> Key { Key(.character(character)) }
  package static func control(_ character: Character) -> Key { Key(.character(character), .control) }
  package static func shift(_ base: Base) -> Key { Key(base, .shift) }

  /// The character that the key types into a search; nil for keys that type none.
  package var typed: Character? {
    guard case .character(let character) = base, modifiers.isDisjoint(with: [.control, .alt]) else {
      return nil
    }
    return character
  }

  /// How help and footer write the key.
  package func label(ascii: Bool) -> String {
    var text = ""
    if modifiers.contains(.control) { text += "Ctrl-" }
    if modifiers.contains(.alt) { text += "Alt-" }
    if modifiers.contains(.shift) { text += ascii ? "Shift-" : "⇧" }
    return text + base.label(ascii: ascii, isCapital: modifiers.contains(.control))
  }
}

extension Key.Base {
  fileprivate func label(ascii: Bool, isCapital: Bool) -> String {
    switch self {
    case .character(" "): "space"
    case .character(let character): isCapital ? character.uppercased() : String(character)
    case .up: ascii ? "Up" : "↑"
    case .down: ascii ? "Down" : "↓"
    case .left: ascii ? "Left" : "←"
    case .right: ascii ? "Right" : "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .enter: "Enter"
    case .tab: "Tab"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .insert: "Insert"
    case .function(let number): "F\(number)"
    }
  }
}
