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
  }

  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let shift = Modifiers(rawValue: 1)
    package static let control = Modifiers(rawValue: 2)
    package static let alt = Modifiers(rawValue: 4)
  }

  /// What a mouse did, and in which cell, counted from 0.
  package struct Mouse: Hashable, Sendable {
    package var action: Action
    package var column: Int
    package var row: Int
    package var modifiers: Modifiers

    package init(_ action: Action, column: Int, row: Int, modifiers: Modifiers = []) {
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
