import Screen

/// The name of a pane that is open and has no room, in the title of one that has: a click or Tab brings it forth.
struct PaneTab: Hashable, Sendable {
  var pane: Panes.Pane
  var column: Int
  var row: Int

  var width: Int { DisplayText.width(pane.name) }

  private static let title = "Tab: "

  /// The names of panes at the right end of a pane's title, as far as there is room for them.
  static func all(of panes: [Panes.Pane], in part: Rect) -> [PaneTab] {
    var tabs: [PaneTab] = []
    var width = DisplayText.width(title)
    for pane in panes where !part.isEmpty {
      let tab = PaneTab(pane: pane, column: width, row: part.row)
      width += tab.width + 1
      if width < part.width / 2 { tabs.append(tab) }
    }
    let end = tabs.last.map { $0.column + $0.width } ?? 0
    return tabs.map { PaneTab(pane: $0.pane, column: part.endColumn - 2 - end + $0.column, row: $0.row) }
  }

  static func draw(_ tabs: [PaneTab], _ theme: Theme, on grid: inout Grid) {
    guard let first = tabs.first, let last = tabs.last else { return }
    let start = first.column - DisplayText.width(title)
    // A word that would end in the middle is seen to do so.
    if [start - 2, start - 1].allSatisfy({ ![" ", theme.glyphs.rule].contains(grid[$0, first.row].text) }) {
      grid.put(theme.glyphs.ellipsis, column: start - 2, row: first.row, style: theme[.dim])
    }
    let blank = String(repeating: " ", count: last.column + last.width - start + 2)
    grid.put(blank, column: start - 1, row: first.row, style: theme[.dim])
    grid.put(title, column: start, row: first.row, style: theme[.dim])
    for tab in tabs { grid.put(tab.pane.name, column: tab.column, row: tab.row, style: theme[.paneTitle]) }
  }
}

extension Panes.Pane {
  /// What a pane is called in its title.
  var name: String {
    switch self {
    case .lanes: "lanes"
    case .output: "output"
    case .events: "events"
    case .loop: "loop"
    case .resources: "resources"
    case .statistics: "statistics"
    case .exceptions: "exceptions"
    case .source: "source"
    case .detail: "detail"
    }
  }
}
