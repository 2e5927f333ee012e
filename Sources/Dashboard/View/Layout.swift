package import Screen
import Timeline

/// Where the parts of the screen are: view draws into them and update finds in them what the mouse means.
package struct Layout: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case header
    case pane(Panes.Pane)
    /// The picker's scenarios, and the story of the chosen one.
    case list
    case story
    case caption
    case status
    case footer
  }

  package private(set) var parts: [Part: Rect] = [:]

  /// The panes that are open and have no room, and where their names stand in the title of the last one that has.
  private(set) var tabs: [PaneTab] = []

  package subscript(part: Part) -> Rect { parts[part] ?? Rect(width: 0, height: 0) }

  /// A pane's place; an empty one for a pane that is closed or has no room.
  package subscript(pane: Panes.Pane) -> Rect { self[.pane(pane)] }

  /// The part at a cell; nil where there is none.
  package func part(column: Int, row: Int) -> Part? {
    parts.first { $0.value.contains(column: column, row: row) }?.key
  }

  /// The tab at a cell; nil where there is none.
  func tab(column: Int, row: Int) -> PaneTab? {
    tabs.first { $0.row == row && ($0.column..<$0.column + $0.width).contains(column) }
  }

  /// The layout for a state: header above, status and footer below, and what is shown between them.
  package init(_ state: DashboardState) {
    let screen = Rect(width: state.size.width, height: state.size.height)
    let camera = state.run?.camera
    let (header, belowHeader) = screen.split(top: 1)
    // A covered future asks below what is said about the answer before.
    let statusRows =
      state.isStill ? 0 : 1 + (camera?.hidesFuture == true ? 1 : 0) + (camera?.isForRoom == true ? 1 : 0)
    let footerRows =
      state.isStill && camera?.isForRoom != true ? LegendView.height(ofStill: screen.height) : 1
    let (body, bottom) = belowHeader.split(top: max(0, belowHeader.height - footerRows - statusRows))
    parts[.header] = header
    (parts[.status], parts[.footer]) = bottom.split(top: statusRows)
    if let run = state.run {
      let height = Self.captionHeight(run, body, isStill: state.isStill)
      let (panes, caption) = body.split(top: body.height - height)
      parts[.caption] = caption
      divide(panes, for: run)
    } else {
      dividePicker(body)
    }
  }

  /// A caption needs one line, where there are captions, or two in a still, in which nothing jumps because of them; what is
  /// said on a tour takes what it needs.
  private static func captionHeight(_ run: RunState, _ body: Rect, isStill: Bool) -> Int {
    if let stop = run.tour {
      // A blank row below keeps it apart, where there is one to spare.
      let height = TourView.height(stop, width: body.width) + (body.height >= 17 ? 1 : 0)
      return min(height, body.height / 3)
    }
    guard run.hasCaptions, body.height >= 17 else { return 0 }
    // Before the text stands its sign.
    let text = isStill ? run.caption?.text ?? "" : ""
    return min(2, max(1, wrapped("- " + text, width: body.width - 2).count))
  }

  private mutating func divide(_ body: Rect, for run: RunState) {
    let open = Panes.Pane.allCases.filter { $0 != .lanes && run.shows($0) }
    let panes = run.panes.mostRecent(of: open, in: body.width) { $0.leastWidth }
    guard let last = panes.last else {
      parts[.pane(.lanes)] = body
      return
    }
    let (lanes, bottom) = body.split(top: body.height - height(of: panes, in: body, run))
    parts[.pane(.lanes)] = lanes
    // What is more than enough for all goes to those whose lines are long.
    let extra = max(0, bottom.width - panes.reduce(0) { $0 + $1.leastWidth })
    let appetite = panes.reduce(0) { $0 + $1.appetite }
    var rest = bottom
    for pane in panes {
      let share = pane.leastWidth + extra * pane.appetite / max(1, appetite)
      (parts[.pane(pane)], rest) = rest.split(left: pane == last ? rest.width : share)
    }
    tabs = PaneTab.all(of: open.filter { !panes.contains($0) }, in: self[last])
  }

  /// The lanes come first: a third of the height goes to the panes, half of it while one of them has the keys, and more only
  /// where the lanes need none of it.
  private func height(of panes: [Panes.Pane], in body: Rect, _ run: RunState) -> Int {
    let share = body.height / (run.panes.focus == .lanes ? 3 : 2)
    let spare = body.height - (run.rows.count(in: run.trace.index) + 7)
    let wanted = panes.map { run.wantedHeight($0) }.max() ?? 0
    return min(max(share, min(spare, body.height * 2 / 3)), max(4, wanted + 1))
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
  /// Side by side stand as many panes as have so much width each: narrower ones cut what matters.
  fileprivate var leastWidth: Int {
    switch self {
    case .lanes, .output: 32
    case .loop, .statistics, .source, .detail: 36
    case .resources: 48
    case .events, .exceptions: 56
    }
  }

  /// How much of the width that is left over it gets, compared with others.
  fileprivate var appetite: Int {
    switch self {
    case .events, .resources, .exceptions, .detail: 3
    case .lanes, .output, .loop, .statistics, .source: 1
    }
  }
}
