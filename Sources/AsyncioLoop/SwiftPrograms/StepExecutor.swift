import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs the pieces of Swift bodies inside the steps of their tasks, on the session's thread.
///
/// A job is what a body does between two awaits. One that comes from another thread, or while no step runs, was resumed by
/// something that is not the loop: it is never run, and its task ends with an error that says so.
final class StepExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var stepping: pthread_t?
  }

  private let state = Mutex(State())

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let thread = pthread_self()
    state.withLock { state in
      if let stepping = state.stepping, pthread_equal(stepping, thread) != 0 { state.jobs.append(job) }
    }
  }

  /// Does `start`, which makes a job, and runs that and what it leads to, until nothing is left to run.
  func step(_ start: () -> Void) {
    let outer = state.withLock { state in
      let outer = state.stepping
      state.stepping = pthread_self()
      return outer
    }
    start()
    while let job = state.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) {
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
    state.withLock { $0.stepping = outer }
  }
}
