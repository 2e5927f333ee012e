import Foundation
import TaskModel
import Testing

@testable import Trace

struct RoundTripTests {
  static func store(seed: UInt64, count: Int) -> TraceStore {
    var store = TraceStore(
      header: TraceHeader(
        clock: seed % 2 == 0 ? .virtual : .monotonic, source: "a\u{1b}b.py",
        program: "print(\"é\")\n\tpass\n",
        command: ["taskviz", "run", "a b"], language: "Python", startedAt: "2026-01-02T03:04:05Z", seed: -7))
    for event in RandomEvents.trace(seed: seed, count: count) { store.append(event) }
    store.annotations = RandomEvents.annotations(of: store, seed: seed)
    return store
  }

  @Test(arguments: 0..<20)
  func `a trace is the same after writing and reading, and so is its file, byte for byte`(seed: Int) throws {
    let store = Self.store(seed: UInt64(seed), count: 1_000)
    let bytes = store.json()
    let (again, report) = try TraceStore.read(bytes: bytes, name: "trace.json")
    #expect(again.header == store.header)
    #expect(again.annotations == store.annotations)
    #expect(report.notices.isEmpty)
    #expect(again.count == store.count)
    for index in 0..<min(again.count, store.count) where again[index] != store[index] {
      Issue.record("event \(index): \(again[index]) is not \(store[index])")
    }
    #expect(again.json() == bytes)
  }

  @Test(arguments: 0..<5)
  func `what is written is what a JSON library reads`(seed: Int) throws {
    let store = Self.store(seed: UInt64(seed), count: 500)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(store.json())) as? [String: Any])
    #expect(document["format"] as? String == "taskviz-trace")
    #expect(document["program"] as? String == "print(\"é\")\n\tpass\n")
    let events = try #require(document["events"] as? [[String: Any]])
    #expect(events.count == store.count)
    for (index, event) in events.enumerated() {
      #expect((event["time"] as? NSNumber)?.int64Value == store.time(index).nanoseconds)
      if case .output(_, _, let text) = store[index].kind { #expect(event["text"] as? String == text) }
      for case let value as [Any] in event.values {
        #expect(!value.contains { $0 is [Any] || $0 is [String: Any] })
      }
      #expect(!event.values.contains { $0 is [String: Any] })
    }
  }

  @Test(arguments: 0..<5)
  func `keys in any order and any spacing make no difference`(seed: Int) throws {
    let store = Self.store(seed: UInt64(seed), count: 300)
    let document = try JSONSerialization.jsonObject(with: Data(store.json()))
    for options: JSONSerialization.WritingOptions in [
      [.prettyPrinted], [.sortedKeys], [.prettyPrinted, .sortedKeys],
    ] {
      let text = try JSONSerialization.data(withJSONObject: document, options: options)
      let (again, _) = try TraceStore.read(bytes: Array(text), name: "trace.json")
      #expect(again.json() == store.json())
    }
  }

  @Test func `reading in pieces of any size gives the same`() throws {
    let store = Self.store(seed: 3, count: 400)
    let path = NSTemporaryDirectory() + "taskviz-\(UUID().uuidString).json"
    try store.write(to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == store.json())
    for maxEvents in [1, 7, 100, Int.max] {
      let reader = try TraceFileReader(path: path)
      var again = TraceStore()
      while try reader.read(into: &again, maxEvents: maxEvents) != .complete {}
      #expect(again.json() == store.json())
      #expect(reader.fraction == 1)
    }
  }

  @Test(arguments: [17, 64, 1_000])
  func `a window smaller than an event grows, and slides over the rest`(capacity: Int) throws {
    let store = Self.store(seed: 4, count: 400)
    let bytes = store.json()
    let path = NSTemporaryDirectory() + "taskviz-\(UUID().uuidString).json"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let source = try FileDescriptor.open(reading: path)
    let buffer = InputBuffer(source, owned: true, capacity: capacity)
    let reader = TraceFileReader(buffer, name: "small", size: bytes.count)
    var again = TraceStore()
    while try reader.read(into: &again) != .complete {}
    #expect(again.json() == bytes)
  }

  @Test func `a pipe and a file that grows are followed`() throws {
    let store = Self.store(seed: 5, count: 200)
    let bytes = store.json()
    let pipe = Pipe()
    _ = fcntl(pipe.fileHandleForReading.fileDescriptor, F_SETFL, O_NONBLOCK)
    let reader = try TraceFileReader(descriptor: pipe.fileHandleForReading.fileDescriptor, name: "-")
    var again = TraceStore()
    var sent = 0
    while sent < bytes.count {
      let next = min(bytes.count, sent + 997)
      try pipe.fileHandleForWriting.write(contentsOf: Data(bytes[sent..<next]))
      sent = next
      #expect(try reader.read(into: &again) == .waiting)
    }
    try pipe.fileHandleForWriting.close()
    #expect(try reader.read(into: &again) == .complete)
    #expect(again.json() == bytes)
  }

  @Test func `a file whose writer has not finished shows what is there, and then the rest`() throws {
    let store = Self.store(seed: 6, count: 200)
    let bytes = store.json()
    let path = NSTemporaryDirectory() + "taskviz-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes[..<(bytes.count / 2)]).write(to: URL(fileURLWithPath: path))
    let reader = try TraceFileReader(path: path)
    var again = TraceStore()
    #expect(try reader.read(into: &again) == .cut)
    #expect(reader.report.isCut)
    #expect(again.count > 0)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes[(bytes.count / 2)...]))
    try handle.close()
    #expect(try reader.read(into: &again) == .complete)
    #expect(!reader.report.isCut)
    #expect(again.json() == bytes)
  }

  @Test func `a file gets its name only when it is finished, and an abandoned one leaves nothing`() throws {
    let folder = NSTemporaryDirectory() + "taskviz-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/trace.json"
    let writer = try TraceFileWriter(path: path, header: TraceHeader(clock: .virtual))
    writer.record(TaskEvent(.note(text: "one", site: nil), at: .zero))
    writer.flush()
    #expect(!FileManager.default.fileExists(atPath: path))
    try writer.finish()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["trace.json"])
    #expect(try TraceStore.read(path: path).0.count == 1)

    try Data("kept".utf8).write(to: URL(fileURLWithPath: path))
    do { _ = try TraceFileWriter(path: path, header: TraceHeader(clock: .virtual)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["trace.json"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept")
  }

  @Test func `a folder that is missing or a full disk is an error with the file's name`() throws {
    let error = try #require(throws: TraceFileError.self) {
      _ = try TraceFileWriter(path: "/nowhere/at/all/trace.json", header: TraceHeader(clock: .virtual))
    }
    #expect("\(error)" == "/nowhere/at/all/trace.json: cannot be written: No such file or directory.")
    #if os(Linux)
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let writer = TraceFileWriter(
        descriptor: full.fileDescriptor, name: "full", header: TraceHeader(clock: .virtual))
      writer.record(TaskEvent(.note(text: "one", site: nil), at: .zero))
      let problem = try #require(throws: TraceFileError.self) { try writer.finish() }
      #expect("\(problem)" == "full: cannot be written: No space left on device.")
    #endif
  }

  @Test func `this is what a file looks like`() {
    var store = TraceStore(header: TraceHeader(clock: .virtual, source: "gather.py"))
    let site = SourceSite(file: "gather.py", line: 9, function: "main")
    let task = TaskID(1)
    store.append(
      TaskEvent(
        .create(task, parent: .program, name: "Task-1", coroutine: "main", site: site, scope: nil), at: .zero)
    )
    store.append(TaskEvent(.resume(task, throwing: nil), at: .zero))
    store.append(TaskEvent(.output(task, .standardOutput, text: "One\n"), at: .zero))
    let second = TraceTime(nanoseconds: 1_000_000_000)
    store.append(TaskEvent(.suspend(task, on: .sleep(until: second), chain: [site, site]), at: .zero))
    store.append(TaskEvent(.ready(task, by: .timer), at: second))
    #expect(
      String(decoding: store.json(), as: UTF8.self) == #"""
        {
        "format":"taskviz-trace",
        "version":"1.1",
        "clock":"virtual",
        "source":"gather.py",
        "events":[
        {"time":0,"event":"create","task":1,"parent":0,"name":"Task-1","coroutine":"main","site":["gather.py",9,"main"]},
        {"time":0,"event":"resume","task":1},
        {"time":0,"event":"output","task":1,"stream":"stdout","text":"One\n"},
        {"time":0,"event":"suspend","task":1,"on":"sleep","until":1000000000,"chain":["gather.py",9,"main","gather.py",9,"main"]},
        {"time":1000000000,"event":"ready","task":1,"waker":"timer"}
        ]
        }

        """#)
  }

  @Test func `a growing file can be read up to its last event after each one`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let store = Self.store(seed: 1, count: 50)
    let writer = try TraceFileWriter(growing: path, header: store.header)
    let reader = try TraceFileReader(path: path)
    var read = TraceStore()
    for event in 0..<store.count {
      writer.record(store[event])
      #expect(try reader.read(into: &read) == .cut)
      #expect(read.count == event + 1)
    }
    writer.annotations = store.annotations
    try writer.finish()
    #expect(try reader.read(into: &read) == .complete)
    #expect(read.annotations == store.annotations)
    #expect(read.json() == store.json())
  }
}
