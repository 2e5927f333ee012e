import Screen

/// The sequences that follow `ESC [` (CSI) and `ESC O` (SS3).
enum EscapeSequence {
  /// Longer than any report; what goes on and on is not one.
  private static let lengthLimit = 64

  /// Decodes what follows `ESC O`.
  static func decodeSS3(_ bytes: ArraySlice<UInt8>) -> (InputDecoder.Decoded, end: Int)? {
    guard let byte = bytes.first else { return nil }
    let end = bytes.startIndex + 1
    if byte == 0x4D { return (.event(.key(Key(.enter))), end) }
    if let base = base(ofLetter: byte) { return (.event(.key(Key(base))), end) }
    // rxvt: control with an arrow.
    if (0x61...0x64).contains(byte), let base = base(ofLetter: byte - 0x20) {
      return (.event(.key(Key(base, .control))), end)
    }
    return (.nothing, end)
  }

  /// Decodes what follows `ESC [`.
  static func decodeCSI(_ bytes: ArraySlice<UInt8>) -> (InputDecoder.Decoded, end: Int)? {
    switch bytes.first {
    case nil: return nil
    case 0x4D?: return MouseReport.decodeBytes(bytes.dropFirst())
    case 0x5B?:
      // The Linux console: F1 to F5 are `ESC [ [ A` to `ESC [ [ E`.
      guard let byte = bytes.dropFirst().first else { return nil }
      guard (0x41...0x45).contains(byte) else { return (.nothing, bytes.startIndex + 1) }
      return (.event(.key(Key(.function(Int(byte) - 0x40)))), bytes.startIndex + 2)
    default: break
    }
    let parameters = bytes.prefix { (0x20..<0x40).contains($0) && $0 != 0x24 }
    guard parameters.count <= lengthLimit else { return (.nothing, parameters.endIndex) }
    guard parameters.endIndex < bytes.endIndex else { return nil }
    let final = bytes[parameters.endIndex]
    // Another control character ends a broken sequence and counts for itself.
    guard (0x40..<0x7F).contains(final) || final == 0x24 else { return (.nothing, parameters.endIndex) }
    return (meaning(of: parameters, final), parameters.endIndex + 1)
  }

  private static func meaning(of parameters: ArraySlice<UInt8>, _ final: UInt8) -> InputDecoder.Decoded {
    if parameters.first == 0x3C { return MouseReport.decode(numbers(parameters.dropFirst()), final) }
    guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else { return .nothing }
    let numbers = numbers(parameters)
    switch final {
    case 0x7E where numbers.first == 200: return .pasteBegins
    case 0x7E where numbers.first == 27 && numbers.count == 3: return typed(numbers[2], numbers[1])
    case 0x75: return typed(numbers.first ?? 0, numbers.dropFirst().first ?? 1)
    case 0x7E: return numbered(numbers, [])
    // rxvt says modifiers by the last character.
    case 0x24: return numbered(numbers, .shift)
    case 0x5E: return numbered(numbers, .control)
    case 0x40: return numbered(numbers, [.shift, .control])
    case 0x5A: return .event(.key(Key(.tab, .shift)))
    case 0x61...0x64: return base(ofLetter: final - 0x20).map { .event(.key(Key($0, .shift))) } ?? .nothing
    default:
      guard let base = base(ofLetter: final) else { return .nothing }
      return .event(.key(Key(base, modifiers(numbers.dropFirst().first))))
    }
  }

  private static func numbered(_ numbers: [Int], _ extra: Key.Modifiers) -> InputDecoder.Decoded {
    guard let number = numbers.first, let base = base(ofNumber: number) else { return .nothing }
    return .event(.key(Key(base, modifiers(numbers.dropFirst().first).union(extra))))
  }

  /// A key that a terminal reports by the character it types.
  private static func typed(_ value: Int, _ modifier: Int) -> InputDecoder.Decoded {
    guard let value = UInt32(exactly: value), let scalar = Unicode.Scalar(value) else { return .nothing }
    let modifiers = modifiers(modifier)
    switch value {
    case 9: return .event(.key(Key(.tab, modifiers)))
    case 13: return .event(.key(Key(.enter, modifiers)))
    case 27: return .event(.key(Key(.escape, modifiers)))
    case 8, 127: return .event(.key(Key(.backspace, modifiers)))
    case 0..<32, 128..<160, 0xE000...0xF8FF: return .nothing
    default: return .event(.key(Key(.character(Character(scalar)), modifiers)))
    }
  }

  private static func base(ofLetter letter: UInt8) -> Key.Base? {
    switch letter {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x46: .end
    case 0x48: .home
    case 0x50...0x53: .function(Int(letter) - 0x4F)
    default: nil
    }
  }

  private static func base(ofNumber number: Int) -> Key.Base? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// The modifiers of xterm's number: one more than a set of bits.
  private static func modifiers(_ number: Int?) -> Key.Modifiers {
    guard let number, number > 1 else { return [] }
    let bits = number - 1
    var modifiers: Key.Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 2 != 0 || bits & 8 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  /// Numbers between semicolons; one too great for anything stays at a billion, and what follows a colon is left out.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: 0x3B, omittingEmptySubsequences: false).map { part in
      part.prefix { (0x30...0x39).contains($0) }.reduce(0) { min(1_000_000_000, $0 * 10 + Int($1 - 0x30)) }
    }
  }
}
