import EventScript
import TaskModel
import Testing

@testable import Trace

struct TraceCheckTests {
  /// What is wrong with a script, in words.
  private func violations(_ script: String) -> [String] { check(script).violations.map { "\($0.rule)" } }

  private func check(_ script: String) -> TraceCheck {
    var check = TraceCheck()
    for event in EventScript(script).events { check.take(event) }
    return check
  }

  @Test func `a task that waits, is woken and ends contradicts nothing`() {
    let check = check(
      """
      0 create main by program
      0 resume main
      0 enter deadline timeout by main until 1
      0 suspend main on sleep 0.5
      0.5 ready main
      0.5 resume main
      0.5 exit deadline clean
      0.5 finish main returned
      """)
    #expect(check.violations == [])
    #expect(check.loops == 1)
    #expect(check.events == 8)
  }

  @Test func `nobody runs who was not made ready`() {
    #expect(
      violations(
        """
        0 create main by program
        0 resume main
        0 suspend main on sleep 1
        1 resume main
        """) == ["task 1 is resumed, and nothing has made it ready"])
  }

  @Test func `a task is made ready once, and not while it runs`() {
    #expect(
      violations(
        """
        0 create main by program
        0 ready main
        0 resume main
        0 ready main
        """) == ["task 1 is made ready, and was ready already", "task 1 is made ready while it runs"])
  }

  @Test func `a task ends in a step of its own, and is silent from then on`() {
    #expect(
      violations(
        """
        0 create main by program
        0 resume main
        0 suspend main on turn
        0 finish main returned
        0 print main Hello
        """) == ["task 1 ends while it does not run", "task 1 has ended, and 'output' follows"])
  }

  @Test func `an eager task's step is a part of its creator's`() {
    let script = """
      0 create main by program
      0 resume main
      0 create child by main
      0 resume child
      """
    let nested = check(script + "\n0 suspend child on sleep 1\n0 suspend main on task child")
    #expect(nested.violations == [])
    #expect(nested.loops == 1)
    #expect(
      violations(script + "\n0 suspend main on task child") == [
        "task 2 runs on after the step of task 1 in which it was started"
      ])
  }

  @Test func `loops of several threads run at one time`() {
    let check = check(
      """
      0 create one by program
      0 create two by program
      0 thread worker
      0 resume one
      0 resume two
      0 resume worker
      0 suspend one on sleep 1
      0 suspend two on sleep 1
      """)
    #expect(check.violations == [])
    #expect(check.loops == 2)
  }

  @Test func `nothing is waited for that is over`() {
    #expect(
      violations(
        """
        0 create main by program
        0 create child by main
        0 resume child
        0 finish child returned
        0 resume main
        0 enter all gather by main with child
        0 exit all clean
        0 suspend main on task child
        0 ready main
        0 resume main
        0 suspend main on scope all
        """) == ["task 1 waits for task 2, which has ended", "task 1 waits for scope 1, which has been left"])
  }

  @Test func `who ends has left what it entered, and none belongs to what has been left`() {
    #expect(
      violations(
        """
        0 create main by program
        0 resume main
        0 enter group task_group by main
        0 exit group clean
        0 create late by main in group
        0 reschedule group 2
        0 enter deadline timeout by main until 1
        0 finish main returned
        """) == [
          "task 2 belongs to scope 1, which has been left",
          "the deadline of scope 1 moves, which has been left",
          "task 1 ends inside of scope 2, which it has not left",
        ])
  }

  @Test func `a lock is held by one`() {
    #expect(
      violations(
        """
        0 lock db create size 1
        0 lock db acquire by main size 0
        0 lock db acquire by main size 0
        0 lock db release by main size 1
        0 lock db release by main size 1
        """) == ["lock db is acquired while it is held", "lock db is released, and nobody holds it"])
  }

  @Test func `an event is set or it is not, and a queue takes what it has room for`() {
    #expect(
      violations(
        """
        0 event begun create size 0
        0 event begun set size 0
        0 queue jobs create size 1
        0 queue jobs put size 1
        0 queue jobs put size 2
        0 queue jobs put size 5
        0 queue jobs get size 6
        """) == [
          "event begun holds 0 after 'set', and held 0 before it",
          "queue jobs holds 2, and takes 1",
          "queue jobs holds 5 after 'put', and held 2 before it",
          "queue jobs holds 5, and takes 1",
          "queue jobs holds 6 after 'get', and held 5 before it",
          "queue jobs holds 6, and takes 1",
        ])
  }

  @Test func `as many are said to wait for something as do`() {
    let script = """
      0 lock db create size 1
      0 create main by program
      0 create child by program
      0 resume main
      0 lock db wait by main size 0 waiting 1
      0 suspend main on resource db acquire
      0 resume child
      """
    #expect(violations(script + "\n0 lock db wait by child size 0 waiting 2") == [])
    #expect(
      violations(script + "\n0 lock db wait by child size 0 waiting 1") == [
        "1 are said to wait for lock db, and 2 do"
      ])
  }

  @Test func `a step holds the loop for as long as it takes`() {
    let script = "0 create main by program\n0 resume main\n"
    #expect(violations(script + "0.5 stall main 0.5 time.sleep(0.5)") == [])
    #expect(
      violations(script + "0.5 stall main 0.6 time.sleep(0.5)") == [
        "task 1 is said to have held the loop for longer than its step"
      ])
  }

  @Test func `nothing is said of what follows missing events`() {
    let check = check("0 create main by program\n0 dropped 3\n0 finish main returned")
    #expect(check.violations == [])
    #expect(check.end == 1)
    #expect(check.events == 2)
  }

  @Test func `of very many violations the first ones are kept and all are counted`() {
    let script = "0 lock db create size 1\n" + String(repeating: "0 lock db release size 1\n", count: 500)
    let check = check(script)
    #expect(check.violations.count == TraceCheck.mostKept)
    #expect(check.count == 500)
    #expect(check.violations.first?.event == 1)
  }
}
