import PythonSyntax

/// A parsed `str.format` template: `{0.name[key]!r:>10}`.
///
/// After `Objects/stringlib/unicode_format.h` of CPython 3.13.
package struct FormatTemplate: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    case literal(String)
    case field(Field)
  }

  package struct Field: Hashable, Sendable {
    package let argument: Argument
    package let path: [Step]
    package let conversion: Unicode.Scalar?
    /// The format spec as it is written; where it holds fields, it is a template itself.
    package let spec: String
  }

  package enum Argument: Hashable, Sendable {
    /// `{}`: the next one.
    case automatic
    case index(Int)
    case name(String)
  }

  package enum Step: Hashable, Sendable {
    case attribute(String)
    case index(Int)
    case key(String)
  }

  package let pieces: [Piece]

  /// Throws a ValueError for a template that is none. Mixing `{}` and `{0}` is the caller's to refuse.
  package init(_ text: String) throws(TextError) {
    var pieces: [Piece] = []
    var literal = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      guard scalar == "{" || scalar == "}" else {
        literal.append(scalar)
        continue
      }
      if index < scalars.count, scalars[index] == scalar {
        literal.append(scalar)
        index += 1
      } else if scalar == "}" {
        throw TextError(.value, "Single '}' encountered in format string")
      } else {
        if index >= scalars.count { throw TextError(.value, "Single '{' encountered in format string") }
        if !literal.isEmpty { pieces.append(.literal(String(literal))) }
        literal = String.UnicodeScalarView()
        pieces.append(.field(try Self.field(scalars, &index)))
      }
    }
    if !literal.isEmpty { pieces.append(.literal(String(literal))) }
    self.pieces = pieces
  }

  /// Reads a field up to its closing brace; `index` is after its opening one.
  private static func field(_ scalars: [Unicode.Scalar], _ index: inout Int) throws(TextError) -> Field {
    let start = index
    var depth = 1
    var isInBrackets = false
    var nameEnd: Int?
    while index < scalars.count, depth > 0 {
      switch scalars[index] {
      case "[" where nameEnd == nil: isInBrackets = true
      case "]" where nameEnd == nil: isInBrackets = false
      case "{":
        if nameEnd == nil, !isInBrackets { throw TextError(.value, "unexpected '{' in field name") }
        if nameEnd != nil { depth += 1 }
      case "}": if !isInBrackets || nameEnd != nil { depth -= 1 }
      case ":", "!": if nameEnd == nil, !isInBrackets { nameEnd = index }
      default: break
      }
      index += 1
    }
    if depth > 0 { throw TextError(.value, "expected '}' before end of string") }
    let end = index - 1
    let name = scalars[start..<(nameEnd ?? end)]
    var conversion: Unicode.Scalar?
    var spec = (nameEnd ?? end)..<end
    if let mark = nameEnd, scalars[mark] == "!" {
      if mark + 1 >= end { throw TextError(.value, "unmatched '{' in format spec") }
      conversion = scalars[mark + 1]
      if mark + 2 < end, scalars[mark + 2] != ":" {
        throw TextError(.value, "expected ':' after conversion specifier")
      }
      spec = min(mark + 2, end)..<end
    }
    let specText = String(String.UnicodeScalarView(scalars[spec].dropFirst()))
    let (argument, path) = try fieldName(Array(name))
    return Field(argument: argument, path: path, conversion: conversion, spec: specText)
  }

  private static func fieldName(_ name: [Unicode.Scalar]) throws(TextError) -> (Argument, [Step]) {
    let firstEnd = name.firstIndex { $0 == "." || $0 == "[" } ?? name.count
    let first = String(String.UnicodeScalarView(name[..<firstEnd]))
    let argument: Argument
    if first.isEmpty {
      argument = .automatic
    } else if let number = try number(first) {
      argument = .index(number)
    } else {
      argument = .name(first)
    }
    var path: [Step] = []
    var index = firstEnd
    while index < name.count {
      if name[index] == "." {
        let end = name[(index + 1)...].firstIndex { $0 == "." || $0 == "[" } ?? name.count
        if end == index + 1 { throw TextError(.value, "Empty attribute in format string") }
        path.append(.attribute(String(String.UnicodeScalarView(name[(index + 1)..<end]))))
        index = end
      } else if name[index] == "[" {
        guard let end = name[(index + 1)...].firstIndex(of: "]") else {
          throw TextError(.value, "Missing ']' in format string")
        }
        if end == index + 1 { throw TextError(.value, "Empty attribute in format string") }
        let key = String(String.UnicodeScalarView(name[(index + 1)..<end]))
        path.append(try number(key).map(Step.index) ?? .key(key))
        index = end + 1
      } else {
        throw TextError(.value, "Only '.' or '[' may follow ']' in format field specifier")
      }
    }
    return (argument, path)
  }

  private static func number(_ text: String) throws(TextError) -> Int? {
    guard text.utf8.allSatisfy(\.isDecimalDigit) else { return nil }
    guard let number = Int(text) else { throw TextError(.value, "Too many decimal digits in format string") }
    return number
  }
}
