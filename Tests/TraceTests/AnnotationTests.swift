import Foundation
import Subprocesses
import TaskModel
import Testing

@testable import Trace

/// Notes that are added to a recording after it was made.
@Suite struct AnnotationTests {
  private static let hostile =
    "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m\u{202E}\"\\\n\r\t\0漢字 e\u{301} 👩‍👩‍👧"

  private static func note(_ position: Int, _ store: TraceStore, _ text: String, task: Int32? = nil)
    -> Annotation
  {
    Annotation(
      position: position, time: position == 0 ? .zero : store.time(position - 1),
      task: task.map { TaskID($0) },
      text: text)
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// A file with a trace without annotations, its bytes, and what writes annotations to it.
  private func recording(_ folder: TemporaryFolder) throws -> (String, TraceStore, AnnotationWriter) {
    let store = RoundTripTests.store(seed: 0, count: 300)
    let path = try folder.write("trace.json", String(decoding: store.json(), as: UTF8.self))
    return (path, store, try writer(path))
  }

  private func writer(_ path: String) throws -> AnnotationWriter {
    let reader = try TraceFileReader(path: path)
    var store = TraceStore()
    #expect(try reader.read(into: &store) == .complete)
    return try reader.annotationWriter()
  }

  @Test func `what is added to a file is read again, whatever it says, and no other byte changes`() throws {
    let folder = try TemporaryFolder()
    var (path, store, writer) = try recording(folder)
    let before = try Self.bytes(path)
    store.annotations = [Self.note(0, store, ""), Self.note(7, store, Self.hostile, task: 2)]
    try writer.write(store.annotations)
    let (again, report) = try TraceStore.read(path: path)
    #expect(again.annotations == store.annotations)
    #expect(report.notices.isEmpty)
    #expect(try Self.bytes(path) == store.json())
    let harmless = try Self.bytes(path).allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A }
    #expect(harmless, "a trace can be shown with cat")

    // The second time there is an array already; the third time by another reader.
    store.annotations.removeLast()
    try writer.write(store.annotations)
    #expect(try Self.bytes(path) == store.json())
    writer = try self.writer(path)
    try writer.write([])
    let text = String(decoding: try Self.bytes(path), as: UTF8.self)
    #expect(
      text
        == String(decoding: before, as: UTF8.self).replacing(
          "\n]\n}\n", with: "\n],\n\"annotations\":[]\n}\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["trace.json"])
  }

  @Test func `a file's own order and spacing, keys and events that nobody knows stay`() throws {
    let folder = try TemporaryFolder()
    let unknown = #"{"time":5,"event":"telepathy","task":99}"#
    let path = try folder.write(
      "trace.json",
      """
      { "events" : [ {"time":0,"event":"note","text":"a"}, \(unknown),
        \(unknown), {"time":5,"event":"note","text":"b"}, \(unknown) ] ,
        "future" : {"deep":[1,{}]}, "clock":"virtual", "version":"1.7",
        "annotations" : [ {"text":"kept","time":5,"after":4,"by":"me"} ],  "format" : "taskviz-trace" } \n
      """)
    let before = String(decoding: try Self.bytes(path), as: UTF8.self)
    var writer = try writer(path)
    var (store, _) = try TraceStore.read(path: path)
    #expect(store.annotations == [Annotation(position: 2, time: TraceTime(nanoseconds: 5), text: "kept")])
    store.annotations.insert(Self.note(1, store, "new"), at: 0)
    store.annotations[1].text = "said otherwise"
    try writer.write(store.annotations)
    let after = String(decoding: try Self.bytes(path), as: UTF8.self)
    #expect(
      after
        == before.replacing(
          #"[ {"text":"kept","time":5,"after":4,"by":"me"} ]"#,
          with: """
            [
            {"after":1,"time":0,"text":"new"},
            {"after":4,"time":5,"text":"said otherwise"}
            ]
            """))
    #expect(try TraceStore.read(path: path).0.annotations == store.annotations)
  }

  @Test func `what contradicts the events is moved to the nearest moment that does not`() throws {
    func read(_ annotations: String) throws -> [Annotation] {
      let text = """
        {"format":"taskviz-trace","version":"1.1","clock":"virtual","annotations":\(annotations),"events":[
        {"time":3,"event":"note","text":"a"},{"time":9,"event":"note","text":"b"}]}
        """
      return try TraceStore.read(bytes: Array(text.utf8), name: "bad.json").0.annotations
    }
    func moments(_ annotations: String) throws -> [[Int64]] {
      try read(annotations).map { [Int64($0.position), $0.time.nanoseconds] }
    }
    #expect(
      try moments(
        #"[{"after":2147483647,"time":99,"text":""},{"after":1,"time":0,"text":""},{"after":0,"time":7,"text":""}]"#
      )
        == [[0, 3], [1, 3], [2, 9]])
    for (bad, what) in [
      ("7", #""annotations" is not an array"#), ("[7]", #""annotations" holds what is no object"#),
      (#"[{"time":1,"text":""}]"#, #""after" is missing"#),
      (#"[{"after":-1,"time":1,"text":""}]"#, #""after" is no id: -1"#),
      (#"[{"after":1,"time":-1,"text":""}]"#, #""time" is negative, -1 ns"#),
      (#"[{"after":1,"time":1}]"#, #""text" is missing"#),
      (#"[{"after":1,"time":1,"text":"","task":"x"}]"#, #""task" is not a whole number"#),
    ] {
      let error = #expect(throws: TraceFileError.self) { try read(bad) }
      #expect(error?.description.contains(what) == true, "\(bad): \(error?.description ?? "")")
    }
  }

  @Test func `a file that was changed, or that nobody may write to, is left alone`() throws {
    let folder = try TemporaryFolder()
    var (path, store, writer) = try recording(folder)
    let notes = [Self.note(1, store, "late")]
    chmod(path, 0o444)
    var another = try self.writer(path)
    let refused = #expect(throws: TraceFileError.self) { try another.write(notes) }
    #expect(refused?.description == "\(path): the note is not kept in it: Permission denied.")
    chmod(path, 0o644)
    let changed = String(decoding: store.json(), as: UTF8.self) + "\n"
    try folder.write("trace.json", changed)
    let error = #expect(throws: TraceFileError.self) { try writer.write(notes) }
    #expect(error?.description == "\(path): the note is not kept in it: it was changed: open it again.")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == changed)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["trace.json"])
  }

  @Test func `the file behind a link is written, and keeps who may read it`() throws {
    let folder = try TemporaryFolder()
    let (path, store, _) = try recording(folder)
    chmod(path, 0o640)
    let link = folder.url.path + "/link.json"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    var writer = try self.writer(link)
    try writer.write([Self.note(1, store, "through the link")])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    #expect(try TraceStore.read(path: path).0.annotations.count == 1)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func `a file without an end and a pipe have no place for notes`() throws {
    let folder = try TemporaryFolder()
    let whole = RoundTripTests.store(seed: 1, count: 20).json()
    for length in [whole.count / 2, whole.count - 3] {
      let path = try folder.write("cut.json", String(decoding: whole[..<length], as: UTF8.self))
      let reader = try TraceFileReader(path: path)
      var store = TraceStore()
      #expect(try reader.read(into: &store) == .cut)
      #expect(store.annotations.isEmpty)
      let error = #expect(throws: TraceFileError.self) { try reader.annotationWriter() }
      #expect(error?.description.hasSuffix("the note is not kept in it: it has no end yet.") == true)
    }
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(whole))
    try pipe.fileHandleForWriting.close()
    let reader = try TraceFileReader(descriptor: pipe.fileHandleForReading.fileDescriptor, name: "-")
    var store = TraceStore()
    #expect(try reader.read(into: &store) == .complete)
    #expect(!store.annotations.isEmpty)
    let error = #expect(throws: TraceFileError.self) { try reader.annotationWriter() }
    #expect(error?.description.contains("it is no regular file") == true)
  }
}
