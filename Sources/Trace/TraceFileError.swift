/// Why a trace file cannot be read or written.
package enum TraceFileError: Error, Equatable, Sendable {
  case notFound(file: String)
  case isDirectory(file: String)
  case cannotRead(file: String, String)
  case cannotWrite(file: String, String)
  /// Notes cannot be kept in it.
  case cannotAnnotate(file: String, String)
  case empty(file: String)
  /// It is no JSON at all, or stops being one at a place.
  case notJSON(Place, expected: String)
  /// It is JSON, but no trace.
  case notATrace(file: String, String)
  case unsupportedVersion(file: String, version: String)
  case nestedTooDeep(Place, limit: Int)
  case tooLarge(Place, String)
  /// A key has a value of the wrong sort, or one that is out of range, or is missing.
  case badValue(Place, key: String, String)
  /// An event contradicts what came before.
  case contradiction(Place, Contradiction)

  /// Where in a file: the line from 1, the byte from 0.
  package struct Place: Equatable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var byte: Int

    package init(file: String, line: Int, byte: Int) {
      self.file = file
      self.line = line
      self.byte = byte
    }

    package var description: String { "\(file):\(line): byte \(byte)" }
  }
}

extension TraceFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notFound(let file):
      "\(file): there is no such file. Check the path, or record a trace with 'taskviz run -o'."
    case .isDirectory(let file): "\(file): this is a directory. Name the trace file inside it."
    case .cannotRead(let file, let words): "\(file): cannot be read: \(words)."
    case .cannotWrite(let file, let words): "\(file): cannot be written: \(words)."
    case .cannotAnnotate(let file, let what): "\(file): the note is not kept in it: \(what)."
    case .empty(let file): "\(file): the file is empty. Record the trace again."
    case .notJSON(let place, let expected):
      "\(place): this is not JSON: \(expected) is expected here. Record the trace again, or undo the last edit."
    case .notATrace(let file, let what):
      "\(file): this is JSON, but no taskviz trace: \(what). Record one with 'taskviz run -o trace.json'."
    case .unsupportedVersion(let file, let version):
      "\(file): this trace has version \(version) and this taskviz reads \(TraceHeader.majorVersion).x."
        + " Open it with a taskviz that reads version \(version)."
    case .nestedTooDeep(let place, let limit):
      "\(place): values are nested more than \(limit) deep. A trace's events are flat: remove the value."
    case .tooLarge(let place, let what): "\(place): \(what). Split the trace, or shorten the value."
    case .badValue(let place, let key, let what):
      "\(place): \"\(key)\" \(what). Correct it, or remove what it belongs to."
    case .contradiction(let place, let contradiction):
      "\(place): \(contradiction). Drawing it would not tell the truth: record the trace again."
    }
  }
}
