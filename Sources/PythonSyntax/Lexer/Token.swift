/// A word of the source: what the lexer hands to the parser.
struct Token: Sendable {
  let kind: Kind
  let range: SourceRange
  /// Where its bytes are in the source.
  let bytes: Range<Int>
  /// How many brackets are open where it stands.
  let level: Int

  /// The raw values of operators and keywords are their spelling.
  enum Kind: String, Sendable, CaseIterable {
    case name = "<name>"
    case number = "<number>"
    /// A string or bytes literal with its prefix and quotes.
    case string = "<string>"
    /// The prefix and the opening quotes of an f-string.
    case formattedStart = "<f-string start>"
    /// Text of an f-string as it is written, doubled braces included.
    case formattedMiddle = "<f-string text>"
    case formattedEnd = "<f-string end>"
    case newline = "<newline>"
    case indent = "<indent>"
    case dedent = "<dedent>"
    case end = "<end>"

    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    case colon = ":"
    case comma = ","
    case semicolon = ";"
    case dot = "."
    case ellipsis = "..."
    case arrow = "->"
    case colonEqual = ":="
    case exclamation = "!"
    case equal = "="
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case doubleSlash = "//"
    case percent = "%"
    case at = "@"
    case doubleStar = "**"
    case leftShift = "<<"
    case rightShift = ">>"
    case ampersand = "&"
    case bar = "|"
    case caret = "^"
    case tilde = "~"
    case equalEqual = "=="
    case notEqual = "!="
    /// What Python 2 had for `!=`; no rule takes it.
    case lessGreater = "<>"
    case less = "<"
    case lessEqual = "<="
    case greater = ">"
    case greaterEqual = ">="
    case plusEqual = "+="
    case minusEqual = "-="
    case starEqual = "*="
    case slashEqual = "/="
    case doubleSlashEqual = "//="
    case percentEqual = "%="
    case atEqual = "@="
    case doubleStarEqual = "**="
    case leftShiftEqual = "<<="
    case rightShiftEqual = ">>="
    case ampersandEqual = "&="
    case barEqual = "|="
    case caretEqual = "^="

    case keywordFalse = "False"
    case keywordNone = "None"
    case keywordTrue = "True"
    case keywordAnd = "and"
    case keywordAs = "as"
    case keywordAssert = "assert"
    case keywordAsync = "async"
    case keywordAwait = "await"
    case keywordBreak = "break"
    case keywordClass = "class"
    case keywordContinue = "continue"
    case keywordDef = "def"
    case keywordDel = "del"
    case keywordElif = "elif"
    case keywordElse = "else"
    case keywordExcept = "except"
    case keywordFinally = "finally"
    case keywordFor = "for"
    case keywordFrom = "from"
    case keywordGlobal = "global"
    case keywordIf = "if"
    case keywordImport = "import"
    case keywordIn = "in"
    case keywordIs = "is"
    case keywordLambda = "lambda"
    case keywordNonlocal = "nonlocal"
    case keywordNot = "not"
    case keywordOr = "or"
    case keywordPass = "pass"
    case keywordRaise = "raise"
    case keywordReturn = "return"
    case keywordTry = "try"
    case keywordWhile = "while"
    case keywordWith = "with"
    case keywordYield = "yield"

    var isKeyword: Bool { rawValue.utf8.first.map { $0 >= UInt8(ascii: "A") } == true && !isBracketOrSign }

    private var isBracketOrSign: Bool {
      switch self {
      case .leftBracket, .rightBracket, .leftBrace, .rightBrace, .caret, .caretEqual, .bar, .barEqual, .tilde:
        true
      default: false
      }
    }

    static let keywords: [String: Kind] = Dictionary(
      uniqueKeysWithValues: allCases.filter(\.isKeyword).map { ($0.rawValue, $0) })

    static let operators: [String: Kind] = Dictionary(
      uniqueKeysWithValues: allCases.filter {
        !$0.isKeyword && !$0.rawValue.hasSuffix(">")
          || [.greater, .rightShift, .arrow, .lessGreater].contains($0)
      }
      .map { ($0.rawValue, $0) })
  }
}
