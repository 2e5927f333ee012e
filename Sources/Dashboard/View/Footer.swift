import Screen

/// The line at the bottom: the keys that matter now, each of which can be clicked.
struct Footer {
  private struct Piece {
    var text: String
    var role: Role
    var action: Action?
    var column: Int
  }

  private let theme: Theme
  private let bindings: Bindings
  private var pieces: [Piece] = []

  init(_ state: DashboardState) {
    theme = state.theme
    bindings = state.bindings
    let place = state.place
    let help = Entry([.help], "help")
    let end = state.size.width - 1
    let isASCII = state.theme.glyphs == .ascii
    let reserved =
      [.help, .searching, .prompt, .input].contains(place) ? 0 : width(of: help, place, isASCII) + 2
    var column = 1
    for entry in Self.entries(state) where !labels(entry, place, isASCII).isEmpty {
      let width = width(of: entry, place, isASCII)
      guard column + width <= end - reserved else { break }
      add(entry, place, isASCII, at: column)
      column += width + 2
    }
    if reserved > 0 { add(help, place, isASCII, at: end - width(of: help, place, isASCII)) }
  }

  func draw(on grid: inout Grid, in part: Rect) {
    grid.fill(part, with: Cell(" ", theme[.footer]))
    for piece in pieces {
      grid.put(piece.text, column: part.column + piece.column, row: part.row, style: theme[piece.role])
    }
  }

  /// What a click at a column does.
  func action(at column: Int) -> Action? {
    pieces.first { $0.column <= column && column < $0.column + DisplayText.width($0.text) }?.action
  }

  /// A few keys that belong together, and what they do in a word.
  private struct Entry {
    var actions: [Action]
    var name: String?

    init(_ actions: [Action], _ name: String? = nil) {
      self.actions = actions
      self.name = name
    }
  }

  private static func entries(_ state: DashboardState) -> [Entry] {
    switch state.place {
    case .picker:
      return [
        Entry([.run]), Entry([.previous, .next], "choose"), Entry([.search], "search"), Entry([.quit]),
      ]
    case .searching:
      return [Entry([.run]), Entry([.previous, .next], "choose"), Entry([.clearSearch], "all scenarios")]
    case .input:
      return [Entry([.accept], "send"), Entry([.endInput]), Entry([.back], "leave")]
    case .prompt where state.prompt?.purpose == .command:
      return [Entry([.accept], "do it"), Entry([.previous, .next], "choose"), Entry([.back], "leave")]
    case .prompt:
      return [Entry([.accept]), Entry([.back], "leave")]
    case .help:
      return [Entry([.previous, .next], "scroll"), Entry([.back], "close")]
    case .run, .guessing:
      guard let run = state.run else { return [] }
      let isZoomed = run.camera.zoom != .fit
      let asked =
        state.place == .guessing
        ? [Entry([.answer, .answerSelected], "guess"), Entry([.hideFuture], "uncover")] : []
      let tour = run.tour == nil ? [] : [Entry([.previousStop, .nextStop], "tour")]
      let input = run.input != nil && run.isUnderWay ? [Entry([.typeInput])] : []
      return asked + tour + input + [
        Entry([.playOrPause], run.play.isPlaying ? "pause" : run.isAtEnd ? "play again" : "play"),
        Entry([.stepBack, .stepForward], "step"),
        Entry([.slower, .faster], "speed"),
        Entry([.previous, .next], run.panes.focus == .lanes ? "task" : "scroll"),
        Entry(
          [.back], run.closable != nil ? "close" : state.picker == nil ? "quit" : "scenarios"),
        Entry([.toggleDetail], run.panes.focus == .events ? "go there" : "detail"),
        Entry([.instantBack, .instantForward], "instant"),
        Entry(isZoomed ? [.zoomOut, .zoomIn, .zoomToFit] : [.zoomOut, .zoomIn], "zoom"),
        Entry([.nextAxis], "axis"), Entry([.toStart, .toEnd], "start/end"), Entry([.savePicture], "picture"),
        Entry([.previousIncident, .nextIncident], "incident"), Entry([.goTo]),
        Entry([.toggleMark, .nextMark], "mark"),
        Entry([.hideFuture], run.camera.hidesFuture ? "uncover" : "cover"), Entry([.nextTheme]),
      ]
    }
  }

  private func labels(_ entry: Entry, _ place: Binding.Place, _ isASCII: Bool) -> [(String, Action)] {
    entry.actions.compactMap { action in
      bindings.binding(of: action, in: place)?.keys.first.map { ($0.label(ascii: isASCII), action) }
    }
  }

  private func name(_ entry: Entry, _ place: Binding.Place) -> String {
    entry.name ?? entry.actions.first.flatMap { bindings.binding(of: $0, in: place)?.name } ?? ""
  }

  private func width(of entry: Entry, _ place: Binding.Place, _ isASCII: Bool) -> Int {
    let labels = labels(entry, place, isASCII)
    let keys = labels.reduce(0) { $0 + DisplayText.width($1.0) } + max(0, labels.count - 1)
    return keys + 1 + DisplayText.width(name(entry, place))
  }

  private mutating func add(_ entry: Entry, _ place: Binding.Place, _ isASCII: Bool, at column: Int) {
    var column = column
    for (label, action) in labels(entry, place, isASCII) {
      pieces.append(Piece(text: label, role: .key, action: action, column: column))
      column += DisplayText.width(label) + 1
    }
    let action = entry.actions.last
    pieces.append(Piece(text: name(entry, place), role: .footer, action: action, column: column))
  }
}
