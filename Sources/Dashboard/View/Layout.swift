package import Screen
import Timeline

/// Where the parts of the screen are: view draws into them and update finds in them what the mouse means.
package struct Layout: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case header
    case lanes
    case output
    case loop
    case statistics
    case source
    case detail
    case list
    case story
    case caption
    case status
    case footer
  }

  package private(set) var parts: [Part: Rect] = [:]

  package subscript(part: Part) -> Rect { parts[part] ?? Rect(width: 0, height: 0) }

  /// The part at a cell; nil where there is none.
  package func part(column: Int, row: Int) -> Part? {
    parts.first { $0.value.contains(column: column, row: row) }?.key
  }

  /// The layout for a state: header above, status and footer below, and what is shown between them.
  package init(_ state: DashboardState) {
    let screen = Rect(width: state.size.width, height: state.size.height)
    let (header, belowHeader) = screen.split(top: 1)
    let (body, bottom) = belowHeader.split(top: max(0, belowHeader.height - (state.isStill ? 1 : 2)))
    parts[.header] = header
    (parts[.status], parts[.footer]) = bottom.split(top: bottom.height - 1)
    if let run = state.run {
      let (panes, caption) = body.split(top: body.height - Self.captionHeight(run, body))
      parts[.caption] = caption
      divide(panes, for: run)
    } else {
      dividePicker(body)
    }
  }

  /// A caption needs one line, where there are captions; what is said on a tour takes what it needs.
  private static func captionHeight(_ run: RunState, _ body: Rect) -> Int {
    if let stop = run.tour { return min(TourView.height(stop, width: body.width), body.height / 3) }
    return run.hasCaptions && body.height >= 17 ? 1 : 0
  }

  private mutating func divide(_ body: Rect, for run: RunState) {
    let panes = [Panes.Pane.output, .loop, .statistics, .source, .detail].filter { run.shows($0) }
    guard !panes.isEmpty else {
      parts[.lanes] = body
      return
    }
    // The lanes come first: a third of the height goes to the panes, and more only where the lanes need none of it.
    let third = body.height / 3
    let spare = body.height - (run.rows.count(in: run.trace.index) + 7)
    let wanted = panes.map { run.wantedHeight($0) }.max() ?? 0
    let height = min(max(third, min(spare, body.height * 2 / 3)), max(4, wanted + 1))
    let (lanes, bottom) = body.split(top: body.height - height)
    parts[.lanes] = lanes
    var rest = bottom
    for (index, pane) in panes.enumerated() {
      let share = index == panes.count - 1 ? rest.width : rest.width / (panes.count - index)
      let (left, right) = rest.split(left: share)
      parts[pane.part] = left
      rest = right
    }
  }

  private mutating func dividePicker(_ body: Rect) {
    if body.width >= 100 {
      (parts[.list], parts[.story]) = body.split(left: min(72, body.width * 11 / 20))
    } else {
      (parts[.list], parts[.story]) = body.split(top: body.height - min(7, body.height / 2))
    }
  }
}

extension Panes.Pane {
  var part: Layout.Part {
    switch self {
    case .lanes: .lanes
    case .output: .output
    case .loop: .loop
    case .statistics: .statistics
    case .source: .source
    case .detail: .detail
    }
  }
}
