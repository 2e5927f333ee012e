import Foundation
import Subprocesses
import Testing

@testable import Trace

/// The JSON Schema that ships with the format, applied by somebody else's validator.
struct SchemaTests {
  private static let schema = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/Trace/Trace.docc/trace.schema.json").standardizedFileURL.path

  /// A Python with the jsonschema package; nil where there is none.
  private static let python: String? = {
    let candidates = [Python.found?.path, "/usr/bin/python3", "/usr/local/bin/python3"].compactMap { $0 }
    let others = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
      "\($0)/python3"
    }
    return (candidates + others).first {
      FileManager.default.isExecutableFile(atPath: $0)
        && (try? Subprocesses.run([$0, "-c", "import jsonschema"]))?.status == 0
    }
  }()

  private static let program = """
    import json, sys, jsonschema
    with open(sys.argv[1]) as file: schema = json.load(file)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    for path in sys.argv[2:]:
        with open(path) as file: trace = json.load(file)
        print("valid" if validator.is_valid(trace) else "invalid")
    """

  @Test(.enabled(if: python != nil, "no python3 with the jsonschema package"))
  func `what is written fits the schema, and what is wrong does not`() throws {
    let python = try #require(Self.python)
    let folder = try TemporaryFolder()
    let text = String(decoding: RoundTripTests.store(seed: 3, count: 2_000).json(), as: UTF8.self)
    let wrong = [
      text.replacingOccurrences(of: #""clock":"monotonic""#, with: #""clock":"sundial""#),
      text.replacingOccurrences(of: #""event":"resume","task":"#, with: #""event":"resume","job":"#),
      text.replacingOccurrences(of: #""waker":"timer""#, with: #""waker":"nobody""#),
      text.replacingOccurrences(of: #""stream":"stdout""#, with: #""stream":7"#),
      text.replacingOccurrences(of: #""outcome":"raised","type""#, with: #""outcome":"raised","sort""#),
      text.replacingOccurrences(of: "[\n{\"time\":", with: "[\n{\"time\":-1"),
    ]
    for broken in wrong { #expect(broken != text) }
    let paths = try ([text] + wrong).enumerated().map { try folder.write("\($0).json", $1) }
    let result = try Subprocesses.run([python, "-c", Self.program, Self.schema] + paths)
    #expect(result.standardError == "")
    #expect(result.standardOutput == "valid\n" + String(repeating: "invalid\n", count: wrong.count))
  }

  @Test func `every kind of event and every word of it is in the schema and on the page about the format`()
    throws
  {
    let schema = try String(contentsOfFile: Self.schema, encoding: .utf8)
    let page = try String(
      contentsOfFile: Self.schema.replacingOccurrences(of: "trace.schema.json", with: "TraceFormat.md"),
      encoding: .utf8)
    for word in EventCode.allCases.map({ "\($0)" }) + EventKey.allCases.map({ "\($0)" }) {
      #expect(schema.contains("\"\(word)\""))
      #expect(page.contains("`\(word)`"))
    }
  }
}
