/// What a trace says about itself before its first event.
package struct TraceHeader: Hashable, Sendable {
  /// Which clock the times were read from.
  package enum Clock: String, Hashable, Sendable, CaseIterable {
    /// It stands still while tasks run and jumps while nothing can: times are exact and the same in each run.
    case virtual
    /// A real clock: times are measured.
    case monotonic
  }

  /// What `format` must be in every trace file.
  package static let format = "taskviz-trace"
  /// The version that is written; a reader accepts every minor version of its major one.
  package static let version = "1.1"
  static let majorVersion = 1

  package var clock: Clock
  /// The program's file as the user named it, such as `gather.py`.
  package var source: String?
  /// The program's full text, so that a replay can show it beside the lanes.
  package var program: String?
  /// What was typed to record it, a word each.
  package var command: [String]
  /// The language of the program and what ran it, such as `Python 3.13 subset`.
  package var language: String?
  /// When it was recorded, as RFC 3339 has it; nil in traces that must come out the same each time.
  package var startedAt: String?
  /// The seed of the program's random numbers.
  package var seed: Int?

  package init(
    clock: Clock, source: String? = nil, program: String? = nil, command: [String] = [],
    language: String? = nil,
    startedAt: String? = nil, seed: Int? = nil
  ) {
    self.clock = clock
    self.source = source
    self.program = program
    self.command = command
    self.language = language
    self.startedAt = startedAt
    self.seed = seed
  }
}
