import CTerminal
package import Screen

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal that a dashboard runs in: paints grids, reports keys, and is always given back as it was.
///
/// There is one at a time, and one thread uses it. While it is open, SIGINT, SIGTERM and SIGHUP become events; a second one
/// that comes before the first was read ends the process. Whatever ends the process, the terminal is restored first.
package final class Terminal {
  package struct Options: Sendable {
    /// Where keys come from; another descriptor where the standard input carries a trace.
    package var input: Int32 = STDIN_FILENO
    package var output: Int32 = STDOUT_FILENO
    /// At most so many colours; by default as many as the terminal has.
    package var deepestColor: ColorDepth = .direct
    package var reportsMouse = true

    package init() {}
  }

  /// How many colours are shown.
  package let colorDepth: ColorDepth
  /// Whether characters beyond ASCII can be shown; they come out as `?` where not.
  package let isUTF8: Bool
  /// In cells.
  package private(set) var size: (width: Int, height: Int)

  let input: Int32
  let signals: Int32
  var decoder = InputDecoder()
  private var pairs: ColorPairs
  private var shown = Grid(width: 0, height: 0)
  private var mustDrawAll = true
  private var isOpen = true

  /// Takes the terminal over. Throws a `TerminalError` and changes nothing where that is impossible.
  package init(_ options: Options = Options()) throws(TerminalError) {
    signals = taskviz_signals_catch()
    guard signals >= 0 else { throw .refused }
    var screen = taskviz_screen()
    let result = taskviz_screen_open(
      options.input, options.output, options.deepestColor != .none, options.reportsMouse, &screen)
    if let error = Self.error(for: result) {
      taskviz_signals_release()
      throw error
    }
    input = options.input
    isUTF8 = screen.is_utf8
    colorDepth = min(options.deepestColor, ColorDepth(colors: Int(screen.colors)))
    pairs = ColorPairs(depth: colorDepth, limit: Int(screen.pairs))
    size = (80, 24)
    readSize()
  }

  deinit { close() }

  /// A descriptor of the terminal that the process was started from, whatever its standard input is; the caller's to close.
  package static func openControllingTerminal() throws(TerminalError) -> Int32 {
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw .noControllingTerminal }
    return descriptor
  }

  /// Gives the terminal back; further calls of anything do nothing.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    taskviz_screen_close()
    taskviz_signals_release()
  }

  /// Ends the process as the signal would have without a dashboard, so that a shell sees that it was one.
  package func endProcess(by signal: Int32) -> Never {
    close()
    taskviz_signals_end_process(signal)
    exit(128 + signal)
  }

  /// Shows a grid at the top left, and blanks beyond it; sends only what changed since the last one.
  package func draw(_ grid: Grid) {
    guard isOpen else { return }
    let isSameShape = grid.width == shown.width && grid.height == shown.height && !mustDrawAll
    for row in 0..<size.height where !isSameShape || grid.row(row) != shown.row(row) {
      let cells = encoded(grid.row(row))
      taskviz_screen_put_row(Int32(row), cells, Int32(cells.count))
    }
    taskviz_screen_refresh(mustDrawAll)
    shown = grid
    mustDrawAll = false
  }

  /// Makes the next drawing send every cell, as something else may have written on the screen.
  package func forgetScreen() { mustDrawAll = true }

  /// Asks for the size again; says whether the terminal answered with another.
  @discardableResult
  func readSize() -> Bool {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard taskviz_screen_size(&columns, &rows) else { return false }
    let before = size
    size = (Int(columns), Int(rows))
    guard size != before else { return false }
    taskviz_screen_resize(columns, rows)
    mustDrawAll = true
    return true
  }

  private func encoded(_ row: ArraySlice<Cell>) -> [taskviz_cell] {
    var result: [taskviz_cell] = []
    result.reserveCapacity(size.width)
    var style = Style.plain
    var pair: Int16 = 0
    for (index, cell) in zip(row.indices, row).prefix(size.width) {
      if cell.style != style {
        style = cell.style
        pair = pairs.number(for: style)
      }
      var scalars = cell.text.unicodeScalars.makeIterator()
      let isWide = row.index(after: index) < row.endIndex && row[row.index(after: index)].isContinuation
      result.append(
        taskviz_cell(
          scalars: (scalars.next()?.value ?? 0, scalars.next()?.value ?? 0, scalars.next()?.value ?? 0),
          width: isWide ? 2 : 1, attributes: style.attributes.rawValue, pair: pair))
    }
    while result.count < size.width {
      result.append(taskviz_cell(scalars: (0x20, 0, 0), width: 1, attributes: 0, pair: 0))
    }
    return result
  }

  private static func error(for result: Int32) -> TerminalError? {
    let type = getenv("TERM").map { String(cString: $0) } ?? ""
    return switch taskviz_open_result(UInt32(result)) {
    case TASKVIZ_OPEN_OK: nil
    case TASKVIZ_OPEN_INPUT_IS_NO_TERMINAL: .inputIsNoTerminal
    case TASKVIZ_OPEN_OUTPUT_IS_NO_TERMINAL: .outputIsNoTerminal
    case TASKVIZ_OPEN_UNKNOWN_TYPE: .unknownType(type)
    case TASKVIZ_OPEN_TOO_SIMPLE: .tooSimple(type)
    default: .refused
    }
  }
}
