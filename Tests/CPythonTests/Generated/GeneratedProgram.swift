/// A Python program as a tree of statements, so that it can be shrunk and still be a program.
struct GeneratedProgram: Hashable {
  /// Coroutine functions of one parameter `n`; the last one is `main`.
  var functions: [Function]

  /// What it is about.
  var topic = Topic.tasks

  enum Topic {
    case tasks
    /// Its tasks share locks, events, queues ...
    case resources
    /// It uses the rest of asyncio: asynchronous generators, contexts, eager tasks, exception handlers ...
    case everything
    /// It uses all of these, and what the language and its library bring to such programs.
    case language
  }

  /// What its functions use beside what every program begins with.
  var ownPrelude = ""

  struct Function: Hashable {
    var name: String
    var body: [Statement]
  }

  /// A simple statement is one part without a body; `try` has a part for each clause.
  struct Statement: Hashable {
    var parts: [Part]

    init(_ line: String) { parts = [Part(line: line, body: nil)] }

    init(_ parts: [Part]) { self.parts = parts }
  }

  struct Part: Hashable {
    var line: String
    var body: [Statement]?
  }

  var source: String {
    var lines = [opening]
    for function in functions {
      lines.append("async def \(function.name)(n=0):")
      render(function.body, indent: 1, into: &lines)
      lines += ["", ""]
    }
    lines.append(closing)
    return lines.joined(separator: "\n")
  }

  /// The part of the source that differs from program to program.
  var ownSource: String {
    String(source.dropFirst(opening.count).dropLast(closing.count))
  }

  private var opening: String {
    switch topic {
    case .tasks: prelude + ownPrelude
    case .resources: prelude + resourcePrelude + ownPrelude
    case .everything: prelude + widePrelude + ownPrelude
    case .language: prelude + resourcePrelude + widePrelude + languagePrelude + ownPrelude
    }
  }

  private var closing: String { topic == .language ? runnerClosing : runClosing }

  var statementCount: Int {
    func count(_ body: [Statement]) -> Int {
      body.reduce(0) { $0 + 1 + $1.parts.reduce(0) { $0 + count($1.body ?? []) } }
    }
    return functions.reduce(0) { $0 + count($1.body) }
  }

  private func render(_ body: [Statement], indent: Int, into lines: inout [String]) {
    let margin = String(repeating: "    ", count: indent)
    if body.isEmpty { lines.append(margin + "pass") }
    for statement in body {
      for part in statement.parts {
        lines.append(margin + part.line)
        if let inner = part.body { render(inner, indent: indent + 1, into: &lines) }
      }
    }
  }
}
