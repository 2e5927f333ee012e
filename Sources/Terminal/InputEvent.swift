package import Screen

/// What a terminal reports.
package enum InputEvent: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text that was pasted, line ends as `\n`; nobody has checked it.
  case paste(String)
  /// The terminal has another size; also after the process was stopped and went on.
  case resize(width: Int, height: Int)
  /// A signal asks the process to end: SIGINT (Ctrl-C), SIGTERM or SIGHUP. See `Terminal.endProcess(by:)`.
  case endRequested(signal: Int32)
  /// The terminal has gone; nothing more can be read or drawn.
  case lost

  /// What a mouse did, and in which cell, counted from 0.
  package struct Mouse: Hashable, Sendable {
    package var action: Action
    package var column: Int
    package var row: Int
    package var modifiers: Key.Modifiers

    package init(_ action: Action, column: Int, row: Int, modifiers: Key.Modifiers = []) {
      self.action = action
      self.column = column
      self.row = row
      self.modifiers = modifiers
    }

    package enum Action: Hashable, Sendable {
      case press(Button)
      case drag(Button)
      case release(Button)
      case wheelUp, wheelDown, wheelLeft, wheelRight
    }

    package enum Button: Hashable, Sendable {
      case left, middle, right
    }
  }
}
