import Screen
import Testing

@testable import Dashboard

/// Typing to a program that runs in a terminal of its own.
@Suite struct RunInputTests {
  /// A program under `taskviz record`.
  private func dashboard(_ size: Size = Size(80, 24)) -> DashboardState {
    var run = RunState(SampleTraces.run().subject, play: Play(follows: true))
    run.input = RunInput()
    var state = SampleTraces.dashboard(run, size: size)
    _ = update(&state, .arrived(SampleTraces.gather))
    return state
  }

  @Test func `I types to the program, a line after the other, until Esc`() {
    var state = dashboard()
    #expect(state.type("I") == [])
    #expect(state.enter("bob") == [.type("bob\r")])
    #expect(state.enter("q") == [.type("q\r")])
    #expect(state.type(.control("d")) == [.type("\u{4}")])
    #expect(state.type(Key(.escape)) == [])
    #expect(state.type("q") == [.quit])
  }

  @Test func `what is typed stands with the output`() throws {
    var state = dashboard()
    state.type("I")
    state.type("to whom")
    #expect(view(state).text.split(separator: "\n").contains { $0.hasPrefix(" input> to whom") })
  }

  @Test func `a password is not shown`() {
    var state = dashboard()
    state.noteInput(isHidden: true)
    state.type("I")
    state.type("secret")
    let text = view(state).text
    #expect(text.contains("input> ******") && !text.contains("secret"))
    #expect(state.type(Key(.enter), Key(.up), Key(.enter)) == [.type("secret\r"), .type("\r")])
  }

  @Test func `earlier lines come back, and can be changed`() {
    var state = dashboard()
    state.type("I")
    for line in ["one", "two"] { _ = state.enter(line) }
    #expect(state.type(Key(.up), Key(.up), Key(.enter)) == [.type("one\r")])
    #expect(state.type(Key(.up), Key(.backspace), .character("!"), Key(.enter)) == [.type("on!\r")])
    #expect(state.type(Key(.up), Key(.down), Key(.enter)) == [.type("\r")])
  }

  @Test func `of several lines that are pasted the last one waits for Enter`() {
    var state = dashboard()
    state.type("I")
    #expect(update(&state, .pasted("a\nb\nc")) == [.type("a\r"), .type("b\r")])
    #expect(state.type(Key(.enter)) == [.type("c\r")])
  }

  @Test func `Ctrl-C goes to the program first, and the second one leaves`() {
    var state = dashboard()
    #expect(state.type(.control("c")) == [.type("\u{3}")])
    #expect(state.notice?.text.contains("a second one ends it") == true)
    state.type("j")
    #expect(state.type(.control("c")) == [.type("\u{3}")])
    #expect(state.type(.control("c")) == [.quit])
  }

  @Test func `a program that has ended is not typed to`() {
    var state = dashboard()
    state.type("I")
    _ = update(&state, .ended(RunEnd(exitCode: 0)))
    #expect(state.place == .run)
    state.type("I")
    #expect(state.notice?.isError == true && state.place == .run)
    #expect(state.type(.control("c")) == [.quit])
  }

  @Test func `a scenario is not typed to`() {
    var state = SampleTraces.dashboard()
    state.type("I")
    #expect(state.notice?.text.contains("taskviz record") == true)
  }

  @Test func `Enter in the pane of the output types`() {
    var state = dashboard()
    state.type(Key(.tab))
    state.type(Key(.enter))
    #expect(state.place == .input)
  }
}

extension DashboardState {
  /// Types a line, and gives what its end does.
  fileprivate mutating func enter(_ line: String) -> [Effect] {
    type(line)
    return type(Key(.enter))
  }
}
