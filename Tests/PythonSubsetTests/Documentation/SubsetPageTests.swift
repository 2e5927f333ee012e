import Foundation
import Testing

struct SubsetPageTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/PythonSubset/PythonSubset.docc/Subset.md").standardized

  /// Writes the page anew where `TASKVIZ_RECORD` is set.
  @Test func `the page of the docs lists what the tables list`() throws {
    if ProcessInfo.processInfo.environment["TASKVIZ_RECORD"] != nil {
      try SubsetPage.text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == SubsetPage.text)
  }

  @Test func `the page names modules that are written in Swift, in Python and in both`() {
    for heading in ["### itertools", "### contextlib", "### functools"] {
      #expect(SubsetPage.text.contains(heading))
    }
    #expect(SubsetPage.text.contains("`lru_cache`"))
    #expect(!SubsetPage.text.contains("_strptime"))
  }
}
