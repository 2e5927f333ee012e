/// Breaks Python source text in small ways, as slips of the hand do; some of what comes out is still Python.
struct Mutation {
  private var random: RandomSource

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  mutating func mutate(_ source: String) -> String {
    var tokens = Self.tokens(source)
    for _ in 0..<Int.random(in: 1...2, using: &random) where tokens.count > 2 {
      let index = Int.random(in: 0..<tokens.count - 1, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: tokens.remove(at: index)
      case 1: tokens.insert(tokens[index], at: index)
      case 2: tokens.swapAt(index, index + 1)
      case 3: tokens[index] = random.pick(Self.pool)
      case 4: tokens.insert(random.pick(Self.pool), at: index)
      default: tokens[index] = random.pick(tokens)
      }
    }
    return tokens.joined()
  }

  /// Words, runs of blanks and single other characters; joined they are the source again.
  private static func tokens(_ source: String) -> [String] {
    var tokens: [String] = []
    var kind = 0
    for character in source {
      let next = character.isLetter || character.isNumber || character == "_" ? 1 : character == " " ? 2 : 3
      if next == kind, next != 3 {
        tokens[tokens.count - 1].append(character)
      } else {
        tokens.append(String(character))
      }
      kind = next
    }
    return tokens
  }

  private static let pool = [
    " ", "    ", "\n", ":", ",", ".", "(", ")", "[", "]", "{", "}", "=", "==", ":=", "->", "*", "**", "@",
    "+", "-",
    "!", "\"", "'", "\\", ";", "#", "0", "1", "07", "1.5", "1e3", "0x1f", "1_0", "x", "await ", "async ",
    "def ",
    "class ", "return ", "yield ", "if ", "else ", "for ", "in ", "is ", "not ", "and ", "lambda ",
    "lambda: ", "with ",
    "as ", "try:", "except ", "finally:", "raise ", "from ", "import ", "global ", "nonlocal ", "pass",
    "break",
    "continue", "del ", "None", "True", "match ", "case ", "f\"", "{x!r}", "\t", "é", "$", "?", "...",
    "print",
  ]
}
