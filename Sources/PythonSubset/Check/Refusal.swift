/// A construct for which a program is refused before anything runs: Python that taskviz does not run, mostly.
package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let line: Int
  /// In characters, from 1.
  package let column: Int
  /// What it is, such as `'match' statement` or `asyncio.open_connection`.
  package let construct: String
  /// What is wrong with it and what to do; nil where taskviz does not run it, though CPython does.
  package var fault: String?

  package var description: String {
    let remedy = "record it under real CPython: taskviz record -- python3 \(file)"
    return "\(file):\(line):\(column): \(construct) \(fault ?? "is not supported by taskviz yet: \(remedy)")"
  }
}
