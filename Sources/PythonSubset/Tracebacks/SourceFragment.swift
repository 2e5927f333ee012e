import PythonSyntax

/// Reads pieces of source text for what they look like, as tracebacks need it; nil where a piece is no Python.
enum SourceFragment {
  /// The expression that the lines hold. It is read in brackets of its own lines, so that it may go over several:
  /// its places are one line further down.
  static func expression(_ lines: [[Unicode.Scalar]]) -> Expression? {
    guard let statement = statement([["("]] + lines + [[")"]]),
      case .expression(let expression) = statement.kind
    else { return nil }
    return expression
  }

  /// The first statement that the lines hold.
  static func statement(_ lines: [[Unicode.Scalar]]) -> Statement? {
    var text = String.UnicodeScalarView()
    for line in lines {
      text.append(contentsOf: line)
      text.append("\n")
    }
    return try? Parser.parse(SourceText(String(text), file: "")).module.body.first
  }
}
