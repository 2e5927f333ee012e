import ArgumentParser
import Scenarios

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the scenarios that taskviz carries.",
    discussion: "Each is a small asyncio program that shows one thing: `taskviz run NAME` plays it.")

  @Flag(help: "Print a JSON array: name, title and story of each.")
  var json = false

  func run() throws {
    try Console.print(json ? Self.json : Self.table)
  }

  private static var table: String {
    let width = ScenarioCatalog.all.map(\.name.count).max() ?? 0
    return ScenarioCatalog.all.map { scenario in
      scenario.name + String(repeating: " ", count: width - scenario.name.count + 2) + scenario.title + "\n"
    }.joined()
  }

  private static var json: String {
    let entries = ScenarioCatalog.all.map { scenario in
      let docstring = scenario.docstring
      let story = docstring.paragraphs.joined(separator: "\n\n")
      return
        "  {\"name\": \(quoted(scenario.name)), \"title\": \(quoted(docstring.title)), \"story\": \(quoted(story))}"
    }
    return "[\n" + entries.joined(separator: ",\n") + "\n]\n"
  }

  /// A JSON string.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
