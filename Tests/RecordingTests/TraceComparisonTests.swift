import Recording
import TaskModel
import Testing

struct TraceComparisonTests {
  private static func events(_ kinds: TaskEvent.Kind...) -> [TaskEvent] {
    kinds.enumerated().map { TaskEvent($1, at: TraceTime(nanoseconds: Int64($0))) }
  }

  private static let main = TaskEvent.Kind.create(
    TaskID(1), parent: .program, name: "Task-1", coroutine: "main", site: nil, scope: nil)

  @Test func `the first difference is shown from both sides, with what came before`() throws {
    let ours = Self.events(
      Self.main, .resume(TaskID(1), throwing: nil), .finish(TaskID(1), .returned(value: "1")))
    let theirs = Self.events(
      Self.main, .resume(TaskID(1), throwing: nil), .finish(TaskID(1), .returned(value: "2")))
    let comparison = TraceComparison(ours: ours, theirs: theirs)
    #expect(comparison.equalCount == 2)
    let difference = try #require(comparison.difference)
    #expect(difference.ours?.text == "Task-1 (1) ends: returned 1")
    #expect(difference.theirs?.text == "Task-1 (1) ends: returned 2")
    #expect(difference.before.map(\.text) == ["the program creates Task-1 (1) of main", "Task-1 (1) runs"])
  }

  @Test func `a time that differs is a difference, and so is an end that comes too soon`() {
    let one = Self.events(Self.main)
    var late = one
    late[0].time = TraceTime(nanoseconds: 5)
    #expect(TraceComparison(ours: one, theirs: late).difference != nil)
    #expect(TraceComparison(ours: one, theirs: []).difference?.theirs == nil)
    #expect(TraceComparison(ours: one, theirs: one).difference == nil)
  }

  @Test func `output is compared by lines, however it was written`() {
    func output(_ text: String) -> TaskEvent.Kind { .output(TaskID(1), .standardOutput, text: text) }
    func at0(_ kinds: [TaskEvent.Kind]) -> [TaskEvent] { kinds.map { TaskEvent($0, at: .zero) } }
    let pieces = at0([Self.main, output("a "), output("line\nand "), output("one more\n")])
    let lines = at0([Self.main, output("a line\n"), output("and one more\n")])
    #expect(TraceComparison(ours: pieces, theirs: lines) == TraceComparison(ours: lines, theirs: lines))
    let other = at0([Self.main, output("a line\n"), output("and one less\n")])
    #expect(TraceComparison(ours: pieces, theirs: other).equalCount == 2)
  }

  @Test func `of a traceback only the last line counts, and the folder of asyncio does not`() {
    func error(_ text: String) -> [TaskEvent] {
      [TaskEvent(.output(.program, .standardError, text: text), at: .zero)]
    }
    let ours = error("Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nValueError: no\n")
    let theirs = error(
      "Traceback (most recent call last):\n  File \"/lib/x.py\", line 9, in g\nValueError: no\n")
    #expect(TraceComparison(ours: ours, theirs: theirs).difference == nil)
    #expect(TraceComparison(ours: ours, theirs: error("ValueError: yes\n")).difference != nil)
    #expect(
      TraceComparison(
        ours: error("<Handle f() at /a/asyncio/tasks.py:1>\n"),
        theirs: error("<Handle f() at /b/asyncio/tasks.py:2>\n")
      ).difference == nil)
  }

  @Test func `sets of tasks are equal in any order`() {
    func wait(_ members: [Int32]) -> [TaskEvent] {
      Self.events(
        .enter(
          ScopeID(1), .wait, owner: .program, deadline: nil, members: members.map(TaskID.init), site: nil))
    }
    #expect(TraceComparison(ours: wait([1, 2]), theirs: wait([2, 1])).difference == nil)
    #expect(TraceComparison(ours: wait([1, 2]), theirs: wait([1, 3])).difference != nil)
  }
}
