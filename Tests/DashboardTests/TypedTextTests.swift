import Screen
import Testing

@testable import Dashboard

/// The line in which something is typed, and its cursor.
@Suite struct TypedTextTests {
  @Test func `what is typed goes where the cursor is`() {
    var line = TypedText("outcome:led")
    line.move(by: -3)
    line.type("fai")
    #expect(line.text == "outcome:failed" && line.cursor == 11)
    #expect(line.parts == ("outcome:fai", "l", "ed"))
    line.moveToStart()
    line.type("- ")
    #expect(line.text == "- outcome:failed" && line.cursor == 2)
    line.moveToEnd()
    #expect(line.parts == ("- outcome:failed", " ", ""))
  }

  @Test func `characters and words are erased on either side of the cursor`() {
    var line = TypedText("under:main  waits:lock")
    line.eraseWord()
    #expect(line.text == "under:main  ")
    line.eraseWord()
    #expect(line.text == "")
    line.eraseWord()
    line.erase()
    line.eraseForward()
    #expect(line.text == "" && line.cursor == 0)
    line.type("abc")
    line.move(by: -2)
    line.eraseForward()
    #expect(line.text == "ac" && line.cursor == 1)
    line.erase()
    #expect(line.text == "c" && line.cursor == 0)
  }

  @Test func `the cursor stays within the line, and the line within its limit`() {
    var line = TypedText("ab", limit: 4)
    line.move(by: -9)
    #expect(line.cursor == 0)
    line.type("xyz")
    #expect(line.text == "xyab" && line.cursor == 2)
    line.move(by: 9)
    #expect(line.cursor == 4)
  }

  @Test func `a mark that combines belongs to the character before the cursor`() {
    var line = TypedText("cafe!")
    line.move(by: -1)
    line.type("\u{301}")
    #expect(line.text == "cafe\u{301}!" && line.cursor == 4)
    line.erase()
    #expect(line.text == "caf!")
  }

  @Test func `keys move the cursor, and the screen shows it where it is`() {
    var state = SampleTraces.dashboard(size: Size(80, 24))
    state.type("Fman")
    state.type(Key(.left), Key(.left))
    state.type("i")
    #expect(state.prompt?.text == "mian" && state.prompt?.typed.cursor == 2)
    state.type(.control("a"), Key(.delete))
    #expect(state.prompt?.text == "ian" && state.prompt?.typed.cursor == 0)
    let row = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)[22]
    #expect(row.hasPrefix(" filter: ian "))
    let column = " filter: ".count
    #expect(view(state)[column, 22].style == state.theme.cursor)
    state.type(.control("e"))
    #expect(view(state)[column + 3, 22].style == state.theme.cursor)
  }
}
