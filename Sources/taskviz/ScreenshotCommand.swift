import ArgumentParser
import Dashboard
import Pictures
import Screen

struct ScreenshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screenshot", abstract: "Draw a picture of a run, as text or as an SVG file.",
    discussion:
      "The same input and options give the same bytes each time, so that pictures can be kept and compared.")

  @Argument(
    help:
      "A scenario's name, the path of a Python file or of a trace (.json), or - for a trace on standard input.",
    completion: .custom { _, _, _ in ScenarioNames.all })
  var input: String

  @Option(
    name: .shortAndLong,
    help: "Where to write it: a file ending in .txt, .ansi or .svg; - is standard output.")
  var output: String

  @Option(help: "text, ansi or svg; by default what the file's name says, and text for standard output.")
  var format: FormatArgument?

  @Option(help: "The moment to show: a time such as 0.5, 1.5s or 250ms, or end.")
  var at = MomentArgument.end

  @Flag(
    help:
      "A picture of each stop of the tour, note after note: -o x.svg writes x-1.svg, x-2.svg and so on.")
  var tour = false

  @Option(
    help: "Columns and rows, such as 120x30; by default 120 columns, and as many rows as its steps need.")
  var size: SizeArgument?

  @Option(help: "How time is drawn: elastic, time or steps.")
  var axis = AxisArgument.elastic

  @Option(help: "What the program's random numbers start from, where it does not say.")
  var seed: Int?

  @OptionGroup var look: LookOptions

  func validate() throws {
    if tour, output == "-" {
      throw ValidationError("--tour writes several files: name one, such as -o x.svg.")
    }
    if tour, case .time = at { throw ValidationError("--tour and --at exclude each other: choose one.") }
  }

  func run() throws {
    let format = try pictureFormat()
    var run = try wholeRun()
    run.camera.axis = axis.axis
    switch at {
    case .end: run.seekToEnd()
    case .time(let time): run.seek(to: time)
    }
    // The environment has no say in a picture: it looks the same on every machine.
    let theme = Theme(look.theme?.name ?? .dark, glyphs: look.ascii ? .ascii : .unicode)
    let still =
      size.map { DashboardState(still: run, theme: theme, size: $0.size) }
      ?? DashboardState(fittedStill: run, theme: theme)
    let options = PictureOptions(
      title: "taskviz: \(run.subject.name)", description: run.subject.title, background: theme.background)
    if tour { return try writeTour(still, format, options) }
    let bytes = format.bytes(of: view(still), options)
    if output == "-" { try Console.print(bytes) } else { try Files.write(bytes, to: output) }
  }

  /// Writes a picture of each stop; the names of the files sort in the order of the stops.
  private func writeTour(_ still: DashboardState, _ format: PictureFormat, _ options: PictureOptions) throws {
    let name = output.lastIndex(of: "/").map { output.index(after: $0) } ?? output.startIndex
    let dot = output[name...].lastIndex(of: ".") ?? output.endIndex
    let width = String(still.tourStopCount).count
    for stop in 0..<still.tourStopCount {
      var still = still
      still.visit(stop: stop)
      let number = String(stop + 1)
      let padding = String(repeating: "0", count: width - number.count)
      let path = "\(output[..<dot])-\(padding)\(number)\(output[dot...])"
      try Files.write(format.bytes(of: view(still), options), to: path)
      try Console.print(Array("\(DisplayText.clean(path))\n".utf8))
    }
  }

  private func pictureFormat() throws -> PictureFormat {
    if let format { return format.format }
    if output == "-" { return .text }
    if let format = PictureFormat(fileName: output) { return format }
    throw ValidationError(
      "'\(DisplayText.clean(output))' does not say what to draw: let it end in .txt, .ansi or .svg, or add --format."
    )
  }

  private func wholeRun() throws(Failure) -> RunState {
    if input == "-" || input.hasSuffix(".json") { return try TraceInput(input).wholeRun() }
    return try PreparedProgram(ProgramInput(input), seed: seed).wholeRun()
  }
}

/// A picture's format on the command line.
enum FormatArgument: String, ExpressibleByArgument, CaseIterable {
  case text
  case ansi
  case svg

  var format: PictureFormat {
    switch self {
    case .text: .text
    case .ansi: .ansi
    case .svg: .svg
    }
  }
}
