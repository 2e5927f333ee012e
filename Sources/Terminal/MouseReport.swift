import Screen

/// What terminals send for a mouse.
enum MouseReport {
  /// A report in SGR form: `ESC [ < button ; column ; row` and `M`, or `m` for a release.
  static func decode(_ numbers: [Int], _ final: UInt8) -> InputDecoder.Decoded {
    guard numbers.count == 3, final == 0x4D || final == 0x6D else { return .nothing }
    return event(numbers[0], column: numbers[1] - 1, row: numbers[2] - 1, isRelease: final == 0x6D)
  }

  /// A report in the form of terminals that do not know the other: three bytes after `ESC [ M`, each 32 too great.
  static func decodeBytes(_ bytes: ArraySlice<UInt8>) -> (InputDecoder.Decoded, end: Int)? {
    let report = Array(bytes.prefix(3))
    guard report.count == 3 else { return nil }
    let code = Int(report[0]) - 32
    // It does not say which button was released.
    let isRelease = code & 0x43 == 3
    let button = isRelease ? code & ~3 : code
    let decoded = event(button, column: Int(report[1]) - 33, row: Int(report[2]) - 33, isRelease: isRelease)
    return (decoded, bytes.startIndex + 3)
  }

  private static func event(_ code: Int, column: Int, row: Int, isRelease: Bool) -> InputDecoder.Decoded {
    guard code >= 0, let action = action(code, isRelease: isRelease) else { return .nothing }
    var modifiers: Key.Modifiers = []
    if code & 4 != 0 { modifiers.insert(.shift) }
    if code & 8 != 0 { modifiers.insert(.alt) }
    if code & 16 != 0 { modifiers.insert(.control) }
    return .event(.mouse(.init(action, column: max(0, column), row: max(0, row), modifiers: modifiers)))
  }

  private static func action(_ code: Int, isRelease: Bool) -> InputEvent.Mouse.Action? {
    // Buttons beyond the wheel, such as "back", are nobody's here.
    guard code < 128 else { return nil }
    if code & 64 != 0 {
      if isRelease { return nil }
      return [.wheelUp, .wheelDown, .wheelLeft, .wheelRight][code & 3]
    }
    guard code & 3 < 3 else { return nil }
    let button: InputEvent.Mouse.Button = [.left, .middle, .right][code & 3]
    if isRelease { return .release(button) }
    return code & 32 != 0 ? .drag(button) : .press(button)
  }
}
