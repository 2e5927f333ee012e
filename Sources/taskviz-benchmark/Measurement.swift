/// Times of work that is done several times, in turn with what it is compared with.
///
/// A machine's speed changes from minute to minute: only what ran side by side is compared, and medians are shown.
enum Measurement {
  static let rounds = 5

  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    return inSeconds(try clock.measure(work))
  }

  static func inSeconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// The median time of each of the works, after one round that does not count; nil for a work that could not be done.
  static func medians(_ works: [() throws -> Double?]) throws -> [Double?] {
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
