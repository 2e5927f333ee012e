/// A place in a program's source: where a task was created, where a coroutine waits.
package struct SourceSite: Hashable, Sendable {
  /// The file as the program names it.
  package var file: String
  /// From 1; 0 where the line is not known.
  package var line: Int
  /// The qualified name of the function or coroutine around the line.
  package var function: String

  package init(file: String, line: Int, function: String) {
    self.file = file
    self.line = line
    self.function = function
  }
}
