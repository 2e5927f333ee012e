import Screen
import Timeline

/// Signs for the failures and cancellations in the cells of a row.
///
/// No cell has room for two: where both are in one, the cancellation's sign stands in the next cell that has none, or
/// else in the one before.
struct BadEndings {
  struct Sign {
    var column: Int
    var event: Int
    var isFailure: Bool
  }

  private(set) var signs: [Sign] = []
  private var waiting: Int?

  /// For each column, the position behind what it shows, and those before `start` left out; `last` finds the last failure and the
  /// last cancellation among some events.
  init(
    positions: [Int], from start: Int, upTo limit: Int = .max,
    last: (Range<Int>) -> (failure: Int?, cancellation: Int?)
  ) {
    var shown = start
    for (column, position) in positions.enumerated() {
      let behind = min(position, limit)
      let found = behind > shown ? last(shown..<behind) : (nil, nil)
      shown = max(shown, behind)
      add(found, column)
    }
    guard let waiting else { return }
    let taken = Set(signs.map(\.column))
    guard let free = positions.indices.last(where: { !taken.contains($0) }) else { return }
    signs.append(Sign(column: free, event: waiting, isFailure: false))
  }

  private mutating func add(_ found: (failure: Int?, cancellation: Int?), _ column: Int) {
    if let failure = found.failure {
      signs.append(Sign(column: column, event: failure, isFailure: true))
      waiting = found.cancellation ?? waiting
    } else if let cancellation = found.cancellation ?? waiting {
      signs.append(Sign(column: column, event: cancellation, isFailure: false))
      waiting = nil
    }
  }
}

extension LanesPainter {
  mutating func draw(_ endings: BadEndings, _ row: Int) {
    for sign in endings.signs {
      let column = min(sign.column, grid.width - plan.axisColumn - 1)
      mark(
        sign.isFailure ? glyphs.raised : glyphs.cancelled, column: column, row: row,
        style: style(sign.isFailure ? .raised : .cancelled, event: sign.event))
    }
  }
}
