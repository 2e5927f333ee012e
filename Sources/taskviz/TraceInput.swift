import Dashboard
import Scenarios
import TaskModel
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A trace to read: a file, or standard input.
struct TraceInput {
  let name: String
  let isStandardInput: Bool
  private let reader: TraceFileReader

  /// Opens it.
  init(_ argument: String) throws(Failure) {
    isStandardInput = argument == "-"
    name = isStandardInput ? "standard input" : argument
    do {
      reader =
        isStandardInput
        ? try TraceFileReader(descriptor: STDIN_FILENO, name: name) : try TraceFileReader(path: argument)
    } catch {
      throw Failure(error)
    }
  }

  /// Reads up to so many events behind those that are in the trace already.
  func read(into store: inout TraceStore, maxEvents: Int = .max) throws(Failure) -> TraceFileReader.Progress {
    do {
      return try reader.read(into: &store, maxEvents: maxEvents)
    } catch {
      throw Failure(error)
    }
  }

  /// The share of a file that has been read, 0...1; nil for a pipe.
  var fraction: Double? { reader.fraction }

  /// What keeps notes in the file; throws where it has no place for them.
  func annotationWriter() throws(TraceFileError) -> AnnotationWriter { try reader.annotationWriter() }

  /// What a reader of the trace must know about its file.
  var notices: [String] { reader.report.notices }

  /// What the trace says it is, once its header has been read.
  var subject: RunSubject {
    let header = reader.header
    let file = header.source ?? name
    let program = header.program ?? ""
    return RunSubject(
      name: file.split(separator: "/").last.map(String.init) ?? file,
      title: Docstring(ofModule: Array(program.utf8)).title, file: header.source, kind: .recording,
      clock: header.clock == .virtual ? .virtual : .monotonic, source: SourceText.lines(program))
  }

  /// All of it, read to its end, as a run.
  func wholeRun() throws(Failure) -> RunState {
    let trace = try wholeTrace()
    // What its header says is known now.
    return RunState(subject, trace: trace, isWhole: true)
  }

  /// All of it, read to its end.
  func wholeTrace() throws(Failure) -> TraceStore {
    var store = TraceStore()
    while true {
      switch try read(into: &store) {
      case .more: continue
      case .waiting: FileEvents.waitUntilReadable(STDIN_FILENO)
      case .complete, .cut:
        for notice in notices { Console.complain("\(name): \(notice)") }
        return store
      }
    }
  }
}
