import Dashboard
import EventScript
import Screen
import TaskModel
import Testing
import Timeline

/// Pictures of every size, position and look: what must hold for all of them.
@Suite struct LanesShapeTests {
  static let scripts: [EventScript] = [
    .gather, .taskGroupFailure, .waitForTimeout, .sequential, .cancelCleanup, EventScript(""),
  ]

  @Test(arguments: Camera.Axis.allCases) func `any size and position gives a picture of that size`(
    axis: Camera.Axis
  ) {
    for script in Self.scripts {
      for (width, height) in [(0, 0), (1, 1), (3, 80), (20, 5), (60, 16), (200, 60), (-4, -9)] {
        for position in stride(from: 0, through: script.events.count, by: 5) {
          let picture = picture(of: script, width: width, height: height) {
            $0.axis = axis
            $0.playhead.position = position
            $0.hidesFuture = position % 2 == 1
            $0.firstRow = position - 3
            $0.firstColumn = position * 3
            if position % 3 == 1 { $0.zoom = .magnified(factor: Double(position)) }
            $0.selection = TaskID(Int32(position % 5))
            $0.arrows = Camera.Arrows.allCases[position % 3]
          }
          #expect(picture.grid.width == max(0, width) && picture.grid.height == max(0, height))
          #expect(picture.rows.count == max(0, height))
        }
      }
    }
  }

  @Test(arguments: Self.scripts) func `the same camera gives the same cells`(script: EventScript) {
    #expect(
      picture(of: script, width: 90, height: 20).grid == picture(of: script, width: 90, height: 20).grid)
  }

  @Test func `in ASCII nothing else is drawn`() {
    for script in Self.scripts {
      for position in [script.events.count / 2, script.events.count] {
        let grid = picture(of: script, width: 100, height: 20, theme: Theme(.monochrome, glyphs: .ascii)) {
          $0.playhead.position = position
          $0.arrows = .all
        }.grid
        #expect(grid.cells.allSatisfy { $0.text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } })
      }
    }
  }

  @Test func `hiding the future leaves nothing right of the playhead but its line`() {
    for position in 1..<EventScript.taskGroupFailure.events.count {
      let picture = picture(of: .taskGroupFailure, width: 100, height: 20) {
        $0.playhead.position = position
        $0.playhead.time = EventScript.taskGroupFailure.events[position - 1].time
        $0.hidesFuture = true
      }
      let lines = picture.grid.text.split(separator: "\n").filter { $0.contains("┃") }
      for line in lines {
        let after = line.split(separator: "┃", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        #expect(!after.contains { "█▒░▓═".contains($0) }, "\(position): \(line)")
      }
    }
  }

  @Test func `a trace that goes on is drawn up to its last event`() {
    let cut = EventScript(events: Array(EventScript.gather.events[..<18]))
    let text = picture(of: cut, width: 100, height: 14).grid.text
    let main = text.split(separator: "\n").first { $0.hasPrefix(" main") } ?? ""
    #expect(main.hasSuffix("░"))
    #expect(!text.contains("✓"))
  }

  @Test func `hostile names and texts reach no cell as they are`() {
    let bad = "a\u{1B}[31m\u{202E}b\u{7}\u{9B}c\nd"
    var events = EventScript.taskGroupFailure.events
    events = events.map { event in
      switch event.kind {
      case .create(let task, let parent, _, let coroutine, let site, let scope):
        TaskEvent(
          .create(task, parent: parent, name: bad, coroutine: coroutine, site: site, scope: scope),
          at: event.time)
      case .output(let task, let stream, _): TaskEvent(.output(task, stream, text: bad), at: event.time)
      case .finish(let task, .raised):
        TaskEvent(.finish(task, .raised(type: bad, message: bad)), at: event.time)
      default: event
      }
    }
    let grid = picture(of: EventScript(events: events), width: 120, height: 30).grid
    let scalars = grid.cells.flatMap { $0.text.unicodeScalars }
    #expect(
      scalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x9B && $0.value != 0x202E })
  }

  @Test func `a wide name keeps the columns of the axis in line`() {
    let events = EventScript.gather.events.map { event in
      guard case .create(let task, let parent, _, let coroutine, let site, let scope) = event.kind,
        task.number == 3
      else { return event }
      return TaskEvent(
        .create(task, parent: parent, name: "数える二号", coroutine: coroutine, site: site, scope: scope),
        at: event.time)
    }
    let wide = picture(of: EventScript(events: events), width: 100, height: 14)
    #expect(wide.grid.text.contains("数える二号"))
    let distances = [wide, picture(of: .gather, width: 100, height: 14)].map { picture in
      let starts = [TaskID(2), TaskID(3)].map { task in
        (0..<100).first { picture.grid[$0, picture.rows.firstIndex(of: .task(task)) ?? 0].text == "█" } ?? 0
      }
      return starts[1] - starts[0]
    }
    #expect(distances[0] == distances[1])
    #expect(distances[0] > 0)
  }

  @Test func `a click finds the task of a row and the position of a column`() {
    let picture = picture(of: .gather, width: 100, height: 14)
    let rows = picture.rows.indices.filter { picture.task(atRow: $0) == TaskID(2) }
    #expect(rows.count == 1)
    #expect(picture.task(atRow: 0) == nil)
    #expect(picture.position(atColumn: 2) == nil)
    #expect(picture.position(atColumn: 99) == EventScript.gather.events.count)
    #expect(picture.position(atColumn: picture.axisColumn) == 4)
  }
}
