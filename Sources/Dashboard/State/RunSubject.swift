/// What is being shown: where it comes from and what to call it.
package struct RunSubject: Hashable, Sendable {
  /// The scenario's name or the file's.
  package var name: String
  package var title: String
  /// The program's file, as the trace's sites name it; nil where only one file is known of.
  package var file: String?
  package var kind: Kind
  package var clock: Clock
  /// The program's text, where it is known.
  package var source: [String]

  package init(
    name: String, title: String = "", file: String? = nil, kind: Kind, clock: Clock, source: [String] = []
  ) {
    self.file = file
    self.name = name
    self.title = title
    self.kind = kind
    self.clock = clock
    self.source = source
  }

  package enum Kind: Hashable, Sendable {
    /// A program that runs while it is shown.
    case program
    /// A trace that was recorded earlier.
    case recording
  }

  package enum Clock: Hashable, Sendable {
    /// The program's steps take no time; only sleeping does.
    case virtual
    case monotonic
  }
}
