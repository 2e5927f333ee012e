import HeapModule

/// The timers of a loop, the earliest first; equal times keep their order of call.
///
/// CPython's heap compares times alone, so that equal ones come out in the heap's order. A real clock hides that (no two
/// calls read the same time); on a virtual clock it would show, and nobody expects it.
struct TimerQueue {
  private struct Entry: Comparable {
    let when: Double
    let serial: Int
    let handle: TimerHandle

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

  mutating func insert(_ handle: TimerHandle) {
    lastSerial += 1
    handle.isScheduled = true
    heap.insert(Entry(when: handle.when, serial: lastSerial, handle: handle))
  }

  mutating func noteCancelled() { cancelledCount += 1 }

  /// Drops cancelled timers: all of them when they are many, else those at the head.
  mutating func sweep() {
    if heap.count > Self.sweepThreshold, cancelledCount * 2 > heap.count {
      var kept: [Entry] = []
      for entry in heap.unordered {
        if entry.handle.isCancelled { entry.handle.isScheduled = false } else { kept.append(entry) }
      }
      heap = Heap(kept)
      cancelledCount = 0
      return
    }
    while let first = heap.min, first.handle.isCancelled {
      popFirst()
      cancelledCount -= 1
    }
  }

  /// The time of the earliest timer.
  var earliest: Double? { heap.min?.when }

  /// Takes out the next timer that is due at `now`, cancelled ones included.
  mutating func popDue(at now: Double) -> TimerHandle? {
    guard let first = heap.min else { return nil }
    // The second test matters where the clock is so late that the resolution is lost in it.
    guard first.when < now + VirtualClock.resolution || first.when <= now else { return nil }
    if first.handle.isCancelled { cancelledCount -= 1 }
    return popFirst()
  }

  mutating func removeAll() {
    for entry in heap.unordered { entry.handle.isScheduled = false }
    heap = Heap()
    cancelledCount = 0
  }

  @discardableResult
  private mutating func popFirst() -> TimerHandle? {
    let handle = heap.popMin()?.handle
    handle?.isScheduled = false
    return handle
  }
}
