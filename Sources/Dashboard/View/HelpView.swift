import Screen

/// All keys, by group, from the table that binds them; and above them how to read the picture.
struct HelpView {
  private enum Line {
    case blank
    case title(String)
    case entry(sample: [(String, Role)], sampleWidth: Int, text: String)
  }

  private let state: DashboardState

  init(_ state: DashboardState) { self.state = state }

  /// How many lines of help the screen holds.
  static func lineCapacity(_ size: Size) -> Int { max(1, size.height - 4) }

  /// The last line that may stand first.
  static func lastFirstLine(_ state: DashboardState) -> Int {
    let columns = HelpView(state).columns
    return max(0, (columns.map(\.count).max() ?? 0) - lineCapacity(state.size))
  }

  func draw(on grid: inout Grid) {
    let first = min(state.help ?? 0, Self.lastFirstLine(state))
    let columns = columns
    let width = (state.size.width - 2) / columns.count
    for (number, lines) in columns.enumerated() {
      for (offset, line) in lines.dropFirst(first).prefix(Self.lineCapacity(state.size)).enumerated() {
        draw(line, on: &grid, column: 1 + number * width, row: 2 + offset, width: width - 2)
      }
    }
    let isCut = (columns.map(\.count).max() ?? 0) > first + Self.lineCapacity(state.size)
    if isCut {
      grid.putRight(
        state.theme.glyphs.arrowDown + " more", before: state.size.width - 1, row: state.size.height - 2,
        style: state.theme[.note])
    }
  }

  private func draw(_ line: Line, on grid: inout Grid, column: Int, row: Int, width: Int) {
    let theme = state.theme
    switch line {
    case .blank: break
    case .title(let text): grid.put(text, column: column, row: row, width: width, style: theme[.strong])
    case .entry(let sample, let sampleWidth, let text):
      var place = column + 1
      for (text, role) in sample {
        var style = theme[role]
        if role == .key { style.background = theme.background }
        place = grid.put(text, column: place, row: row, style: style)
      }
      grid.put(
        text, column: column + 1 + sampleWidth, row: row, width: width - 1 - sampleWidth, style: theme[.text])
    }
  }

  /// One column of lines, or two side by side where there is room.
  private var columns: [[Line]] {
    let width = state.size.width - 2
    guard width >= 110 else {
      return [(reading + keys.flatMap { $0 }).flatMap { fitted($0, width: width - 2) }]
    }
    let half = width / 2 - 2
    // The keys that play and move stand beside how to read the picture: both are wanted first.
    let left = (reading + keys.dropFirst(2).flatMap { $0 }).flatMap { fitted($0, width: half) }
    let right = keys.prefix(2).flatMap { $0 }.flatMap { fitted($0, width: half) }
    return [left, right]
  }

  /// An entry whose text is too long, in several lines.
  private func fitted(_ line: Line, width: Int) -> [Line] {
    guard case .entry(let sample, let sampleWidth, let text) = line else { return [line] }
    let lines = wrapped(text, width: max(1, width - 1 - sampleWidth))
    return lines.enumerated().map { number, text in
      .entry(sample: number == 0 ? sample : [], sampleWidth: sampleWidth, text: text)
    }
  }

  private var reading: [Line] {
    let glyphs = state.theme.glyphs
    func bar(_ glyph: String, _ role: Role) -> [(String, Role)] {
      [(String(repeating: glyph, count: 3), role)]
    }
    let entries: [([(String, Role)], String)] = [
      (bar(glyphs.running, .running), "running: its code is being executed"),
      (bar(glyphs.ready, .ready), "ready: it may run, and waits its turn behind others"),
      (bar(glyphs.waiting, .waiting), "waiting, for what is written in the bar"),
      (bar(glyphs.cancelling, .cancelling), "cancelling: it was asked to stop, and has not been told yet"),
      (bar(glyphs.stalled, .stalled), "blocking: it holds the loop up, nothing else can run"),
      ([(glyphs.birth, .created)], "here the task was created"),
      ([(glyphs.deadline, .deadline)], "here its sleep ended, or its deadline fired"),
      (
        [
          (glyphs.returned, .returned), (" ", .text), (glyphs.raised, .raised), (" ", .text),
          (glyphs.cancelled, .cancelled),
        ],
        "how it ended: returned, raised an exception, cancelled"
      ),
      (
        [
          (glyphs.arrowUp + " " + glyphs.arrowDown, .wakeArrow), (" ", .text), (glyphs.arrowUp, .cancelArrow),
        ],
        "who woke the task, and who asked it to stop"
      ),
      ([("a " + glyphs.into + " b", .waitingLabel)], "it waits in a, which waits in b"),
      (
        [(glyphs.scopeStart + glyphs.scopeLine + glyphs.scopeEnd, .scope)],
        "a TaskGroup or a gather, from its begin to its end"
      ),
      (
        [(glyphs.counterfactual + glyphs.counterfactual + glyphs.counterfactualEnd, .counterfactual)],
        "what was not waited for, and when it would have ended"
      ),
      ([(glyphs.note, .note)], "something is said about this moment: by the program's text, or in a note"),
      ([(glyphs.playhead, .playhead)], "the playhead: what is left of it has happened"),
    ]
    return [.title("How to read the picture")]
      + entries.map { .entry(sample: $0.0, sampleWidth: 8, text: $0.1) } + [.blank]
  }

  /// For each group its title and its keys.
  private var keys: [[Line]] {
    let isASCII = state.theme.glyphs == .ascii
    let places: Set<Binding.Place> = state.run == nil ? [.picker, .searching] : [.run, .guessing]
    return Binding.Group.allCases.compactMap { group in
      let bindings = state.bindings.rows.filter {
        $0.group == group && !$0.places.isDisjoint(with: places) && !$0.keys.isEmpty
      }
      guard !bindings.isEmpty else { return nil }
      let entries = bindings.map { binding in
        Line.entry(
          sample: [(binding.keys.map { $0.label(ascii: isASCII) }.joined(separator: "  "), .key)],
          sampleWidth: 15, text: binding.explanation)
      }
      return [.title(group.rawValue)] + entries + [.blank]
    }
  }
}
