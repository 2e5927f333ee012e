import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs the pieces of Swift bodies inside the steps of their tasks, on the session's thread, and keeps them between steps.
///
/// A job is what a body does between two awaits. One that comes from another thread, or while no step runs, was resumed by
/// something that is not the loop: it is never run, and its task ends with an error that says so.
///
/// To wait, a body hops to this actor, which means that it hands the rest of itself over as a job. A continuation would do
/// the same at almost twice the cost: it is made, awaited, resumed and enqueued, each under the lock of the task's status.
actor StepExecutor: TaskExecutor, SerialExecutor {
  /// The thread that steps now; 0: none. A thread looks only for itself in it, so no order with other memory is needed.
  private let stepping = Atomic<UInt>(0)

  // Touched by the stepping thread alone.
  nonisolated(unsafe) private var jobs: [UnownedJob] = []
  nonisolated(unsafe) private var parked: UnownedJob?
  nonisolated(unsafe) private var isParking = false

  /// What a body that goes on is told, and what its piece comes to: each is taken before another piece runs.
  nonisolated(unsafe) var resumption = Resumption.send
  nonisolated(unsafe) var result = CoroutineStep.turn

  /// State of the actor, because the compiler may leave out a hop to one of which nothing is touched.
  private var waits = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor { asUnownedSerialExecutor() }

  nonisolated func enqueue(_ job: consuming ExecutorJob) {
    guard stepping.load(ordering: .relaxed) == Self.thread else { return }
    if isParking {
      isParking = false
      parked = UnownedJob(job)
    } else {
      jobs.append(UnownedJob(job))
    }
  }

  /// Does `start`, which makes or runs a job, and runs what that leads to, until nothing is left to run; returns the job of the
  /// body that went to wait, if one did.
  nonisolated func step(_ start: () -> Void) -> UnownedJob? {
    let outer = stepping.load(ordering: .relaxed)
    stepping.store(Self.thread, ordering: .relaxed)
    start()
    while !jobs.isEmpty { run(jobs.removeFirst()) }
    stepping.store(outer, ordering: .relaxed)
    let job = parked
    parked = nil
    return job
  }

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

  /// Runs a job to its next await.
  nonisolated func run(_ job: UnownedJob) { job.runSynchronously(on: asUnownedTaskExecutor()) }

  /// Announces that the next job is that of a body which waits.
  nonisolated func park() { isParking = true }

  /// Called after `park`; returns when the job is run.
  @inline(__always)
  func wait() { waits &+= 1 }

  private static var thread: UInt {
    #if canImport(Glibc)
      pthread_self()
    #else
      UInt(bitPattern: pthread_self())
    #endif
  }
}
