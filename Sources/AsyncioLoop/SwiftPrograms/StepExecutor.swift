import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs the pieces of Swift bodies inside the steps of their tasks, on the session's thread, and keeps them between steps.
///
/// A body is isolated to this actor, and a job is what it does between two awaits. One that comes from another thread, or
/// while no step runs, was resumed by something that is not the loop: it is never run, and its task ends with an error that
/// says so.
///
/// To wait, a body hops to the parking, which means that it hands the rest of itself over as a job. A continuation would do
/// the same at almost twice the cost: it is made, awaited, resumed and enqueued, each under the lock of the task's status.
/// The job is then run as if it had hopped back already.
actor StepExecutor: SerialExecutor {
  /// Where bodies wait.
  nonisolated let parking = Parking()

  // What follows is touched by the stepping thread alone.

  /// The job of a body that begins.
  nonisolated(unsafe) private var begun: UnownedJob?

  /// The body whose piece runs, held by whoever resumed it.
  nonisolated(unsafe) unowned(unsafe) var runningBody: SwiftBody?

  /// What a body that goes on is told, and what its piece comes to: each is taken before another piece runs.
  nonisolated(unsafe) var resumption = Resumption.send
  nonisolated(unsafe) var result = CoroutineStep.turn

  nonisolated var unownedExecutor: UnownedSerialExecutor { asUnownedSerialExecutor() }

  nonisolated func enqueue(_ job: consuming ExecutorJob) {
    if parking.isStepping { begun = UnownedJob(job) }
  }

  /// Calls `begin` of a body as the actor itself.
  private static let makeJob = unchecked { executor, body in body.value.begin(on: executor) }

  /// What `assumeIsolated` does, which asks the runtime each time what is known here.
  private static func unchecked(
    _ call: @escaping @Sendable (isolated StepExecutor, Unchecked<SwiftBody>) -> Void
  ) -> @Sendable (StepExecutor, Unchecked<SwiftBody>) -> Void {
    unsafeBitCast(call, to: (@Sendable (StepExecutor, Unchecked<SwiftBody>) -> Void).self)
  }

  /// Runs a body to its first await; returns its job, if it went to wait.
  nonisolated func begin(_ body: SwiftBody) -> UnownedJob? {
    parking.step {
      Self.makeJob(self, Unchecked(body))
      guard let job = begun else { return }
      begun = nil
      run(job)
    }
  }

  /// Runs a job that went to wait to its next await; returns it, if it went to wait again.
  nonisolated func resume(_ job: UnownedJob) -> UnownedJob? { parking.step { run(job) } }

  private nonisolated func run(_ job: UnownedJob) { job.runSynchronously(on: unownedExecutor) }

  nonisolated func takeResumption() -> Resumption {
    var taken = Resumption.send
    swap(&taken, &resumption)
    return taken
  }

  nonisolated func takeResult() -> CoroutineStep {
    var taken = CoroutineStep.turn
    swap(&taken, &result)
    return taken
  }
}

/// Takes the job of the body that goes to wait.
actor Parking: SerialExecutor {
  /// The thread that steps now; 0: none. A thread looks only for itself in it, so no order with other memory is needed.
  private let stepping = Atomic<UInt>(0)

  /// Touched by the stepping thread alone.
  nonisolated(unsafe) private var parked: UnownedJob?

  /// State of the actor, because the compiler may leave out a hop to one of which nothing is touched.
  private var waits = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor { asUnownedSerialExecutor() }

  nonisolated func enqueue(_ job: consuming ExecutorJob) {
    if isStepping { parked = UnownedJob(job) }
  }

  /// Returns when the job is run.
  @inline(__always)
  func wait() { waits &+= 1 }

  /// Whether the thread that calls is the one that steps.
  nonisolated var isStepping: Bool { stepping.load(ordering: .relaxed) == Self.thread }

  /// Runs a piece of a body; returns its job, if it went to wait.
  @inline(__always)
  nonisolated func step(_ piece: () -> Void) -> UnownedJob? {
    let outer = stepping.load(ordering: .relaxed)
    stepping.store(Self.thread, ordering: .relaxed)
    piece()
    stepping.store(outer, ordering: .relaxed)
    let job = parked
    parked = nil
    return job
  }

  private static var thread: UInt {
    #if canImport(Glibc)
      pthread_self()
    #else
      UInt(bitPattern: pthread_self())
    #endif
  }
}
