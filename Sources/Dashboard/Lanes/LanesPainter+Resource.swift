import Screen
import TaskModel
import Timeline

extension LanesPainter {
  /// A stretch of a resource's row in which nothing changes that its words tell.
  private struct Stretch {
    var state: ResourceState
    var columns: Range<Int>
  }

  /// `╞══ writer-1, 2 wait ══╞══ writer-2 ══╡`: who holds a resource or how much is in it, and how many wait.
  mutating func drawResource(_ number: Int, _ row: Int) {
    let stretches = stretches(ofResource: number)
    for (place, stretch) in stretches.enumerated() {
      let goesOn = place > 0 && stretches[place - 1].state.content == stretch.state.content
      draw(stretch, row, goesOn: goesOn)
      let isLast = place + 1 == stretches.count || !stretches[place + 1].state.isUsed
      guard stretch.state.isUsed, isLast, stretch.columns.count > 1 else { continue }
      let column = stretch.columns.upperBound - 1
      mark(glyphs.scopeEnd, column: column, row: row, style: style(stretch.state.role, at: column))
    }
  }

  private func stretches(ofResource number: Int) -> [Stretch] {
    let resource = index.resources[number]
    var stretches: [Stretch] = []
    var (last, state) = ((0, 0), ResourceState?.none)
    for column in 0..<max(0, limit) {
      let next = resource.changes.partitioningIndex { Int($0) >= slots[column].upper }
      guard next > 0 else { continue }
      let change = Int(resource.changes[next - 1])
      let givenUp = resource.givenUp(since: change, at: slots[column].upper)
      if (next, givenUp) != last {
        last = (next, givenUp)
        state = words.state(ofResource: number, change: change, givenUp: givenUp)
      }
      guard let state else { continue }
      if let before = stretches.last, before.state == state, before.columns.upperBound == column {
        stretches[stretches.count - 1].columns = before.columns.lowerBound..<column + 1
      } else {
        stretches.append(Stretch(state: state, columns: column..<column + 1))
      }
    }
    return stretches
  }

  /// A stretch that `goesOn` from the one before it has no beginning of its own: only others wait.
  private mutating func draw(_ stretch: Stretch, _ row: Int, goesOn: Bool) {
    let state = stretch.state
    for column in stretch.columns {
      let isFirst = column == stretch.columns.lowerBound && !goesOn
      let glyph = state.isUsed ? (isFirst ? glyphs.scopeStart : glyphs.scopeLine) : glyphs.created
      mark(glyph, column: column, row: row, style: style(state.isUsed ? state.role : .faint, at: column))
    }
    guard let text = LaneWords.fitting(state.wordings, stretch.columns.count - 4), !text.isEmpty else {
      // How many there are needs no blanks about it: it stands behind the bracket that says it has changed.
      guard !goesOn, let number = state.number, number.utf8.count < stretch.columns.count - 1 else { return }
      let start = stretch.columns.lowerBound + 1
      write(number, column: start, row: row, style: style(state.role, at: start))
      return
    }
    let width = DisplayText.width(text) + 2
    let start = stretch.columns.lowerBound + (stretch.columns.count - width) / 2
    write(" \(text) ", column: start, row: row, style: style(state.role, at: start))
  }
}

/// What a reader is told of a resource between two changes of it.
struct ResourceState: Hashable {
  /// Somebody holds it, or something is in it.
  var isUsed: Bool
  /// Who holds it, or what is in it; nil for nobody and nothing.
  var content: String?
  /// How many items are in it; nil for what holds none.
  var number: String?
  /// Tasks wait for it.
  var isAwaited: Bool
  /// The longest wording first; none where there is nothing to say.
  var wordings: [String]

  var role: Role { isAwaited ? .wakeArrow : .scope }
}

extension LaneWords {
  /// What a resource is like after a change, an event of the trace, and after some tasks have given up waiting for it.
  func state(ofResource number: Int, change: Int, givenUp: Int) -> ResourceState? {
    guard case .resource(_, let kind, _, _, _, _, let queued) = events(change).kind else { return nil }
    let waiting = max(0, queued - givenUp)
    let size = size(ofResource: number, at: change + 1)
    let holders = index.resources[number].holders(at: change + 1).map { name(ofLane: $0) }
    let content: String?
    var isUsed = !holders.isEmpty
    switch kind {
    case .lock, .semaphore, .condition, .future: content = isUsed ? Self.list(holders) : nil
    case .queue:
      isUsed = size > 0
      content = isUsed ? DurationText.count(size, "item") : "empty"
    case .event:
      isUsed = size > 0
      content = isUsed ? "set" : "not set"
    case .barrier:
      isUsed = size > 0
      content = isUsed ? "\(size) arrived" : nil
    }
    // Nobody waits for long for a lock that nobody holds: the next one has been woken.
    let isAwaited = waiting > 0 && (isUsed || ![.lock, .semaphore].contains(kind))
    let waits = isAwaited ? "\(waiting) \(waiting == 1 ? "waits" : "wait")" : nil
    let short = kind == .queue && isUsed ? String(size) : nil
    let whole = [content, waits].compactMap { $0 }.joined(separator: ", ")
    return ResourceState(
      isUsed: isUsed, content: content, number: short, isAwaited: isAwaited,
      wordings: [whole, content, waits, short].compactMap { $0 })
  }
}
