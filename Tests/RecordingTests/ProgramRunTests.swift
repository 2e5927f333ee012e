import AsyncioLoop
import PythonSubset
import TaskModel
import Testing
import Trace

@testable import Recording

struct ProgramRunTests {
  private static func event(_ number: Int) -> TaskEvent {
    TaskEvent(.note(text: "\(number)", site: nil), at: TraceTime(nanoseconds: Int64(number)))
  }

  @Test(arguments: [1, 2, 7, 1_000, 1_000_000])
  func `every event arrives once and in order, however few may wait`(limit: Int) {
    let count = 20_000
    let run = ProgramRun(limit: limit) { context in
      for number in 0..<count { context.observer.record(Self.event(number)) }
      return .exited(code: 3)
    }
    var trace = TraceStore()
    while run.end == nil { run.takeEvents(into: &trace) }
    #expect(run.end == .exited(code: 3))
    #expect(trace.count == count)
    #expect((0..<trace.count).map { trace.time($0).nanoseconds } == (0..<Int64(count)).map { $0 })
  }

  @Test func `a program that is far ahead waits until its events are taken`() {
    let pipe = WakePipe()
    let inbox = EventInbox(limit: 10, pipe: pipe)
    let done = Monitor(false)
    _ = ProgramThread.start {
      for number in 0..<25 { inbox.record(Self.event(number)) }
      done.withLock { $0 = true }
      done.wakeAll()
    }
    var taken: [Int] = []
    var events = 0
    while events < 25 {
      let batch = inbox.take()
      if !batch.isEmpty { taken.append(batch.count) }
      events += batch.count
    }
    done.withLock(when: { $0 }) { _ in }
    #expect(taken.allSatisfy { $0 <= 10 })
  }

  @Test func `stopping frees a program that waits and throws away what it says afterwards`() {
    let run = ProgramRun(limit: 1) { context in
      while !context.control.stopFlag.isRequested { context.observer.record(Self.event(0)) }
      context.observer.record(Self.event(1))
      return .exited(code: 0)
    }
    while run.takeEvents().isEmpty {}
    run.stop()
    run.wait()
    #expect(run.takeEvents().isEmpty)
    #expect(run.end == .stopped)
  }

  @Test func `stopping does not wait for a program that never looks`() {
    let mayEnd = Monitor(false)
    let run = ProgramRun { _ in
      mayEnd.withLock(when: { $0 }) { _ in }
      return .exited(code: 0)
    }
    run.stop()
    #expect(run.end == .stopped)
    mayEnd.withLock { $0 = true }
    mayEnd.wakeAll()
    run.wait()
    #expect(run.end == .stopped)
  }

  @Test func `letting go of a run stops it`() {
    let ended = Monitor(false)
    do {
      let run = ProgramRun(limit: 1) { context in
        while !context.control.stopFlag.isRequested { context.observer.record(Self.event(0)) }
        ended.withLock { $0 = true }
        ended.wakeAll()
        return .exited(code: 0)
      }
      #expect(run.descriptor >= 0)
    }
    ended.withLock(when: { $0 }) { _ in }
  }

  @Test func `a Python program arrives as events, with its output and its exit code`() throws {
    let text =
      "import asyncio\nasync def main():\n    await asyncio.sleep(1)\n    print('done')\nasyncio.run(main())\nraise SystemExit(3)\n"
    let run = ProgramRun(try Program(text, file: "main.py"))
    run.wait()
    var trace = TraceStore()
    run.takeEvents(into: &trace)
    #expect(run.end == .exited(code: 3))
    let printed = (0..<trace.count).compactMap { event -> String? in
      if case .output(_, _, let text) = trace[event].kind { text } else { nil }
    }
    #expect(printed.joined() == "done\n")
    #expect(trace.end == TraceTime(nanoseconds: 1_000_000_000))
    let (again, _) = try TraceStore.read(bytes: trace.json(), name: "again")
    #expect(again.json() == trace.json())
  }

  @Test(arguments: [
    "while True: pass", "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "import asyncio\nasync def main():\n    while True: await asyncio.sleep(1)\nasyncio.run(main())",
  ])
  func `a program that never ends is stopped, whatever it catches`(text: String) throws {
    let run = ProgramRun(try Program(text, file: "loop.py"), limit: 50)
    while run.takeEvents().isEmpty {}
    run.interrupt()
    run.stop()
    run.wait()
    #expect(run.end == .stopped)
  }

  @Test func `an interrupt ends an endless loop as Ctrl-C does`() throws {
    let run = ProgramRun(try Program("while True: pass", file: "loop.py"))
    run.interrupt()
    run.wait()
    _ = run.takeEvents()
    #expect(run.end == .exited(code: 130))
  }

  @Test func `a headless run hands on what is printed as it comes`() throws {
    let printed = Monitor("")
    let end = ProgramRun.headless(try Program("print('one')\nprint('two')\n", file: "two.py")) { _, text in
      printed.withLock { $0 += text }
    }
    #expect(end == .exited(code: 0))
    #expect(printed.withLock { $0 } == "one\ntwo\n")
  }

  @Test func `the descriptor is readable while there is news and not after it was taken`() {
    let pipe = WakePipe()
    let inbox = EventInbox(limit: 10, pipe: pipe)
    #expect(!Readiness.isReadable(pipe.readEnd))
    inbox.record(Self.event(0))
    inbox.record(Self.event(1))
    #expect(Readiness.isReadable(pipe.readEnd))
    #expect(inbox.take().count == 2)
    #expect(!Readiness.isReadable(pipe.readEnd))
  }

  @Test func `a program can recurse deeper than an ordinary thread's stack lets it`() {
    let run = ProgramRun { _ in .exited(code: Int32(truncatingIfNeeded: Self.depth(200_000))) }
    run.wait()
    #expect(run.end == .exited(code: 200_000))
  }

  @inline(never)
  private static func depth(_ levels: Int) -> Int {
    if levels == 0 { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { bytes in
      bytes[0] = 1
      return depth(levels - 1) + Int(bytes[0])
    }
  }
}
