import Dashboard
import Recording
import Scenarios
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A command that is recorded: what it says about its program, and how it is started.
struct RecordedProgram {
  /// The script, as the command names it; nil where it names none, as with `-m`.
  let script: String?
  private let text: String
  private let isVirtual: Bool

  private static let largestScript = 4 << 20

  init(_ command: [String], isVirtual: Bool = false) {
    self.init(
      script: command.dropFirst().first { !$0.hasPrefix("-") && $0.hasSuffix(".py") }, isVirtual: isVirtual)
  }

  /// A script as it was named by whoever was in a folder.
  init(script: String?, in directory: String? = nil, isVirtual: Bool = false) {
    self.script = script
    self.isVirtual = isVirtual
    let path = script.map { $0.hasPrefix("/") ? $0 : (directory.map { $0 + "/" } ?? "") + $0 }
    let bytes = path.flatMap { try? Files.read($0, limit: Self.largestScript) } ?? []
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// How the trace introduces itself. The command's arguments, which may be secret, stay out.
  var header: TraceHeader {
    TraceHeader(
      clock: isVirtual ? .virtual : .monotonic, source: script, program: script == nil ? nil : text,
      language: "CPython")
  }

  /// How the dashboard introduces it.
  var subject: RunSubject {
    let file = script ?? "program"
    return RunSubject(
      name: file.split(separator: "/").last.map(String.init) ?? file,
      title: Docstring(ofModule: Array(text.utf8)).title, file: script, kind: .recording,
      clock: isVirtual ? .virtual : .monotonic,
      source: SourceText.lines(text))
  }

  /// Where recordings are made that no folder is named for.
  static var temporaryFolder: String { Environment.value("TMPDIR") ?? "/tmp" }

  /// A new folder for the recording: the one that was named, which is kept, or a temporary one.
  static func folder(_ named: String?) throws(Failure) -> RecordingFolder {
    do throws(RecordingError) {
      if let named { return try RecordingFolder(at: named) }
      return try RecordingFolder(in: temporaryFolder)
    } catch {
      throw Failure(error)
    }
  }

  /// Starts the command, in a terminal of its own or with this process's streams.
  static func start(
    _ command: [String], in folder: RecordingFolder, mask: mode_t, _ options: RecordingOptions
  ) throws(Failure) -> LiveRecording {
    do throws(RecordingError) {
      let ours = umask(mask)
      defer { umask(ours) }
      return try LiveRecording(command, in: folder, options: options)
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  init(_ error: RecordingError) {
    let code: Code =
      switch error {
      case .folder, .folderInUse: .cannotCreate
      case .commandNotFound, .noRecording: .noInput
      case .cannotStart, .nothingRecorded, .noTasks: .unavailable
      case .isolated: .usage
      }
    self.init(code, error.description)
  }
}
