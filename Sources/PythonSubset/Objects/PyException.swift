import PythonSyntax

/// An instance of `BaseException` or of a class derived from it; what the machine throws.
package final class PyException: PyObject {
  var cls: PyType
  var args: [Value]
  var attributes: PyDict?
  var causeException: PyException?
  var contextException: PyException?
  var hidesContext = false
  var tracebackEntries: PyTraceback?
  /// What an ExceptionGroup holds; nil for every other exception.
  var group: [PyException]?
  /// What was in reach where it was raised, for the advice in a traceback.
  var namesInReach: NamesInReach?
  /// `str()` of it, for those who have no machine at hand.
  let describe: ((PyException) -> String)?

  init(_ cls: PyType, _ args: [Value], describe: ((PyException) -> String)?) {
    self.cls = cls
    self.args = args
    self.describe = describe
    super.init(.exception)
  }

  override func type(in machine: Machine) -> PyType { cls }
  override var ownAttributes: PyDict? { attributes }

  override func attributesForWriting() -> PyDict? {
    if let attributes { return attributes }
    let made = PyDict()
    attributes = made
    return made
  }
}

/// One frame that an exception passed through; `next` is the frame that it called.
///
/// It holds the frame with its variables, as in CPython: what they hold is not let go of before the exception is.
final class PyTraceback: PyObject {
  let frame: Frame
  /// The instruction that raised; `atStart` where none has run.
  let instruction: Int
  let next: PyTraceback?

  static let atStart = -1

  init(_ frame: Frame, instruction: Int, next: PyTraceback?) {
    self.frame = frame
    self.instruction = instruction
    self.next = next
    super.init(.other)
    frame.isTraced = true
  }

  var code: Code { frame.code }

  override func type(in machine: Machine) -> PyType { machine.types.traceback }

  var range: SourceRange {
    if instruction != Self.atStart { return code.range(at: instruction) }
    let start = SourcePosition(line: code.firstLine, column: 0)
    return SourceRange(start: start, end: start)
  }

  var line: Int { Int(range.start.line) }
}

/// The exceptions that Python comes with and that taskviz knows, each with its base.
enum ExceptionName: String, CaseIterable {
  case baseException = "BaseException"
  case exception = "Exception"
  case generatorExit = "GeneratorExit"
  case keyboardInterrupt = "KeyboardInterrupt"
  case systemExit = "SystemExit"
  case baseExceptionGroup = "BaseExceptionGroup"
  case exceptionGroup = "ExceptionGroup"
  case cancelledError = "CancelledError"
  case arithmeticError = "ArithmeticError"
  case floatingPointError = "FloatingPointError"
  case overflowError = "OverflowError"
  case zeroDivisionError = "ZeroDivisionError"
  case assertionError = "AssertionError"
  case attributeError = "AttributeError"
  case bufferError = "BufferError"
  case eofError = "EOFError"
  case importError = "ImportError"
  case moduleNotFoundError = "ModuleNotFoundError"
  case lookupError = "LookupError"
  case indexError = "IndexError"
  case keyError = "KeyError"
  case memoryError = "MemoryError"
  case nameError = "NameError"
  case unboundLocalError = "UnboundLocalError"
  case osError = "OSError"
  case blockingIOError = "BlockingIOError"
  case childProcessError = "ChildProcessError"
  case connectionError = "ConnectionError"
  case brokenPipeError = "BrokenPipeError"
  case connectionAbortedError = "ConnectionAbortedError"
  case connectionRefusedError = "ConnectionRefusedError"
  case connectionResetError = "ConnectionResetError"
  case fileExistsError = "FileExistsError"
  case fileNotFoundError = "FileNotFoundError"
  case interruptedError = "InterruptedError"
  case isADirectoryError = "IsADirectoryError"
  case notADirectoryError = "NotADirectoryError"
  case permissionError = "PermissionError"
  case processLookupError = "ProcessLookupError"
  case timeoutError = "TimeoutError"
  case referenceError = "ReferenceError"
  case runtimeError = "RuntimeError"
  case notImplementedError = "NotImplementedError"
  case recursionError = "RecursionError"
  case stopAsyncIteration = "StopAsyncIteration"
  case stopIteration = "StopIteration"
  case syntaxError = "SyntaxError"
  case systemError = "SystemError"
  case typeError = "TypeError"
  case valueError = "ValueError"
  case unicodeError = "UnicodeError"
  case unicodeDecodeError = "UnicodeDecodeError"
  case unicodeEncodeError = "UnicodeEncodeError"
  case warning = "Warning"
  case deprecationWarning = "DeprecationWarning"
  case runtimeWarning = "RuntimeWarning"
  case userWarning = "UserWarning"
  case futureWarning = "FutureWarning"
  case importWarning = "ImportWarning"
  case pendingDeprecationWarning = "PendingDeprecationWarning"
  case resourceWarning = "ResourceWarning"
  case syntaxWarning = "SyntaxWarning"
  case bytesWarning = "BytesWarning"
  case encodingWarning = "EncodingWarning"
  case unicodeWarning = "UnicodeWarning"
  case invalidStateError = "InvalidStateError"
  case queueEmpty = "QueueEmpty"
  case queueFull = "QueueFull"
  case queueShutDown = "QueueShutDown"
  case brokenBarrierError = "BrokenBarrierError"
  case incompleteReadError = "IncompleteReadError"
  case limitOverrunError = "LimitOverrunError"
  case addressInfoError = "gaierror"

  var base: ExceptionName? {
    switch self {
    case .baseException: nil
    case .exception, .generatorExit, .keyboardInterrupt, .systemExit, .baseExceptionGroup, .cancelledError:
      .baseException
    case .exceptionGroup: .baseExceptionGroup
    case .floatingPointError, .overflowError, .zeroDivisionError: .arithmeticError
    case .moduleNotFoundError: .importError
    case .indexError, .keyError: .lookupError
    case .unboundLocalError: .nameError
    case .blockingIOError, .childProcessError, .connectionError, .fileExistsError, .fileNotFoundError,
      .interruptedError, .isADirectoryError, .notADirectoryError, .permissionError, .processLookupError,
      .timeoutError, .addressInfoError:
      .osError
    case .brokenPipeError, .connectionAbortedError, .connectionRefusedError, .connectionResetError:
      .connectionError
    case .notImplementedError, .recursionError, .brokenBarrierError: .runtimeError
    case .incompleteReadError: .eofError
    case .unicodeError: .valueError
    case .unicodeDecodeError, .unicodeEncodeError: .unicodeError
    case .deprecationWarning, .runtimeWarning, .userWarning, .futureWarning, .importWarning,
      .pendingDeprecationWarning, .resourceWarning, .syntaxWarning, .bytesWarning, .encodingWarning,
      .unicodeWarning:
      .warning
    default: .exception
    }
  }

  /// The module that its class belongs to; only `builtins` ones are names that every program sees.
  var module: String {
    switch self {
    case .cancelledError, .invalidStateError: "asyncio.exceptions"
    case .queueEmpty, .queueFull, .queueShutDown: "asyncio.queues"
    case .brokenBarrierError, .incompleteReadError, .limitOverrunError: "asyncio.exceptions"
    case .addressInfoError: "socket"
    default: "builtins"
    }
  }
}
