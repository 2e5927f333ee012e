import Dashboard
import Terminal

extension Key {
  /// A key as the dashboard knows it; those that it does not know mean nothing.
  init(_ key: InputEvent.Key) {
    let base: Base =
      switch key.base {
      case .character(let character): .character(character)
      case .up: .up
      case .down: .down
      case .left: .left
      case .right: .right
      case .home: .home
      case .end: .end
      case .pageUp: .pageUp
      case .pageDown: .pageDown
      case .enter: .enter
      case .tab: .tab
      case .escape: .escape
      case .backspace: .backspace
      case .delete: .delete
      case .insert: .function(0)
      case .function(let number): .function(number)
      }
    self.init(base, Modifiers(rawValue: key.modifiers.rawValue))
  }
}

extension Pointer {
  /// What the main button or the wheel did; nil for the other buttons.
  init?(_ mouse: InputEvent.Mouse) {
    let kind: Kind
    switch mouse.action {
    case .press(.left): kind = .press
    case .drag(.left): kind = .drag
    case .release(.left): kind = .release
    case .wheelUp: kind = .wheelUp
    case .wheelDown: kind = .wheelDown
    case .press, .drag, .release, .wheelLeft, .wheelRight: return nil
    }
    self.init(
      kind, column: mouse.column, row: mouse.row, modifiers: Key.Modifiers(rawValue: mouse.modifiers.rawValue)
    )
  }
}
