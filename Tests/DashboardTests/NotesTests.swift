import Screen
import TaskModel
import Testing
import Timeline
import Trace

@testable import Dashboard

/// Notes that somebody writes about moments of a run.
@Suite struct NotesTests {
  private func noted(_ text: String, _ state: inout DashboardState) -> [Effect] {
    state.type("a")
    _ = update(&state, .pasted(text))
    return state.type(Key(.enter))
  }

  private func notes(_ state: DashboardState) -> [Annotation] { state.run?.trace.annotations ?? [] }

  @Test func `a note belongs to the moment and to the task that is selected`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.right), Key(.right), Key(.right), Key(.down))
    let task = state.run?.camera.selection
    #expect(task != nil)
    #expect(noted("All of them sleep.", &state) == [.keepNotes])
    #expect(
      notes(state) == [
        Annotation(position: state.position, time: .zero, task: task, text: "All of them sleep.")
      ])
    #expect(state.prompt == nil)
    #expect(view(state).text.contains("✎ All of them sleep."))
  }

  @Test func `a note is shown from its moment on, between the captions of the program`() {
    var events = SampleTraces.gather
    let second = events.firstIndex { $0.time > .zero } ?? 0
    events.insert(TaskEvent(.note(text: "Everyone wakes up", site: nil), at: events[second].time), at: second)
    var state = SampleTraces.dashboard(SampleTraces.run(events))
    state.type(Key(.right), Key(.right))
    _ = noted("main waits", &state)
    state.type(Key(.left))
    #expect(!view(state).text.contains("✎ main waits"))
    state.type(Key(.right), Key(.right))
    #expect(view(state).text.contains("✎ main waits"))
    state.type("G")
    #expect(view(state).text.contains("✎ Everyone wakes up"))
    #expect(view(state).text.split(separator: "\n")[1...2].joined().filter { $0 == "✎" }.count == 2)
    // Covered, a note of the future gives nothing away.
    state.type("gu")
    #expect(!view(state).text.contains("✎"))
  }

  @Test func `between two events, too, a moment has its own note`() {
    var state = SampleTraces.dashboard()
    for (moment, text) in [("0.75", "later"), ("0.25", "earlier")] {
      state.type(":" + moment)
      state.type(Key(.enter))
      _ = noted(text, &state)
    }
    #expect(notes(state).map(\.text) == ["earlier", "later"])
    #expect(notes(state)[0].position == notes(state)[1].position)
    state.type(":0.5")
    state.type(Key(.enter))
    #expect(view(state).text.contains("✎ earlier"))
  }

  @Test func `the same key changes a note, and nothing typed takes it away`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.right), Key(.right))
    _ = noted("first", &state)
    state.type("a")
    #expect(state.prompt?.text == "first")
    state.type(Key(.backspace), Key(.backspace))
    state.type("m")
    #expect(view(state).text.contains("note: firm"))
    #expect(state.type(Key(.enter)) == [.keepNotes])
    #expect(notes(state).map(\.text) == ["firm"])
    state.type("a")
    #expect(state.type(Key(.enter)) == [], "nothing has changed")
    state.type("a")
    state.type(.control("u"))
    #expect(state.type(Key(.enter)) == [.keepNotes])
    #expect(notes(state) == [])
    state.type("a")
    #expect(state.type("   ") == [] && state.type(Key(.enter)) == [])
    #expect(notes(state) == [])
  }

  @Test func `Esc leaves a note as it was, and letters are no commands meanwhile`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.right))
    _ = noted("kept", &state)
    state.type("aquit? T")
    #expect(state.prompt?.text == "keptquit? T")
    state.type(Key(.escape))
    #expect(state.run != nil && state.help == nil)
    #expect(notes(state).map(\.text) == ["kept"])
  }

  @Test func `writing a note halts a play, and what arrives meanwhile moves nothing`() {
    let run = SampleTraces.run(Array(SampleTraces.gather.prefix(12)), play: Play(follows: true), ended: false)
    var state = SampleTraces.dashboard(run)
    state.type("a")
    _ = update(&state, .arrived(Array(SampleTraces.gather[12...])))
    #expect(state.position == 12)
    state.type("here")
    state.type(Key(.enter))
    #expect(notes(state).map(\.position) == [12])
    var empty = SampleTraces.dashboard(SampleTraces.run([], ended: false))
    empty.type("a")
    #expect(empty.prompt == nil && empty.notice != nil)
  }

  @Test func `hostile and wide text is one line, and the place of the next character stays in view`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.right))
    state.type("a")
    _ = update(&state, .pasted("\u{1B}[2J\u{9B}31m\u{202E}one\r\ntwo\tthree\u{7}"))
    #expect(state.prompt?.text == "[2J31mone two three")
    _ = update(&state, .pasted(String(repeating: "漢字", count: 100) + "終"))
    let lines = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { DisplayText.width(String($0)) <= 80 })
    #expect(lines[22].contains("…") && lines[22].contains("終"))
    _ = update(&state, .pasted(String(repeating: "x", count: 5000)))
    #expect((state.prompt?.text.count ?? 0) == 400)
    state.type(Key(.enter))
    for cell in view(state).cells {
      #expect(cell.text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
  }

  @Test func `notes of a trace are shown and told whatever they say`() {
    var run = SampleTraces.run()
    let bad = "\u{1B}]0;owned\u{7}\u{202E}bad\nline"
    run.trace.annotations = [
      Annotation(position: 0, time: .zero, task: TaskID(77), text: "at the start"),
      Annotation(position: SampleTraces.gather.count, time: run.trace.index.end, text: bad),
    ]
    run.seekToEnd()
    let state = SampleTraces.dashboard(run)
    #expect(view(state).text.contains("bad"))
    for cell in view(state).cells {
      #expect(cell.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
    }
    var told: [String] = []
    PlainStory(run, ascii: false).tell { told.append($0) }
    #expect(told.filter { $0.contains("Note: at the start") }.count == 1)
    #expect(told.filter { $0.contains("Note: ") && $0.contains("bad") }.count == 1)
    #expect(told.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E } })
  }

  @Test func `a run that is watched takes the notes of the one before to the same moments`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.right), Key(.right), Key(.right))
    let place = state.position
    _ = noted("main waits", &state)
    state.type(":0.5")
    state.type(Key(.enter))
    _ = noted("idle", &state)
    state.type("G")
    _ = noted("over", &state)
    let before = notes(state)
    state.type("g")
    _ = update(&state, .reopened(SampleTraces.run([], ended: false)))
    #expect(notes(state) == [])
    _ = update(&state, .arrived(Array(SampleTraces.gather.prefix(place + 3))))
    #expect(notes(state) == [], "the instant is not over")
    _ = update(&state, .arrived(Array(SampleTraces.gather[(place + 3)...])))
    #expect(notes(state) == Array(before.prefix(2)))
    _ = update(&state, .ended(RunEnd(exitCode: 0)))
    #expect(notes(state) == before)
    // Once more, and the run is cut short: what came later stands at its end.
    _ = update(&state, .reopened(SampleTraces.run([], ended: false)))
    _ = update(&state, .arrived(Array(SampleTraces.gather.prefix(place + 1))))
    _ = update(&state, .ended(RunEnd(exitCode: 1)))
    #expect(notes(state).map(\.position) == [place, place + 1, place + 1])
    #expect(notes(state).map(\.time) == [.zero, .zero, .zero])
  }
}
