import Dashboard
import Terminal

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
      kind, column: mouse.column, row: mouse.row, modifiers: mouse.modifiers)
  }
}
