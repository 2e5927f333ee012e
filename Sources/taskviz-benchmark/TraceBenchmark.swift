import Foundation
import Subprocesses
import TaskModel
import Timeline
import Trace

/// Traces: writing, reading, indexing and looking at one of a million events.
struct TraceBenchmark {
  let tasks: Int
  let folder: TemporaryFolder

  init(tasks: Int = 100_000) throws {
    self.tasks = tasks
    folder = try TemporaryFolder()
  }

  func run(_ table: inout ResultTable) throws {
    let store = SyntheticTrace.store(tasks: tasks)
    let path = folder.url.appending(path: "trace.json").path
    try store.write(to: path)
    let size = Double(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
    let events = Double(store.count)
    table.add("trace", "\(store.count) events, \(tasks) tasks, \(String(format: "%.1f MB", size / 1e6))")
    table.add("bytes an event", String(format: "%.1f", Double(store.byteCount) / events))

    let times = try Measurement.medians([
      { try Measurement.seconds { try store.write(to: path) } },
      { try Measurement.seconds { _ = try TraceStore.read(path: path) } },
      { self.python("json", path) },
      { self.python("orjson", path) },
      { try Measurement.seconds { _ = try Self.open(path) } },
      { Measurement.seconds { _ = Self.index(store) } },
    ])
    func rate(_ seconds: Double) -> String {
      "\(ResultTable.text(seconds: seconds))"
        + String(format: ", %.0f MB/s, %.1f M events/s", size / seconds / 1e6, events / seconds / 1e6)
    }
    if let write = times[0] { table.add("write trace.json", rate(write)) }
    if let read = times[1] {
      table.add("read trace.json", rate(read), ours: read, peer: "python3 json.load", theirs: times[2])
      table.add("", "", ours: read, peer: "python3 orjson.loads", theirs: times[3])
    }
    if let open = times[4] { table.add("open: read and index", ResultTable.text(seconds: open)) }
    if let index = times[5] { table.add("index", ResultTable.text(seconds: index)) }
    try FrameBenchmark(store: store).run(&table)
  }

  private static func open(_ path: String) throws -> TimelineIndex {
    index(try TraceStore.read(path: path).0)
  }

  private static func index(_ store: TraceStore) -> TimelineIndex {
    var index = TimelineIndex()
    index.extend(to: store)
    return index
  }

  /// How long CPython takes for the same file, by its own clock; nil where it or the library is missing.
  private func python(_ library: String, _ path: String) -> Double? {
    guard let python = Python.found else { return nil }
    let program = """
      import sys, time, \(library)
      start = time.perf_counter()
      with open(sys.argv[1], "rb") as file: \(library).loads(file.read())
      print(time.perf_counter() - start)
      """
    guard let result = try? Subprocesses.run([python.path, "-c", program, path]), result.status == 0 else {
      return nil
    }
    return Double(result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
