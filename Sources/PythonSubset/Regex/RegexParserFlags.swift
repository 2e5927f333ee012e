import PythonSyntax

extension RegexParser {
  /// `(?i)` at the start of the expression, `(?i-m:...)` anywhere.
  mutating func flagGroup(
    _ first: UInt32, at start: Int, _ flags: inout RegexFlags, isFirst: Bool
  ) throws(RegexError) -> RegexNode? {
    var (added, removed): (RegexFlags, RegexFlags) = ([], [])
    var character = first
    if character != 0x2D {
      character = try flagLetters(&added, starting: character, ends: ":)-", missing: "missing -, : or )")
      if character == 0x29 {
        guard isFirst else {
          throw error("global flags not at the start of the expression", at: start)
        }
        flags.formUnion(added)
        self.flags.formUnion(added)
        return nil
      }
    }
    if character == 0x2D {
      guard let letter = take() else { throw error("missing flag", at: position) }
      guard RegexFlags.letter(letter) != nil else {
        let isLetter = Unicode.Scalar(letter).map(CharacterClass.isAlphabetic) ?? false
        throw error(isLetter ? "unknown flag" : "missing flag", at: position - 1)
      }
      _ = try flagLetters(&removed, starting: letter, ends: ":", missing: "missing :", isRemoving: true)
    }
    if !added.isDisjoint(with: removed) {
      throw error("bad inline flags: flag turned on and off", at: position - 1)
    }
    var inner = flags
    if !added.isDisjoint(with: .types) { inner.subtract(.types) }
    inner.formUnion(added)
    inner.subtract(removed)
    return .sequence([try closed(alternatives(inner), at: start)])
  }

  mutating func flagLetters(
    _ found: inout RegexFlags, starting first: UInt32, ends: String, missing: String, isRemoving: Bool = false
  ) throws(RegexError) -> UInt32 {
    var letter = first
    while true {
      if let flag = RegexFlags.letter(letter) {
        if RegexFlags.types.contains(flag) {
          if isRemoving {
            throw error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", at: position)
          }
          if isBytes ? flag == .unicode : flag == .locale {
            throw error(
              isBytes
                ? "bad inline flags: cannot use 'u' flag with a bytes pattern"
                : "bad inline flags: cannot use 'L' flag with a str pattern", at: position)
          }
          if flag == .locale { throw error("taskviz has no locales: no 'L' flag", at: position) }
          if !found.subtracting(flag).isDisjoint(with: .types) {
            throw error("bad inline flags: flags 'a', 'u' and 'L' are incompatible", at: position)
          }
        }
        found.insert(flag)
      }
      guard let next = take() else { throw error(missing, at: position) }
      if ends.unicodeScalars.contains(where: { $0.value == next }) { return next }
      guard RegexFlags.letter(next) != nil else {
        let isLetter = Unicode.Scalar(next).map(CharacterClass.isAlphabetic) ?? false
        throw error(isLetter ? "unknown flag" : missing, at: position - 1)
      }
      letter = next
    }
  }

  func isASCII(_ flags: RegexFlags) -> Bool { isBytes || flags.contains(.ascii) }
}
