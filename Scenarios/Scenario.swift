/// A program that taskviz carries, and what it teaches.
package struct Scenario: Sendable {
  /// What the command line calls it: its file's name without the `.py`.
  package let name: String
  private let load: @Sendable () -> [UInt8]

  init(_ name: String, _ load: @autoclosure @escaping @Sendable () -> [UInt8]) {
    self.name = name
    self.load = load
  }

  /// The Python source, UTF-8, as it stands in the file.
  package var source: [UInt8] { load() }

  /// The first line of the docstring.
  package var title: String { docstring.title }

  /// The rest of the docstring, a paragraph each, its line breaks taken out.
  package var story: [String] { docstring.paragraphs }

  package var docstring: Docstring { Docstring(ofModule: source) }
}
