import Scenarios
import Testing

struct DocstringTests {
  @Test(arguments: [
    ("\"\"\"A title\n\nOne\ntwo.\n\nThree.\n\"\"\"\nx = 1\n", "A title", ["One two.", "Three."]),
    ("'''  A  title  '''\n", "A title", []),
    ("\"\"\"A title\nat once the story\"\"\"", "A title", ["at once the story"]),
    ("\"\"\"A title\r\n\r\nOne\r\ntwo.\r\n\"\"\"\r\n", "A title", ["One two."]),
    ("\"\"\"\"\"\"", "", []),
    ("\"\"\"never ends\n", "", []),
    ("import asyncio\n\"\"\"no docstring\"\"\"\n", "", []),
    ("", "", []),
  ])
  func `a docstring is a title and paragraphs`(source: String, title: String, paragraphs: [String]) {
    let docstring = Docstring(ofModule: Array(source.utf8))
    #expect(docstring.title == title)
    #expect(docstring.paragraphs == paragraphs)
  }

  @Test func `bytes that are no text make no crash`() {
    #expect(Docstring(ofModule: [0x22, 0x22, 0x22, 0xFF, 0x0A, 0x22, 0x22, 0x22]).title == "\u{FFFD}")
  }
}
