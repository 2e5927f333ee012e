import Screen

/// The choice of scenarios: their names and titles, and the story and program of the chosen one.
struct PickerView {
  private let state: DashboardState
  private let theme: Theme
  private let layout: Layout
  /// The entry that stands in the first row of the list.
  private let first: Int

  init(_ state: DashboardState, _ layout: Layout) {
    self.state = state
    self.layout = layout
    theme = state.theme
    first = Self.first(state, height: Self.rows(layout).height)
  }

  private static func rows(_ layout: Layout) -> Rect { layout[.list].inset(top: 2) }

  /// The window over the list moves in whole pages, so that a choice does not make it jump.
  private static func first(_ state: DashboardState, height: Int) -> Int {
    guard let picker = state.picker, height > 0 else { return 0 }
    let page = picker.choice / height * height
    return min(page, max(0, picker.found.count - height))
  }

  /// The place in the list of the entry under the mouse; nil where there is none.
  static func entry(at pointer: Pointer, state: DashboardState) -> Int? {
    let rows = rows(Layout(state))
    guard let picker = state.picker, rows.contains(column: pointer.column, row: pointer.row) else {
      return nil
    }
    let index = first(state, height: rows.height) + pointer.row - rows.row
    return picker.found.indices.contains(index) ? index : nil
  }

  func draw(on grid: inout Grid) {
    guard let picker = state.picker else { return }
    drawSearch(picker, on: &grid)
    drawList(picker, on: &grid)
    if let chosen = picker.chosen { drawStory(chosen, on: &grid) }
  }

  private func drawSearch(_ picker: PickerState, on grid: inout Grid) {
    let part = layout[.list]
    var line = Segments()
    if picker.isSearching {
      line.add("/ ", theme[.strong])
      line.add(picker.query, theme[.text])
      line.add(" ", theme.cursor)
      line.add("  \(picker.found.count) of \(picker.entries.count)", theme[.dim])
    } else {
      line.add("\(picker.entries.count) scenarios", theme[.dim])
      line.add("   type to search", theme[.dim])
    }
    line.draw(on: &grid, column: part.column + 2, row: part.row, before: part.endColumn)
  }

  private func drawList(_ picker: PickerState, on grid: inout Grid) {
    let part = Self.rows(layout)
    guard !picker.found.isEmpty else {
      grid.put(
        "No scenario has this in its name, title or story. Esc shows all.", column: part.column + 2,
        row: part.row, width: part.width - 3, style: theme[.text], ellipsis: theme.glyphs.ellipsis)
      return
    }
    let names = picker.entries.map { DisplayText.width($0.name) }.max() ?? 0
    let nameWidth = min(names, part.width / 3)
    for row in 0..<min(part.height, picker.found.count - first) {
      let isChosen = first + row == picker.choice
      let entry = picker.entries[picker.found[first + row]]
      let line = Rect(column: part.column, row: part.row + row, width: part.width - 1, height: 1)
      if isChosen { grid.fill(line, with: Cell(" ", theme[.selection])) }
      if isChosen {
        grid.put(theme.glyphs.selected, column: line.column, row: line.row, style: theme[.selection])
      }
      grid.put(
        entry.name, column: line.column + 2, row: line.row, width: nameWidth,
        style: theme[isChosen ? .selection : .strong], ellipsis: theme.glyphs.ellipsis)
      grid.put(
        entry.title, column: line.column + nameWidth + 4, row: line.row,
        width: line.width - nameWidth - 5, style: theme[isChosen ? .selectionDim : .text],
        ellipsis: theme.glyphs.ellipsis)
    }
    drawScrolling(picker, part, on: &grid)
  }

  private func drawScrolling(_ picker: PickerState, _ part: Rect, on grid: inout Grid) {
    guard picker.found.count > part.height, part.height > 0 else { return }
    let column = part.endColumn - 1
    if first > 0 { grid.put(theme.glyphs.arrowUp, column: column, row: part.row, style: theme[.dim]) }
    if first + part.height < picker.found.count {
      grid.put(theme.glyphs.arrowDown, column: column, row: part.endRow - 1, style: theme[.dim])
    }
  }

  /// The story, and under it as much of the program as fits.
  private func drawStory(_ entry: ScenarioEntry, on grid: inout Grid) {
    let isBeside = layout[.story].column > 0
    var part = layout[.story]
    if isBeside {
      grid.verticalLine(
        column: part.column, row: part.row, length: part.height, glyph: theme.glyphs.separator,
        style: theme[.border])
      part = part.inset(left: 2, right: 1)
    } else {
      grid.horizontalLine(
        column: part.column, row: part.row, length: part.width, glyph: theme.glyphs.rule,
        style: theme[.border])
      part = part.inset(left: 2, top: 1, right: 2)
    }
    var row = part.row
    grid.put(
      entry.title, column: part.column, row: row, width: part.width, style: theme[.strong],
      ellipsis: theme.glyphs.ellipsis)
    row += isBeside ? 2 : 1
    for line in wrapped(entry.story, width: part.width) where row < part.endRow {
      grid.put(line, column: part.column, row: row, style: theme[.text])
      row += 1
    }
    guard isBeside, part.endRow - row >= 4 else { return }
    row += 1
    let code = PythonText.lines(entry.source, skippingDocstring: true)
    for line in code where row < part.endRow {
      PythonText.highlighted(line, theme).draw(
        on: &grid, column: part.column, row: row, before: part.endColumn, ellipsis: theme.glyphs.ellipsis)
      row += 1
    }
  }
}

extension Theme {
  /// Where the next character will be typed.
  var cursor: Style {
    var style = self[.text]
    style.attributes.insert(.reverse)
    return style
  }
}
