import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// What each key of the run screen does, as its row in the table says.
@Suite struct RunKeysTests {
  @Test func `space plays and pauses, and at the end plays from the start`() {
    var state = SampleTraces.dashboard()
    state.type(" ")
    #expect(state.run?.play.isPlaying == true)
    #expect(state.timeUntilChange != nil)
    state.type(" ")
    #expect(state.run?.play.isPlaying == false)
    state.type("G")
    state.type(" ")
    #expect(state.position == 0)
    #expect(state.run?.play.isPlaying == true)
  }

  @Test func `steps pause a play, and skipping an instant does not`() {
    var state = SampleTraces.dashboard(SampleTraces.run(play: Play(isPlaying: true)))
    state.type(".")
    #expect(state.run?.play.isPlaying == true)
    state.type(Key(.right))
    #expect(state.run?.play.isPlaying == false)
  }

  @Test func `home and end, g and G go to the ends`() {
    var state = SampleTraces.dashboard()
    for (start, end) in [(Key(.home), Key(.end)), (.character("g"), .character("G"))] {
      state.type(end)
      #expect(state.position == SampleTraces.gather.count)
      #expect(state.milliseconds == 1000)
      state.type(start)
      #expect(state.position == 0)
    }
  }

  @Test func `brackets change the speed`() {
    var state = SampleTraces.dashboard()
    state.type("]]")
    #expect(state.run?.play.speed == Speed(clamping: 4))
    state.type("[[[")
    #expect(state.run?.play.speed == Speed(clamping: 0.5))
    #expect(view(state).text.contains("1/2x"))
  }

  @Test func `r plays again from the start`() {
    var state = SampleTraces.dashboard()
    state.type("Gr")
    #expect(state.position == 0)
    #expect(state.run?.play.isPlaying == true)
  }

  @Test func `there is nothing to follow once the program has ended`() {
    var state = SampleTraces.dashboard()
    state.type("f")
    #expect(state.run?.play.follows == false)
    #expect(state.notice?.text.contains("Nothing to follow") == true)
  }

  @Test func `j and k select tasks in the order of their lanes, and stop at the ends`() {
    var state = SampleTraces.dashboard()
    var seen: [Int32] = []
    for _ in 0..<6 {
      state.type("j")
      seen.append(state.run?.camera.selection?.number ?? -1)
    }
    #expect(seen == [1, 2, 3, 4, 4, 4])
    state.type("kkkkkk")
    #expect(state.run?.camera.selection == TaskID(1))
  }

  @Test func `the first selection is the task at the playhead`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.right), Key(.right), Key(.right), .character("j"))
    #expect(state.run?.camera.selection == TaskID(3))
  }

  @Test func `x goes through the axes and says which one it is`() {
    var state = SampleTraces.dashboard()
    var seen: [Camera.Axis?] = []
    for _ in 0..<3 {
      state.type("x")
      seen.append(state.run?.camera.axis)
      #expect(state.notice?.text.hasPrefix("Axis: ") == true)
    }
    #expect(seen == [.time, .steps, .elastic])
  }

  @Test func `zooming in and out comes back to the whole`() {
    var state = SampleTraces.dashboard()
    state.type("++")
    #expect(state.run?.camera.zoom == .magnified(factor: 4))
    state.type("-")
    #expect(state.run?.camera.zoom == .magnified(factor: 2))
    state.type("-")
    #expect(state.run?.camera.zoom == .fit)
    state.type("+++0")
    #expect(state.run?.camera.zoom == .fit)
    #expect(state.run?.camera.firstColumn == 0)
  }

  @Test func `zooming keeps the playhead in view, and panning may leave it`() {
    var state = SampleTraces.dashboard(size: Size(120, 30))
    state.type("G++")
    let column = state.run?.camera.firstColumn ?? 0
    #expect(column > 0)
    state.type("hhhhhhhhhhhhhhhh")
    #expect(state.run?.camera.firstColumn == 0)
    state.type(Key(.left))
    #expect((state.run?.camera.firstColumn ?? 0) > 0)
  }

  @Test func `enter opens the detail of a task, and back closes it before it leaves`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.right), Key(.enter))
    #expect(view(state).text.contains("created by"))
    #expect(state.type("q") == [])
    #expect(!view(state).text.contains("created by"))
    #expect(state.type("q") == [.quit])
  }

  @Test func `back closes the pane that has the keys before it leaves`() {
    var state = SampleTraces.dashboard()
    state.type("v")
    #expect(view(state).text.contains("q close") && view(state).text.contains(" events "))
    #expect(state.type("q") == [])
    #expect(!view(state).text.contains(" events "))
    #expect(state.type("q") == [.quit])
  }

  @Test func `o folds the output away and back`() {
    var state = SampleTraces.dashboard()
    #expect(view(state).text.contains(" output "))
    state.type("o")
    #expect(!view(state).text.contains(" output "))
    state.type("o")
    #expect(view(state).text.contains(" output "))
  }

  @Test func `c folds the source away and back, and the output gets its room`() {
    var state = SampleTraces.dashboard()
    #expect(view(state).text.contains("async def count"))
    state.type("c")
    #expect(!view(state).text.contains("async def count"))
    #expect(Layout(state)[.output].width == 80)
    state.type("c")
    #expect(view(state).text.contains("async def count"))
  }

  @Test func `how a program failed stands in the header once the playhead is there`() {
    var state = SampleTraces.dashboard(SampleTraces.run(ended: false))
    _ = update(&state, .ended(RunEnd(exitCode: 1)))
    #expect(!view(state).text.contains("exit code"))
    state.type(Key(.end))
    #expect(view(state).text.contains("at the end, exit code 1"))
  }

  @Test func `the header tells apart how tasks ended`() {
    var state = SampleTraces.dashboard(
      SampleTraces.run(EventScript.taskGroupFailure.events), size: Size(120, 30))
    state.type(Key(.home))
    #expect(!view(state).text.contains("ended"))
    state.type(Key(.end))
    #expect(view(state).text.contains("ended ✓ 1 ✗ 1 ⊘ 1"))
  }

  @Test func `tab goes through the panes, and arrows scroll the focused one`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.end), Key(.tab))
    #expect(state.run?.panes.focus == .output)
    state.type(Key(.up), Key(.up))
    #expect(state.run?.panes.outputScroll == 2)
    #expect(view(state).text.contains("2 lines below"))
    state.type(Key(.down), Key(.down), Key(.down))
    #expect(state.run?.panes.outputScroll == 0)
    state.type(Key(.tab), Key(.tab))
    #expect(state.run?.panes.focus == .lanes)
  }

  @Test func `w and u change the camera and say so`() {
    var state = SampleTraces.dashboard()
    state.type("w")
    #expect(state.run?.camera.arrows == .all)
    state.type("u")
    #expect(state.run?.camera.hidesFuture == true)
    #expect(state.notice?.text == "What comes next is covered")
  }

  @Test func `t changes the theme, p asks for a picture, Ctrl-L for a new drawing`() {
    var state = SampleTraces.dashboard()
    state.type("t")
    #expect(state.theme.name == .light)
    #expect(state.type("p") == [.savePicture])
    #expect(state.type(.control("l")) == [.redraw])
    #expect(state.type(.control("c")) == [.quit])
  }

  @Test func `leaving a program that still runs stops it`() {
    var state = SampleTraces.picker()
    #expect(state.type(Key(.enter)) == [.start(scenario: "gather")])
    _ = update(&state, .opened(SampleTraces.run(ended: false)))
    #expect(state.type("q") == [.stop])
    #expect(state.run == nil)
    #expect(view(state).text.contains("3 scenarios"))
  }

  @Test func `a notice goes away by itself, an error stays until a key is pressed`() {
    var state = SampleTraces.dashboard()
    _ = update(&state, .notice(Notice("Saved", remaining: .seconds(1))))
    #expect(state.timeUntilChange != nil)
    _ = update(&state, .tick(elapsed: .seconds(2)))
    #expect(state.notice == nil)
    _ = update(&state, .notice(Notice("Bad", isError: true, remaining: nil)))
    #expect(state.timeUntilChange == nil)
    state.type("j")
    #expect(state.notice == nil)
  }

  @Test func `the output stays in step with the playhead`() {
    var state = SampleTraces.dashboard(size: Size(120, 30))
    func shown() -> [String] {
      let layout = Layout(state)
      let part = view(state).part(layout[.output]).text.split(separator: "\n")
      return ["One", "Two", "Executed"].map { word in "\(part.filter { $0.contains(word) }.count) \(word)" }
    }
    #expect(shown() == ["0 One", "0 Two", "0 Executed"])
    state.type(Key(.right), Key(.right), Key(.right))
    #expect(shown() == ["2 One", "0 Two", "0 Executed"])
    state.type(Key(.end))
    #expect(shown() == ["3 One", "3 Two", "1 Executed"])
    state.type(.shift(.left))
    #expect(shown() == ["3 One", "0 Two", "0 Executed"])
  }

  @Test func `stepping forward and back again gives the same picture`() {
    var state = SampleTraces.dashboard()
    var pictures: [Grid] = [view(state)]
    for _ in 0..<8 {
      state.type(Key(.right))
      pictures.append(view(state))
    }
    for picture in pictures.dropLast().reversed() {
      state.type(Key(.left))
      #expect(view(state) == picture)
    }
  }
}
