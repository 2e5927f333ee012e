@testable import PythonSubset

/// The page of the docs that lists what runs, made of the tables that imports and the check before a run use.
enum SubsetPage {
  static var text: String {
    let machine = Machine.scratch()
    defer { machine.clear() }
    let table = ModuleRegistry.support(importing: [])
    let modules = ModuleRegistry.definitions.filter { !$0.isPrivate && $0.name != "builtins" }
    let builtins = machine.builtins.pairs.compactMap { $0.key.string?.value }.filter { !$0.hasPrefix("_") }
    var page = """
      # What of Python runs

      The language, the built-in names and the modules that a program can use.

      ## Overview

      Whatever is not listed here is refused before the program runs, with its place in the file. The lists are made of
      the tables that the interpreter itself uses; `TASKVIZ_RECORD=1 swift test --filter SubsetPage` writes this page anew.

      ## The language

      All of Python 3.13's syntax but for:


      """
    page += list(table.unsupported.map(\.rawValue))
    page += "\n## Built-in functions, classes and exceptions\n\n" + paragraph(builtins)
    page += "\nThese are missing: " + paragraph(Array(table.missingBuiltins))
    page += "\n## Modules\n"
    for module in modules.sorted(by: { $0.name < $1.name }) {
      page += "\n### \(module.name)\n\n" + paragraph(Array(module.exports(machine)))
    }
    return page
  }

  private static func list(_ items: [String]) -> String { items.sorted().map { "- \($0)\n" }.joined() }

  /// Names in lines of at most 120 characters.
  private static func paragraph(_ names: [String]) -> String {
    var lines = [""]
    for (index, name) in names.sorted().enumerated() {
      let word = "`\(name)`" + (index == names.count - 1 ? "." : ",")
      let last = lines[lines.count - 1]
      if last.count + word.count + 1 > 120 {
        lines.append(word)
      } else {
        lines[lines.count - 1] = last.isEmpty ? word : last + " " + word
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
