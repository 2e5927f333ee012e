/// How a program is recorded.
package struct RecordingOptions: Sendable {
  /// Whether it gets a terminal of its own; otherwise its standard streams are this process's.
  package var hasTerminal: Bool
  /// What is kept of a long recording; nil: everything.
  package var limits: SegmentRing.Limits?
  /// How long a step may hold its loop before that is told.
  package var stall: Duration
  /// Whether its clock jumps over what it waits for.
  package var isVirtual: Bool

  package static let plainStall = Duration.milliseconds(100)

  package init(
    hasTerminal: Bool = false, limits: SegmentRing.Limits? = nil, stall: Duration = plainStall,
    isVirtual: Bool = false
  ) {
    self.hasTerminal = hasTerminal
    self.limits = limits
    self.stall = stall
    self.isVirtual = isVirtual
  }
}
