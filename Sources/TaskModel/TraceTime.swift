/// A moment on a trace's clock, in whole nanoseconds since the trace began; never negative.
package struct TraceTime: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let zero = TraceTime(nanoseconds: 0)

  package static func < (a: TraceTime, b: TraceTime) -> Bool { a.nanoseconds < b.nanoseconds }

  /// How long it is from `earlier` to this moment; negative where `earlier` is later.
  package func since(_ earlier: TraceTime) -> Duration {
    .nanoseconds(nanoseconds.subtractingReportingOverflow(earlier.nanoseconds).partialValue)
  }
}
