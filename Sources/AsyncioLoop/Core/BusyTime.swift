/// Lets time pass for a loop that is never idle.
///
/// The virtual clock stands still while code runs, and moves on when nothing is ready. A program that polls, with
/// `await asyncio.sleep(0)` until a timer has fired, would keep it from that for ever; under CPython its turns take time.
struct BusyTime {
  /// How many turns one moment has room for.
  private static let turnLimit = 10_000
  /// How long every turn after those takes, in seconds: about what it takes CPython.
  private static let turnTime = 10e-6
  /// How many turns sockets may be ready without anything coming of it.
  private static let fruitlessLimit = 1_000

  private var moment = -1.0
  private var turns = 0
  private var fruitlessTurns = 0
  private var lastMoves = 0

  /// How long a turn that begins now takes, in seconds.
  mutating func turn(at now: Double) -> Double {
    guard now == moment else {
      moment = now
      turns = 0
      return 0
    }
    turns += 1
    guard turns > Self.turnLimit else { return 0 }
    moment = now + Self.turnTime
    return Self.turnTime
  }

  /// Whether sockets have been ready for long, with nothing else to do, and no byte has moved: they keep nobody from
  /// waiting for a timer. `moves` counts what has moved.
  mutating func isFruitless(_ moves: Int) -> Bool {
    if moves != lastMoves { fruitlessTurns = 0 }
    lastMoves = moves
    fruitlessTurns += 1
    guard fruitlessTurns > Self.fruitlessLimit else { return false }
    fruitlessTurns = 0
    return true
  }
}
