import Foundation
import Subprocesses
import Testing

@testable import Recording

/// A program that writes faster than taskviz takes the oldest segments of a ring away.
@Suite(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
struct FullRingTests {
  private static let program = """
    import os, sys, time
    sys.path.insert(0, "recorder")
    from taskviz_recorder import layout
    from taskviz_recorder.sink import Sink

    sink = Sink(".", time.monotonic_ns)
    for _ in range(2 * layout.SEGMENT_BYTES // layout.SLOT):
        sink.event1(1, 7, layout.RESUME)
    text = sink.text("first seen where there is no room")
    if "room" in sys.argv:
        os.remove("%d.000000.events" % os.getpid())
        for _ in range(5000):
            sink.event1(2, text, layout.READY)
    else:
        sink.make_room()
        sink.event(layout.FINISH, 0, text)
    """

  /// What stands in the third segment, where a ring may have two: the events, and the texts before them.
  private func third(python: String, _ words: [String]) throws -> (
    events: [RawEvent], texts: [UInt32: String]
  ) {
    let folder = try TemporaryFolder()
    try RecorderFiles.write(to: folder.url.path + "/recorder")
    let command = ["/usr/bin/env", "TASKVIZ_RING=2", python, "-c", Self.program] + words
    let ran = try run(command, in: folder.url)
    #expect(ran.standardError == "" && ran.status == 0)
    let name = RecordingFolder.names(in: folder.url.path).last { $0.hasSuffix(".events") }
    let process = try #require(name?.split(separator: ".").first.flatMap { Int($0) })
    #expect(name == SegmentReader.name(process: process, index: 2))
    let reader = SegmentReader(folder: folder.url.path, process: process)
    reader.skip(to: 2)
    var events: [RawEvent] = []
    reader.poll { events.append($0) }
    return (events, reader.texts)
  }

  @Test(arguments: Interpreters.all)
  func `where there is room again, it says how many events are missing, and no text is`(python: String) throws
  {
    let (events, texts) = try third(python: python, ["room"])
    let gap = try #require(events.first)
    #expect(gap.kind == .dropped && (1...8192).contains(gap.a))
    let ready = try #require(events.last)
    #expect(ready.kind == .ready && texts[ready.a] == "first seen where there is no room")
  }

  @Test(arguments: Interpreters.all)
  func `the end of the program has room in any case`(python: String) throws {
    let (events, texts) = try third(python: python, [])
    #expect(events.map(\.kind) == [.dropped, .finish])
    #expect(events.last.flatMap { texts[$0.b] } == "first seen where there is no room")
  }
}
