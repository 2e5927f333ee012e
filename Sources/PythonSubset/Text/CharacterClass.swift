/// Properties of code points as CPython's `str` methods define them.
package enum CharacterClass {
  /// `str.isprintable`: what `repr` shows as it is.
  package static func isPrintable(_ codePoint: UInt32) -> Bool {
    if codePoint < 0x7F { return codePoint >= 0x20 }
    guard let scalar = Unicode.Scalar(codePoint) else { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      false
    default: true
    }
  }
}
