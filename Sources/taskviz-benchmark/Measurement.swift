import Foundation

/// Times of work that is done several times, in turn with what it is compared with.
///
/// A machine's speed changes from minute to minute: only what ran side by side is compared, and medians are shown.
enum Measurement {
  static let rounds = 5

  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    return inSeconds(try clock.measure(work))
  }

  /// The processor time of this process that the work takes, on all threads.
  static func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try work()
    return now() - start
  }

  static func inSeconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// The median time of each of the works, after one round that does not count; nil for a work that could not be done.
  static func medians(_ works: [() throws -> Double?], rounds: Int = rounds) throws -> [Double?] {
    var times = [[Double]](repeating: [], count: works.count)
    for round in 0...rounds {
      for (index, work) in works.enumerated() {
        if let time = try work(), round > 0 { times[index].append(time) }
      }
    }
    return times.map(median)
  }

  static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
