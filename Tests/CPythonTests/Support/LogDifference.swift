/// The first place where two logs of one program part.
struct LogDifference: CustomStringConvertible {
  var line: Int
  var ours: [String]
  var cpython: [String]

  /// nil where the logs say the same. After a deadlock each side ends the program in its own way.
  init?(ours: [String], cpython: [String]) {
    let end = cpython.firstIndex { $0.hasSuffix(" deadlock") }
    let cpython = Array(cpython[..<(end ?? cpython.count)])
    let ours = end == nil ? ours : Array(ours.prefix(cpython.count))
    guard ours != cpython else { return nil }
    line =
      zip(ours, cpython).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(ours.count, cpython.count)
    self.ours = ours
    self.cpython = cpython
  }

  /// What differs, in a word: a shrunk program must still differ in the same way.
  var kind: String {
    func word(_ lines: [String]) -> String {
      guard lines.indices.contains(line) else { return "end" }
      return String(lines[line].split(separator: " ").dropFirst().first ?? "")
    }
    return "\(word(ours))/\(word(cpython))"
  }

  var description: String {
    func around(_ lines: [String]) -> String {
      let range = max(0, line - 12)..<min(lines.count, line + 4)
      var text = range.map { ($0 == line ? "> " : "  ") + lines[$0] }
      if line >= lines.count { text.append("> (the log ends)") }
      return text.joined(separator: "\n")
    }
    return "taskviz:\n\(around(ours))\nCPython:\n\(around(cpython))"
  }
}
