/// A construct that is Python but not run by taskviz, found before anything runs.
package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let line: Int
  /// In characters, from 1.
  package let column: Int
  /// What it is, such as `'match' statement` or `asyncio.open_connection`.
  package let construct: String

  /// What to do about it.
  package var remedy: String { "run it under real CPython: python3 \(file)" }

  package var description: String {
    "\(file):\(line):\(column): \(construct) is not supported by taskviz yet: \(remedy)"
  }
}
