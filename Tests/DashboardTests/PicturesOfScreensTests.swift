import Screen
import TaskModel
import Testing

@testable import Dashboard

@Suite struct PicturesOfScreensTests {
  static let sizes = [Size(60, 16), Size(80, 24), Size(120, 30), Size(200, 60)]

  private func name(_ screen: String, _ size: Size) -> String { "\(screen)-\(size.width)x\(size.height)" }

  @Test(arguments: sizes)
  func `the picker offers scenarios and tells their stories`(size: Size) throws {
    try Snapshots.expect(view(SampleTraces.picker(size: size)), name("picker", size))
  }

  @Test(arguments: sizes)
  func `a run shows lanes, output, source and where the tasks stand`(size: Size) throws {
    var state = SampleTraces.dashboard(size: size)
    state.type(Key(.right), Key(.right), Key(.right))
    try Snapshots.expect(view(state), name("run", size))
  }

  @Test(arguments: sizes)
  func `the detail of a task tells its story`(size: Size) throws {
    var state = SampleTraces.dashboard(size: size)
    state.type(Key(.end), Key(.left), Key(.down), Key(.enter))
    try Snapshots.expect(view(state), name("detail", size))
  }

  @Test(arguments: sizes)
  func `help explains the picture and the keys`(size: Size) throws {
    var state = SampleTraces.dashboard(size: size)
    state.type("?")
    try Snapshots.expect(view(state), name("help", size))
  }

  @Test(arguments: sizes)
  func `the palette stands over the picture`(size: Size) throws {
    var state = SampleTraces.dashboard(size: size)
    state.type("Kaxis")
    try Snapshots.expect(view(state), name("palette", size))
  }

  @Test func `in ASCII and without colour everything is still there`() throws {
    let theme = Theme(.monochrome, glyphs: .ascii)
    var state = DashboardState(showing: SampleTraces.run(), theme: theme, size: Size(80, 24))
    state.type(Key(.right), Key(.right), Key(.right))
    let grid = view(state)
    #expect(grid.text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    try Snapshots.expect(grid, "run-ascii-80x24")
    state.type("?")
    #expect(view(state).text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
  }

  @Test func `a still has the lanes and what their colours mean, and no keys`() throws {
    var run = SampleTraces.run()
    run.seekToEnd()
    let still = DashboardState(still: run, theme: Theme(.dark), size: Size(100, 16))
    try Snapshots.expect(view(still), "still-100x16")
  }

  @Test(arguments: [Size(0, 0), Size(1, 1), Size(20, 5), Size(59, 16), Size(60, 15), Size(-3, 7)])
  func `a screen that is too small says what it needs`(size: Size) {
    for state in [SampleTraces.dashboard(size: size), SampleTraces.picker(size: size)] {
      let grid = view(state)
      #expect(grid.width == max(0, size.width) && grid.height == max(0, size.height))
      let words = grid.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      if size.width >= 20, size.height >= 5 { #expect(words.contains("60 columns and 16 rows")) }
    }
  }

  @Test(arguments: [Size(60, 16), Size(100, 30), Size(400, 120)])
  func `nothing is drawn over the edge, and no row is left out`(size: Size) {
    for state in [SampleTraces.dashboard(size: size), SampleTraces.picker(size: size)] {
      let lines = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == size.height)
      #expect(lines.last?.contains("? help") == true)
      #expect(lines.allSatisfy { DisplayText.width(String($0)) <= size.width })
    }
  }

  @Test func `names from a program are made harmless`() {
    let bad = "\u{1B}[2J\u{202E}name\u{7}\n"
    var run = RunState(
      RunSubject(name: bad, title: bad, kind: .program, clock: .virtual, source: [bad]), play: Play())
    run.arrive([
      TaskEvent(
        .create(
          TaskID(1), parent: .program, name: bad, coroutine: bad,
          site: SourceSite(file: bad, line: 1, function: bad), scope: nil), at: .zero),
      TaskEvent(.resume(TaskID(1), throwing: bad), at: .zero),
      TaskEvent(.output(TaskID(1), .standardOutput, text: bad), at: .zero),
      TaskEvent(.finish(TaskID(1), .raised(type: bad, message: bad)), at: .zero),
    ])
    run.end()
    var state = SampleTraces.dashboard(run, size: Size(120, 30))
    for keys in [[Key(.end)], [Key(.down)], [Key(.enter)], [.character("?")]] {
      for key in keys { state.type(key) }
      for cell in view(state).cells {
        #expect(
          cell.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E })
      }
    }
  }
}
