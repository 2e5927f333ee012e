import Foundation
import TaskModel
import Testing

@testable import Trace

struct BadFileTests {
  private static let head = #"{"format":"taskviz-trace","version":"1.0","clock":"virtual","events":["#

  private static func read(_ text: String) throws -> (TraceStore, TraceFileReport) {
    try TraceStore.read(bytes: Array(text.utf8), name: "bad.json")
  }

  /// What reading a text complains about.
  private static func complaint(_ text: String) -> String {
    do {
      _ = try read(text)
      return "nothing"
    } catch {
      return "\(error)"
    }
  }

  /// What reading these events complains about, without the advice after the first sentence.
  private static func complaint(events: String...) -> String {
    complaint(head + "\n" + events.joined(separator: ",\n") + "\n]}")
  }

  private static let create = #"{"time":0,"event":"create","task":1,"parent":0,"name":"a","coroutine":"a"}"#
  private static let resume = #"{"time":0,"event":"resume","task":1}"#
  private static let finish = #"{"time":5,"event":"finish","task":1,"outcome":"returned"}"#

  @Test func `a file that is missing, a directory and one that may not be read are told apart`() throws {
    #expect(throws: TraceFileError.notFound(file: "/no/such/trace.json")) {
      try TraceStore.read(path: "/no/such/trace.json")
    }
    #expect(throws: TraceFileError.isDirectory(file: "/")) { try TraceStore.read(path: "/") }
  }

  @Test(arguments: ["", " \n\t "])
  func `an empty file`(text: String) {
    #expect(Self.complaint(text) == "bad.json: the file is empty. Record the trace again.")
  }

  @Test func `no JSON`() {
    #expect(
      Self.complaint("#!/bin/sh\n")
        == "bad.json:1: byte 0: this is not JSON: '{' is expected here. Record the trace again, or undo the last edit."
    )
    #expect(Self.complaint("\u{0}\u{1}\u{2}").hasPrefix("bad.json:1: byte 0: this is not JSON"))
    #expect(Self.complaint("{\n \"a\" 1}").hasPrefix("bad.json:2: byte 7: this is not JSON: ':' is expected"))
    #expect(Self.complaint(#"{"a":tru}"#).contains("'true' is expected"))
    #expect(Self.complaint(#"{"a":01}"#).contains("no digit after a leading 0"))
    #expect(Self.complaint(#"{"a":1,}"#).contains("a string is expected"))
    #expect(Self.complaint(#"{"a":"\x"}"#).contains("one of"))
    #expect(Self.complaint("{\"a\":\"\n\"}").contains("an escape in place of a control character"))
    #expect(Self.complaint(Self.head + "]} trailing").contains("the end of the file is expected"))
    #expect(
      Self.complaint(Self.head + Self.create + " " + Self.create + "]}").contains("',' or ']' is expected"))
  }

  @Test(arguments: [
    ("[]", "it is not an object"), ("3", "it is not an object"), ("{}", #"it has no "format""#),
    (#"{"traceEvents":[{"ph":"X"}]}"#, #"it has no "format""#),
    (#"{"events":[{"title":"party"}]}"#, #"it has no "format""#),
    (#"{"format":"other"}"#, #"its "format" is not "taskviz-trace""#),
    (#"{"format":7}"#, #"its "format" is not "taskviz-trace""#),
    (#"{"format":"taskviz-trace","version":"1.0","clock":"virtual"}"#, #"it has no "events""#),
    (#"{"format":"taskviz-trace","clock":"virtual","events":[]}"#, #"it has no "version""#),
    (#"{"form"#, #"it ends before its "format""#),
  ])
  func `JSON that is no trace`(text: String, what: String) {
    #expect(
      Self.complaint(text)
        == "bad.json: this is JSON, but no taskviz trace: \(what). Record one with 'taskviz run -o trace.json'."
    )
  }

  @Test func `another major version is refused, another minor one is not`() throws {
    #expect(
      Self.complaint(#"{"format":"taskviz-trace","version":"2.1","events":[]}"#)
        == "bad.json: this trace has version 2.1 and this taskviz reads 1.x."
        + " Open it with a taskviz that reads version 2.1.")
    for version in ["", "x", "-1.0", "99999999999999999999.0"] {
      #expect(throws: TraceFileError.self) {
        try Self.read(#"{"format":"taskviz-trace","version":"\#(version)"}"#)
      }
    }
    let newer = Self.head.replacingOccurrences(of: "1.0", with: "1.7")
    let (store, report) = try Self.read(
      newer
        + #"{"time":0,"event":"telepathy","task":99,"new":{"deep":[1,{}]}},{"time":0,"event":"note","text":"n"}]}"#
    )
    #expect(store.count == 1)
    #expect(report.unknownEvents == 1)
    #expect(report.notices.count == 1)
  }

  @Test func `what contradicts what came before is an error with its place`() {
    let advice = ". Drawing it would not tell the truth: record the trace again."
    func expect(_ event: String, _ what: String, _ line: Comment) {
      let complaint = Self.complaint(events: Self.create, event)
      #expect(complaint.hasSuffix(what + advice), line)
      #expect(
        complaint.hasPrefix("bad.json:3: byte \(Self.head.utf8.count + 3 + Self.create.utf8.count): "), line)
    }
    expect(Self.create, "task 1 is created a second time", "twice")
    expect(#"{"time":0,"event":"resume","task":7}"#, "task 7 was never created", "unknown")
    expect(
      #"{"time":0,"event":"create","task":2,"parent":9,"name":"","coroutine":""}"#,
      "task 9 was never created", "parent")
    expect(
      #"{"time":0,"event":"create","task":2000000000,"parent":0,"name":"","coroutine":""}"#,
      "task 2000000000 is far beyond the number of them: ids count from 1", "huge id")
    expect(
      #"{"time":0,"event":"suspend","task":1,"on":"turn"}"#, "task 1 is suspended while it does not run",
      "suspend")
    expect(#"{"time":0,"event":"exit","scope":1,"outcome":"clean"}"#, "scope 1 was never entered", "scope")
  }

  @Test func `after its end nothing may follow about a task`() {
    #expect(
      Self.complaint(events: Self.create, Self.resume, Self.finish, #"{"time":6,"event":"resume","task":1}"#)
        .contains("task 1 had ended, and 'resume' follows"))
    #expect(
      Self.complaint(events: Self.create, Self.resume, Self.resume).contains(
        "task 1 is resumed while it runs"))
  }

  @Test func `times that go back, are negative, too large or no whole numbers`() {
    #expect(
      Self.complaint(events: #"{"time":5,"event":"note","text":""}"#, #"{"time":4,"event":"note","text":""}"#)
        .contains("time goes back, from 5 ns to 4 ns"))
    func time(_ time: String) -> String {
      Self.complaint(events: #"{"time":\#(time),"event":"note","text":""}"#)
    }
    #expect(time("-1").contains(#""time" is negative, -1 ns"#))
    #expect(time("9223372036854775808").contains(#""time" does not fit into 64 bits"#))
    #expect(time("99999999999999999999999").contains(#""time" does not fit into 64 bits"#))
    #expect(time("9223372036854775807") == "nothing")
    #expect(time("1.5").contains(#""time" is not a whole number"#))
    #expect(time("\"1\"").contains(#""time" is not a whole number"#))
    #expect(time("null").contains(#""time" is missing"#))
    #expect(
      Self.complaint(events: #"{"time":0,"event":"resume","task":-1}"#).contains(#""task" is no id: -1"#))
    #expect(
      Self.complaint(events: #"{"time":0,"event":"resume","task":2147483648}"#).contains(#""task" is no id"#))
  }

  @Test func `after events were dropped, what does not fit is accepted and counted`() throws {
    let (store, report) = try Self.read(
      Self.head
        + #"{"time":0,"event":"dropped","count":3},{"time":0,"event":"suspend","task":4,"on":"turn"}]}"#)
    #expect(store.count == 2)
    #expect(report.misfits == 1)
    #expect(report.notices.count == 1)
  }

  @Test func `ten thousand levels of nesting end with an error, not with the stack`() {
    for open in ["[", #"{"a":"#] {
      let deep = String(repeating: open, count: 10_000)
      #expect(Self.complaint(#"{"a":"# + deep).contains("nested more than 64 deep"))
      #expect(Self.complaint(Self.head + #"{"new":"# + deep).contains("nested more than 64 deep"))
    }
  }

  @Test func `half a surrogate pair and bytes that are no Unicode show a replacement`() throws {
    let text =
      Self.head + #"{"time":0,"event":"note","text":"\ud83d\ude00 \ud83d \ude00 \ud83d\ud83d\ude00 \/"}"#
      + "]}"
    let (store, report) = try Self.read(text)
    #expect(store[0].kind == .note(text: "😀 \u{fffd} \u{fffd} \u{fffd}😀 /", site: nil))
    #expect(report.repairedTexts == 1)
    var bytes = Array((Self.head + #"{"time":0,"event":"note","text":"aXb"}]}"#).utf8)
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "X")))
    bytes[place] = 0xff
    let (second, again) = try TraceStore.read(bytes: bytes, name: "bad.json")
    #expect(second[0].kind == .note(text: "a\u{fffd}b", site: nil))
    #expect(again.notices == ["1 texts hold bytes that are not Unicode: they show \u{fffd} in their place."])
  }

  @Test func `a file cut anywhere opens up to its last whole event and says what is lost`() throws {
    let store = RoundTripTests.store(seed: 8, count: 40)
    let bytes = store.json()
    var ends: [Int] = []
    var prefix = TraceStore(header: store.header)
    let head = try #require(String(decoding: bytes, as: UTF8.self).range(of: "\"events\":["))
    let start = String(decoding: bytes, as: UTF8.self)[..<head.upperBound].utf8.count
    for index in 0..<store.count {
      prefix.append(store[index])
      ends.append(prefix.json().count - "\n]\n}\n".utf8.count)
    }
    for length in 0..<bytes.count - 2 {
      do {
        let (read, report) = try TraceStore.read(bytes: Array(bytes[..<length]), name: "cut.json")
        let whole = ends.lastIndex { $0 <= length }.map { $0 + 1 } ?? 0
        #expect(read.count == whole)
        #expect(report.isCut)
        if whole > 0, whole < store.count {
          #expect(report.lostBytes <= length - ends[whole - 1])
          #expect(report.lostBytes >= length - ends[whole - 1] - 2)
        }
      } catch {
        #expect(length < start, "\(error)")
      }
    }
  }

  @Test(arguments: 0..<8)
  func `flipped, missing and doubled bytes are read or refused, and never trap`(seed: Int) throws {
    let bytes = RoundTripTests.store(seed: UInt64(seed), count: 60).json()
    var random = SeededGenerator(seed: UInt64(seed))
    var refused = 0
    for _ in 0..<300 {
      var bad = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bad.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bad[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bad.remove(at: place)
        case 2: bad.insert(bad[place], at: place)
        default: bad[place] = UInt8.random(in: .min ... .max, using: &random)
        }
      }
      guard let (store, _) = try? TraceStore.read(bytes: bad, name: "bad.json") else {
        refused += 1
        continue
      }
      #expect(try TraceStore.read(bytes: store.json(), name: "again.json").0.json() == store.json())
    }
    #expect(refused > 0)
  }
}
