import AsyncioLoop
import PythonSyntax

/// The variables of a function of the loop's library, in a frame of their own.
private final class PyLibraryCall: PyObject {
  let call: LibraryCall

  init(_ call: LibraryCall) {
    self.call = call
    super.init(.other)
  }
}

/// A frame that a traceback holds, without keeping it.
struct TracedLibraryFrame {
  weak var frame: Frame?
}

extension Machine {
  /// Runs what a function of the loop's library calls, from a frame that holds the function's variables.
  func run(_ call: LibraryCall, _ body: () throws -> Void) throws {
    let frame = makeFrame(call)
    frame.caller = currentFrame
    currentFrame = frame
    defer {
      currentFrame = frame.caller
      frame.end(isEntry: true)
      if frame.isTraced { note(traced: frame) }
    }
    try body()
  }

  /// Makes a function of the loop's library a part of the traceback of an error that leaves it.
  func leave(_ call: LibraryCall, with error: any Error) {
    guard let exception = pythonException(error) else { return }
    let frame = makeFrame(call)
    exception.tracebackEntries = PyTraceback(frame, instruction: 0, next: exception.tracebackEntries)
    frame.caller = currentFrame
    frame.end(isEntry: true)
    note(traced: frame)
  }

  private func makeFrame(_ call: LibraryCall) -> Frame {
    let frame = Frame(libraryCode, globals: builtins)
    frame.slots[0] = .object(PyLibraryCall(call))
    return frame
  }

  /// Remembers a frame that what it holds may hold in turn, by a traceback: a ring, broken at the end of the run.
  private func note(traced frame: Frame) {
    if tracedLibraryFrames.count >= tracedLibraryFramesLimit {
      tracedLibraryFrames.removeAll { $0.frame == nil }
      tracedLibraryFramesLimit = max(64, 2 * tracedLibraryFrames.count)
    }
    tracedLibraryFrames.append(TracedLibraryFrame(frame: frame))
  }

  /// The code of such a frame: one variable, and nothing that runs.
  func makeLibraryCode() -> Code {
    let start = SourcePosition(line: 1, column: 0)
    var draft = CodeDraft()
    draft.flags = .library
    draft.slotNames = [intern("variables")]
    draft.instructions = [0]
    draft.ranges = [SourceRange(start: start, end: start)]
    return Code(draft)
  }
}
