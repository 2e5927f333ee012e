import Scenarios

/// A program to run: one that taskviz carries, or a file.
struct ProgramInput {
  /// What the header calls it.
  var name: String
  /// What a traceback and the trace call its file.
  var file: String
  var title: String
  var source: [UInt8]
  /// It is no scenario that taskviz carries.
  var isFile = false

  /// Programs are written by people.
  static let sizeLimit = 16 << 20

  /// Finds what a name on the command line means.
  ///
  /// A scenario's name means the scenario, wherever the program is started; a file is named by a path with a slash or
  /// by an ending, so that neither can be taken for the other.
  init(_ argument: String) throws(Failure) {
    if argument.contains("/") || argument.hasSuffix(".py") {
      try self.init(file: argument)
    } else if let scenario = ScenarioCatalog.scenario(named: argument) {
      self.init(scenario)
    } else {
      throw Self.unknown(argument)
    }
  }

  init(_ scenario: Scenario) {
    name = scenario.name
    file = scenario.name + ".py"
    let docstring = scenario.docstring
    title = docstring.title
    source = scenario.source
  }

  private init(file path: String) throws(Failure) {
    isFile = true
    source = try Files.read(path, limit: Self.sizeLimit)
    file = path
    name = path.split(separator: "/").last.map(String.init) ?? path
    title = Docstring(ofModule: source).title
  }

  /// No such scenario: the nearest name, and how to mean a file.
  private static func unknown(_ argument: String) -> Failure {
    let near = ScenarioCatalog.all.map(\.name).min { distance($0, argument) < distance($1, argument) }
    var text = "there is no scenario '\(argument)'"
    if let near, distance(near, argument) <= max(2, argument.count / 3) {
      text += "; did you mean '\(near)'?"
    }
    text += "\n`taskviz list` names them all; a file needs its path, such as ./\(argument)"
    return Failure(.noInput, text)
  }

  /// How many characters must be inserted, removed, replaced or swapped with the next to make one name of the other.
  private static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first.prefix(40))
    let b = Array(second.prefix(40))
    var rows = [Array(0...b.count)]
    for i in 1..<(a.count + 1) {
      var row = [i]
      for j in 1..<(b.count + 1) {
        var least = min(
          rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          least = min(least, rows[i - 2][j - 2] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
