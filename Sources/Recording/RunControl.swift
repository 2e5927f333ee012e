package import AsyncioLoop
package import PythonSubset

/// What the thread that draws asks of a running program; the program looks at it at each step.
package final class RunControl: Sendable {
  /// As Ctrl-C does: raises KeyboardInterrupt, which the program may handle.
  package let interrupts = InterruptFlag()
  /// Ends it now, whatever the program would do about it.
  package let stopFlag = StopFlag()

  package init() {}
}
