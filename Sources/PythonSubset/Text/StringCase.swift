import PythonSyntax

/// `str`'s methods about case, and its questions about all characters of a text.
package enum StringCase {
  package static func upper(_ text: String) -> String { map(text, \.uppercaseMapping) }

  package static func lower(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for index in scalars.indices { result += lowered(scalars, index) }
    return result
  }

  private static func map(_ text: String, _ mapping: KeyPath<Unicode.Scalar.Properties, String>) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { result += scalar.properties[keyPath: mapping] }
    return result
  }

  /// The lower case of one character; a capital sigma at the end of a word has a form of its own.
  private static func lowered(_ scalars: [Unicode.Scalar], _ index: Int) -> String {
    guard scalars[index] == "Σ" else { return scalars[index].properties.lowercaseMapping }
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    let isFinal = before?.properties.isCased == true && after?.properties.isCased != true
    return isFinal ? "ς" : "σ"
  }

  package static func title(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var isInWord = false
    for (index, scalar) in scalars.enumerated() {
      result += isInWord ? lowered(scalars, index) : scalar.properties.titlecaseMapping
      isInWord = scalar.properties.isCased
    }
    return result
  }

  package static func capitalize(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first else { return "" }
    var result = first.properties.titlecaseMapping
    for index in scalars.indices.dropFirst() { result += lowered(scalars, index) }
    return result
  }

  package static func swapCase(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      if scalar.properties.isUppercase {
        result += lowered(scalars, index)
      } else if scalar.properties.isLowercase {
        result += scalar.properties.uppercaseMapping
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For comparing without regard to case.
  package static func casefold(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result += CaseFolding.fold(scalar) }
    return result
  }

  // MARK: Questions: all of them are false for an empty text, but where noted

  package static func isAlphanumeric(_ text: String) -> Bool {
    all(text) {
      CharacterClass.isAlphabetic($0) || CharacterClass.isDecimal($0) || CharacterClass.isDigit($0)
        || CharacterClass.isNumeric($0)
    }
  }

  package static func isAlphabetic(_ text: String) -> Bool { all(text, CharacterClass.isAlphabetic) }
  package static func isDecimal(_ text: String) -> Bool { all(text, CharacterClass.isDecimal) }
  package static func isDigit(_ text: String) -> Bool { all(text, CharacterClass.isDigit) }
  package static func isNumeric(_ text: String) -> Bool { all(text, CharacterClass.isNumeric) }
  package static func isSpace(_ text: String) -> Bool { all(text) { CharacterClass.isSpace($0.value) } }

  /// True for an empty text.
  package static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { CharacterClass.isPrintable($0.value) }
  }

  /// True for an empty text.
  package static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  package static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else {
      return false
    }
    return text.unicodeScalars.dropFirst().allSatisfy(\.properties.isXIDContinue)
  }

  package static func isLower(_ text: String) -> Bool {
    var hasCased = false
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.isUppercase || properties.generalCategory == .titlecaseLetter { return false }
      if properties.isLowercase { hasCased = true }
    }
    return hasCased
  }

  package static func isUpper(_ text: String) -> Bool {
    var hasCased = false
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.isLowercase || properties.generalCategory == .titlecaseLetter { return false }
      if properties.isUppercase { hasCased = true }
    }
    return hasCased
  }

  package static func isTitle(_ text: String) -> Bool {
    var (hasCased, isInWord) = (false, false)
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.isUppercase || properties.generalCategory == .titlecaseLetter {
        if isInWord { return false }
        (isInWord, hasCased) = (true, true)
      } else if properties.isLowercase {
        if !isInWord { return false }
        hasCased = true
      } else {
        isInWord = false
      }
    }
    return hasCased
  }

  private static func all(_ text: String, _ condition: (Unicode.Scalar) -> Bool) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(condition)
  }
}

/// Unicode's full case folding.
private enum CaseFolding {
  /// Folding is the lower case of the upper case, but for letters whose upper case is that of another letter.
  static func fold(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII { return scalar.properties.lowercaseMapping }
    switch scalar.value {
    // Cherokee folds to its capitals; dotted and dotless i keep their difference.
    case 0x13A0...0x13F5: return String(scalar)
    case 0x13F8...0x13FD, 0xAB70...0xABBF: return scalar.properties.uppercaseMapping
    case 0x131: return "ı"
    case 0x130: return "i̇"
    default:
      let upper = scalar.properties.uppercaseMapping
      return upper.unicodeScalars.map { $0.properties.lowercaseMapping }.joined()
    }
  }
}
