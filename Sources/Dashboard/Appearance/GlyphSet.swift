/// The characters that pictures are drawn with: Unicode's, or ASCII's where a terminal has no other.
///
/// Each is one cell wide, and within a set no two states share one: a state can be told without its colour.
package struct GlyphSet: Hashable, Sendable {
  // The texture of a lane in each state.
  package var running = "█"
  package var ready = "▒"
  package var waiting = "░"
  package var cancelling = "▓"
  /// Runs and holds the loop up: nothing else can run.
  package var stalled = "■"
  package var created = "·"
  /// The end of a step that another one of the same task follows at once.
  package var seam = "▊"
  /// Where a lane begins: the task was created here.
  package var birth = "◆"
  /// A cell that stands for several states.
  package var mixed = "▚"
  /// A cell that is partly running, by eighths: from the least to the whole.
  package var partlyRunning = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// How much there is of something, from the least to the most.
  package var levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  // How a lane or a scope ends.
  package var returned = "✓"
  package var raised = "✗"
  package var cancelled = "⊘"
  package var deadline = "◷"

  // The tree of tasks, brackets of scopes.
  package var branch = "├"
  package var lastBranch = "╰"
  package var firstBranch = "╭"
  package var trunk = "│"
  package var horizontal = "─"
  package var cornerRight = "╮"
  package var cornerRightUp = "╯"
  package var scopeStart = "╞"
  package var scopeLine = "═"
  package var scopeMark = "╪"
  package var scopeEnd = "╡"
  package var deadlineLine = "╶"
  /// What would have happened.
  package var counterfactual = "┄"
  package var counterfactualEnd = "┊"

  // Chrome.
  package var playhead = "┃"
  package var playheadTop = "▼"
  package var mark = "▾"
  package var note = "✎"
  package var separator = "│"
  package var rule = "─"
  package var bullet = "·"
  package var selected = "▸"
  package var into = "▸"
  package var arrowUp = "▲"
  package var arrowDown = "▼"
  package var arrowLeft = "◂"
  package var arrowRight = "▸"
  package var ellipsis = "…"
  package var play = "▶"
  package var playBackwards = "◀"
  package var pause = "‖"
  package var live = "●"

  /// The character of a cell of which a share, 0...1, is running; never an empty one.
  package func share(_ running: Double) -> String {
    let eighths = running.isFinite ? Int((min(max(0, running), 1) * 8).rounded(.up)) : 1
    return partlyRunning[min(max(1, eighths), partlyRunning.count) - 1]
  }

  package static let unicode = GlyphSet()

  package static let ascii: GlyphSet = {
    var glyphs = GlyphSet()
    glyphs.running = "#"
    glyphs.ready = "="
    glyphs.waiting = "."
    glyphs.cancelling = "/"
    glyphs.stalled = "@"
    glyphs.created = "_"
    glyphs.seam = "|"
    glyphs.birth = "o"
    glyphs.mixed = "%"
    glyphs.partlyRunning = [":", "|", "|", "+", "+", "%", "%", "#"]
    glyphs.levels = ["_", ".", "-", "=", "#"]
    glyphs.returned = "+"
    glyphs.raised = "!"
    glyphs.cancelled = "x"
    glyphs.deadline = "T"
    glyphs.branch = "|"
    glyphs.lastBranch = "`"
    glyphs.firstBranch = ","
    glyphs.trunk = "|"
    glyphs.horizontal = "-"
    glyphs.cornerRight = "."
    glyphs.cornerRightUp = "'"
    glyphs.scopeStart = "["
    glyphs.scopeLine = "-"
    glyphs.scopeMark = "+"
    glyphs.scopeEnd = "]"
    glyphs.deadlineLine = "-"
    glyphs.counterfactual = "-"
    glyphs.counterfactualEnd = ":"
    glyphs.playhead = "|"
    glyphs.playheadTop = "v"
    glyphs.mark = "'"
    glyphs.note = "*"
    glyphs.separator = "|"
    glyphs.rule = "-"
    glyphs.bullet = "*"
    glyphs.selected = ">"
    glyphs.into = ">"
    glyphs.arrowUp = "^"
    glyphs.arrowDown = "v"
    glyphs.arrowLeft = "<"
    glyphs.arrowRight = ">"
    glyphs.ellipsis = "~"
    glyphs.play = ">"
    glyphs.playBackwards = "<"
    glyphs.pause = "|"
    glyphs.live = "o"
    return glyphs
  }()
}
