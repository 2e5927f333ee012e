#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a program cannot be recorded.
package enum RecordingError: Error, Equatable, Sendable {
  /// A folder or a file of the recording cannot be made.
  case folder(String, String)
  /// There is no such command.
  case commandNotFound(String)
  case cannotStart(String, String)
  /// The command is a Python that the recorder cannot get into.
  case isolated(option: String)
  /// It has ended, and no asyncio was seen; the recorder may have said why.
  case nothingRecorded(String, reason: String?)
  /// The folder holds a recording, which another one must not be mixed with.
  case folderInUse(String)
  /// There is no recording in the folder.
  case noRecording(String)
  /// Python was recorded, and no task of it.
  case noTasks(String)
}

extension RecordingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .folder(let path, let words):
      "\(path): cannot be written: \(words). TMPDIR names the folder in which recordings are made."
    case .commandNotFound(let command):
      "\(command): there is no such command. Give the program as you start it: 'taskviz record -- python3 app.py'."
    case .cannotStart(let command, let words): "\(command): cannot be started: \(words)."
    case .isolated(let option):
      "Python's option \(option) keeps the recorder out, as it is brought in by PYTHONPATH: leave it away."
    case .nothingRecorded(let command, let reason?): "\(command): nothing was recorded: \(reason)."
    case .nothingRecorded(let command, nil):
      "\(command): nothing was recorded: it is no CPython of 3.8 or later, did not import asyncio, or was started"
        + " with -I, -E, -S or a PYTHONPATH of its own."
    case .folderInUse(let path): "\(path): holds a recording already: name another folder, or remove it."
    case .noRecording(let path):
      "\(path): holds no recording: name the folder that 'taskviz record --into' was given."
    case .noTasks(let command):
      """
      \(command): no task was seen: it made none, or none of asyncio's own, as a program of trio's does, or one \
      for which nest_asyncio puts other tasks in their place.
      """
    }
  }
}

enum SystemCall {
  /// What the system says about the last call that failed.
  static var lastError: String { words(errno) }

  static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
