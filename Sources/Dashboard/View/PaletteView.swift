import Screen

/// All commands that fit what is being typed, over the picture, with the keys that do the same.
struct PaletteView {
  private let theme: Theme
  private let found: [Command]
  private let choice: Int
  private let part: Rect

  private static let widest = 100
  private static let highest = 18

  init(_ state: DashboardState) {
    theme = state.theme
    found = state.foundCommands
    choice = min(state.prompt?.choice ?? 0, max(0, found.count - 1))
    let size = state.size
    let height = min(max(1, found.count) + 1, Self.highest, size.height - 3)
    let width = min(size.width, Self.widest)
    // Right above the line in which it is typed.
    part = Rect(column: 0, row: size.height - 2 - height, width: width, height: height)
  }

  private var list: Rect { part.split(top: 1).rest }

  /// The first command in view: the chosen one always is.
  private var first: Int { min(max(0, choice - list.height / 2), max(0, found.count - list.height)) }

  /// Which of those found stands in a cell.
  func command(column: Int, row: Int) -> Int? {
    guard list.contains(column: column, row: row) else { return nil }
    let number = first + row - list.row
    return found.indices.contains(number) ? number : nil
  }

  func draw(on grid: inout Grid) {
    grid.fill(part, with: Cell(" ", theme[.text]))
    grid.horizontalLine(
      column: part.column, row: part.row, length: part.width, glyph: theme.glyphs.rule, style: theme[.border])
    grid.put(" commands ", column: part.column + 1, row: part.row, style: theme[.strong])
    grid.putRight(
      " \(found.count) ", before: part.endColumn - 1, row: part.row, style: theme[.dim])
    guard !found.isEmpty else {
      grid.put(
        "No command has all of these words.", column: list.column + 1, row: list.row, width: list.width - 2,
        style: theme[.dim])
      return
    }
    let nameWidth = min(found.map { DisplayText.width($0.name) }.max() ?? 0, part.width / 3)
    for (offset, command) in found.dropFirst(first).prefix(list.height).enumerated() {
      draw(command, nameWidth, isChosen: first + offset == choice, row: list.row + offset, on: &grid)
    }
  }

  private func draw(_ command: Command, _ nameWidth: Int, isChosen: Bool, row: Int, on grid: inout Grid) {
    let line = Rect(column: list.column, row: row, width: list.width, height: 1)
    let isASCII = theme.glyphs == .ascii
    let keys = command.keys.map { $0.label(ascii: isASCII) }.joined(separator: " ")
    let keysColumn = line.endColumn - 1 - DisplayText.width(keys)
    var column = grid.put(
      command.name, column: line.column + 1, row: row, width: nameWidth, style: theme[.strong],
      ellipsis: theme.glyphs.ellipsis)
    column = line.column + 1 + nameWidth + 2
    grid.put(
      command.explanation, column: column, row: row, width: max(0, keysColumn - column - 2),
      style: theme[.text],
      ellipsis: theme.glyphs.ellipsis)
    var key = theme[.key]
    key.background = theme.background
    grid.put(keys, column: keysColumn, row: row, style: key)
    guard isChosen else { return }
    let selection = theme[.selection]
    grid.restyle(line) { style in
      if case .rgb = theme.background { style.background = selection.background } else { style = selection }
    }
  }
}
