import HeapModule

/// The timers of a loop, the earliest first; equal times keep their order of call.
///
/// CPython's heap compares times alone, so that equal ones come out in the heap's order. A real clock hides that (no two
/// calls read the same time); on a virtual clock it would show, and nobody expects it.
struct TimerQueue {
  enum Timer {
    case handle(TimerHandle)
    case sleep(Sleep)

    /// Whether it was taken back.
    var isCancelled: Bool {
      switch self {
      case .handle(let handle): handle.isCancelled
      case .sleep(let future): future.isOver
      }
    }

    /// Tells it whether it lies in the heap.
    fileprivate func setScheduled(_ isScheduled: Bool) {
      switch self {
      case .handle(let handle): handle.isScheduled = isScheduled
      case .sleep(let future): future.isScheduled = isScheduled
      }
    }
  }

  private struct Entry: Comparable {
    let when: Double
    let serial: Int
    let timer: Timer

    static func < (a: Entry, b: Entry) -> Bool {
      a.when < b.when || (a.when == b.when && a.serial < b.serial)
    }

    static func == (a: Entry, b: Entry) -> Bool { a.serial == b.serial }
  }

  private var heap = Heap<Entry>()
  private var lastSerial = 0
  private var cancelledCount = 0

  /// asyncio sweeps when more than this many timers are set and more than half of them are cancelled.
  private static let sweepThreshold = 100

  mutating func insert(_ timer: Timer, at when: Double) {
    lastSerial += 1
    timer.setScheduled(true)
    heap.insert(Entry(when: when, serial: lastSerial, timer: timer))
  }

  mutating func noteCancelled() { cancelledCount += 1 }

  /// Drops cancelled timers: all of them when they are many, else those at the head.
  mutating func sweep() {
    if heap.count > Self.sweepThreshold, cancelledCount * 2 > heap.count {
      var kept: [Entry] = []
      for entry in heap.unordered {
        if entry.timer.isCancelled { entry.timer.setScheduled(false) } else { kept.append(entry) }
      }
      heap = Heap(kept)
      cancelledCount = 0
      return
    }
    while let first = heap.min, first.timer.isCancelled {
      popFirst()
      cancelledCount -= 1
    }
  }

  /// The time of the earliest timer.
  var earliest: Double? { heap.min?.when }

  /// Takes out the next timer that is due at `now`, cancelled ones included.
  mutating func popDue(at now: Double) -> Timer? {
    guard let first = heap.min else { return nil }
    // The second test matters where the clock is so late that the resolution is lost in it.
    guard first.when < now + VirtualClock.resolution || first.when <= now else { return nil }
    if first.timer.isCancelled { cancelledCount -= 1 }
    return popFirst()
  }

  mutating func removeAll() {
    for entry in heap.unordered { entry.timer.setScheduled(false) }
    heap = Heap()
    cancelledCount = 0
  }

  @discardableResult
  private mutating func popFirst() -> Timer? {
    let timer = heap.popMin()?.timer
    timer?.setScheduled(false)
    return timer
  }
}
