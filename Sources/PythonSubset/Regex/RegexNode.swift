/// A piece of a regular expression, as CPython 3.13's `re` reads it.
indirect enum RegexNode {
  case empty
  /// One character.
  case character(UInt32, ignoresCase: Bool, isASCII: Bool)
  /// One character of a set.
  case set(CharacterSet)
  case sequence([RegexNode])
  case alternatives([RegexNode])
  case `repeat`(RegexNode, least: Int, most: Int, RepeatKind)
  /// A group that remembers what it matched, by its number.
  case group(Int, RegexNode)
  case backreference(Int, ignoresCase: Bool, isASCII: Bool)
  case anchor(Anchor)
  case look(RegexNode, isAhead: Bool, isNegated: Bool, width: Int)
  case atomic(RegexNode)
  case conditional(group: Int, then: RegexNode, otherwise: RegexNode)

  enum RepeatKind { case greedy, lazy, possessive }

  enum Anchor {
    case start, lineStart, end, lineEnd, veryEnd
    case boundary(isNegated: Bool, isASCII: Bool)
  }

  /// What one place of the text may be.
  struct CharacterSet {
    var isNegated = false
    var ignoresCase = false
    var isASCII = false
    var items: [Item] = []

    enum Item {
      case range(UInt32, UInt32)
      case category(Category, isNegated: Bool)
      case any
    }
  }

  enum Category { case digit, space, word }

  /// How many characters it matches, at least and at most.
  var width: (least: Int, most: Int) {
    switch self {
    case .empty, .anchor, .look: return (0, 0)
    case .character, .set: return (1, 1)
    case .sequence(let parts):
      return parts.map(\.width).reduce((0, 0)) { (Self.sum($0.0, $1.least), Self.sum($0.1, $1.most)) }
    case .alternatives(let branches):
      let widths = branches.map(\.width)
      return (widths.map(\.least).min() ?? 0, widths.map(\.most).max() ?? 0)
    case .repeat(let inner, let least, let most, _):
      let width = inner.width
      return (Self.product(width.least, least), Self.product(width.most, most))
    case .group(_, let inner), .atomic(let inner): return inner.width
    case .backreference: return (0, Self.limit)
    case .conditional(_, let then, let otherwise):
      let (a, b) = (then.width, otherwise.width)
      return (min(a.least, b.least), max(a.most, b.most))
    }
  }

  /// What stands for any number of repetitions.
  static let limit = 4_294_967_295

  private static func sum(_ a: Int, _ b: Int) -> Int { min(limit, a + b) }

  private static func product(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? limit : min(limit, result)
  }
}

/// The flags of a regular expression, by CPython's numbers.
struct RegexFlags: OptionSet {
  let rawValue: Int

  static let ignoreCase = RegexFlags(rawValue: 2)
  static let locale = RegexFlags(rawValue: 4)
  static let multiline = RegexFlags(rawValue: 8)
  static let dotAll = RegexFlags(rawValue: 16)
  static let unicode = RegexFlags(rawValue: 32)
  static let verbose = RegexFlags(rawValue: 64)
  static let ascii = RegexFlags(rawValue: 256)

  static func letter(_ letter: UInt32) -> RegexFlags? {
    switch Unicode.Scalar(letter) {
    case "i": .ignoreCase
    case "L": .locale
    case "m": .multiline
    case "s": .dotAll
    case "x": .verbose
    case "a": .ascii
    case "u": .unicode
    default: nil
    }
  }

  /// Those that say what a character is, of which there can be only one.
  static let types: RegexFlags = [.ascii, .locale, .unicode]
}

/// What is wrong with a regular expression, and where, in characters.
struct RegexError: Error {
  let message: String
  let position: Int?
}
