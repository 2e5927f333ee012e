import Foundation
import Scenarios
import Subprocesses
import Testing

/// `taskviz check`: what a trace tells is held against what asyncio can do.
@Suite struct CheckTests {
  @Test(arguments: ScenarioCatalog.all.map(\.name))
  func `what a scenario does on taskviz's loop contradicts nothing`(name: String) throws {
    let folder = try TemporaryFolder()
    _ = try TaskvizBinary.run(["run", name, "--headless", "-o", "trace.json"], in: folder.url)
    let result = try TaskvizBinary.run(["check", "trace.json"], in: folder.url)
    // One of them is about a program that has no loop.
    let loops = name == "sequential" ? "no loop" : "1 loop"
    #expect(result.standardOutput.hasSuffix(" events, \(loops): 0 violations\n"), "\(result.standardOutput)")
    #expect(result.status == 0)
  }

  private static let beginning = """
    {"format":"taskviz-trace","version":"1.1","clock":"virtual","events":[
    {"time":0,"event":"create","task":0,"parent":0,"name":"app.py","coroutine":"<module>"},
    {"time":0,"event":"create","task":1,"parent":0,"name":"main","coroutine":"main"},
    {"time":0,"event":"resume","task":1},
    """

  private func check(_ rest: String) throws -> SubprocessResult {
    let folder = try TemporaryFolder()
    try folder.write("trace.json", Self.beginning + rest + "]}")
    return try TaskvizBinary.run(["check", "trace.json"], in: folder.url)
  }

  @Test func `each event that contradicts is told with its place and what is wrong`() throws {
    let result = try check(
      """
      {"time":0,"event":"suspend","task":1,"on":"sleep","until":1500000000},
      {"time":1500000000,"event":"resume","task":1},
      {"time":1500000000,"event":"finish","task":1,"outcome":"returned"}
      """)
    #expect(
      result.standardOutput == """
        event 5, at 1.5 s: task 1 is resumed, and nothing has made it ready
        6 of 6 events, 1 loop: 1 violation

        """)
    #expect(result.status == 1)
  }

  @Test func `what follows missing events is not checked, and it says so`() throws {
    let result = try check(
      """
      {"time":0,"event":"dropped","count":9},
      {"time":0,"event":"finish","task":1,"outcome":"returned"}
      """)
    #expect(
      result.standardOutput == """
        Events are missing at event 4: those behind it are not checked.
        4 of 5 events, 1 loop: 0 violations

        """)
    #expect(result.status == 0)
  }
}
