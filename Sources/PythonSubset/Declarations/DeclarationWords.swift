/// The words of a declaration in a comment, such as `latency=20ms`, each with the place where it stands.
struct DeclarationWords {
  struct Word {
    var text: String
    /// In characters behind the comment's beginning.
    var offset: Int
    /// What stands before its first `=`; nil where it has none.
    var key: String?
    var value: String
  }

  private(set) var words: [Word] = []

  /// Words are parted by spaces; a value may stand in double quotes, and those in `wholeLine` go on to the line's end.
  init(_ comment: String, after keyword: String, wholeLine: Set<String> = []) {
    let characters = Array(comment)
    var index = 0
    while index < characters.count, characters[index] == " " || characters[index] == "\t" { index += 1 }
    index += keyword.count
    while index < characters.count {
      if characters[index] == " " || characters[index] == "\t" {
        index += 1
        continue
      }
      words.append(Self.word(characters, &index, wholeLine))
    }
  }

  private static func word(_ characters: [Character], _ index: inout Int, _ wholeLine: Set<String>) -> Word {
    let start = index
    var key: String?
    var value = ""
    var isQuoted = false
    while index < characters.count {
      let character = characters[index]
      if key != nil, character == "\"" {
        isQuoted.toggle()
      } else if isQuoted, character == "\\", index + 1 < characters.count {
        index += 1
        value.append(characters[index])
      } else if character == " ", !isQuoted {
        break
      } else if character == "=", key == nil {
        key = value
        value = ""
        if let key, wholeLine.contains(key) {
          value = String(characters[(index + 1)...])
          index = characters.count
          break
        }
      } else {
        value.append(character)
      }
      index += 1
    }
    return Word(text: String(characters[start..<index]), offset: start, key: key, value: value)
  }
}

/// Numbers with a unit.
enum Quantity {
  private static let times: [(String, Double)] = [
    ("ns", 1e-9), ("us", 1e-6), ("ms", 1e-3), ("s", 1), ("min", 60),
  ]
  private static let sizes: [(String, Double)] = [
    ("B", 1), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("KiB", 1024), ("MiB", 1_048_576),
    ("GiB", 1_073_741_824),
  ]

  /// No time is a year, no size a terabyte: more is a slip.
  private static let longest = 31_536_000.0
  private static let largest = 1e12

  /// Seconds: `20ms`, `1.5s`, `0`.
  static func seconds(_ text: String) -> Double? { value(text, times, below: longest) }

  /// Bytes: `64KiB`, `1.5MB`, `0`.
  static func bytes(_ text: String) -> Int? { value(text, sizes, below: largest).map { Int($0.rounded()) } }

  /// Bytes a second: `1MB/s`; never 0.
  static func bytesPerSecond(_ text: String) -> Double? {
    guard text.hasSuffix("/s"), let value = value(String(text.dropLast(2)), sizes, below: largest), value > 0
    else {
      return nil
    }
    return value
  }

  private static func value(_ text: String, _ units: [(String, Double)], below limit: Double) -> Double? {
    if text == "0" { return 0 }
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let name = text[number.endIndex...]
    guard let unit = units.first(where: { $0.0 == name }), let value = Double(number) else { return nil }
    let product = value * unit.1
    return product < limit ? product : nil
  }
}
