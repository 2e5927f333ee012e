import AsyncioLoop
import PythonSyntax
import TaskModel

/// Runs compiled programs: one machine is one run, with its objects, its modules and its loop session, on one thread.
final class Machine {
  let types = BuiltinTypes()
  let names: Names
  let session: LoopSession
  let settings: Settings
  let builtins = PyDict()
  var modules: [String: PyModule] = [:]

  /// Changes whenever a class changes, so that what was found in one can be remembered.
  var typeVersion: UInt32 = 1

  /// The frame that runs; its `registers` tell the instruction.
  unowned(unsafe) var currentFrame: Frame?

  /// What the code that runs now handles.
  var handled = HandledException()

  /// How many frames of Python run, one inside the other.
  var depth = 0

  /// How deep Swift code recurses on behalf of the program: nested displays, `repr` of `repr`.
  var nativeDepth = 0

  /// The exception that just left a nested run, which already has its context.
  weak var propagating: PyException?

  /// What the innermost native coroutine waits for, where a frame yields `undefined`.
  var awaitedFuture: Future?

  var bindingNames: BindingNames?
  var notes: [Compiler.Note] = []
  var shownNotes: [Bool] = []
  var costs = DeclaredCosts()
  /// What the program says of its network.
  var network = DeclaredNetwork()
  var recursionGuard: [ObjectIdentifier] = []
  /// The signals that the program's loops have a handler for; none ever arrives in a run.
  var handledSignals: Set<Int> = []
  /// Where numbers come from that do not belong to the sequence of `random`.
  var entropyState: RandomState?
  let awaitChains = AwaitChains()
  var liveAsyncGenerators: [LiveAsyncGenerator] = []
  private(set) lazy var libraryCode = makeLibraryCode()
  var tracedLibraryFrames: [TracedLibraryFrame] = []
  var tracedLibraryFramesLimit = 64
  var finalizable: [FinalizableInstance] = []
  var finalizableLimit = 64
  /// Whether tracebacks show the lines of the source.
  var showsSource = true
  private(set) lazy var operatorMethods = OperatorMethods(self)
  private var interned: [String: PyString] = [:]
  private var lastIdentity: UInt32 = 0
  /// What CPython's compiler says of the program before it runs.
  var syntaxWarnings: [SyntaxWarning] = []
  /// The places of the warnings that were written: each is written once.
  var warned: Set<String> = []

  /// How deep Python code may recurse: CPython's `sys.getrecursionlimit()`.
  var recursionLimit = 1000
  static let nativeLimit = 1500

  struct Settings {
    /// Where the program's text goes, as it is printed.
    var output: (OutputStream, String) -> Void = { _, _ in }
    /// Seconds since the epoch when the program starts: the virtual clock's zero.
    var epoch = 1_735_689_600.0
    /// What `random` starts from where the program does not seed it.
    var seed = 0
    var arguments: [String] = []
    var environment: [(name: String, value: String)] = []
    var directory = "/"
    var stop = StopFlag()
    /// The lines of the source, for tracebacks.
    var sourceLines: [Substring] = []
  }

  init(session: LoopSession, settings: Settings) {
    self.session = session
    self.settings = settings
    var table: [String: PyString] = [:]
    names = Names { text in
      if let known = table[text] { return known }
      let made = PyString(text)
      made.isInterned = true
      table[text] = made
      return made
    }
    interned = table
  }

  /// The one string object for a name.
  func intern(_ text: String) -> PyString {
    if let known = interned[text], known.value.utf8.elementsEqual(text.utf8) { return known }
    let made = PyString(text)
    made.isInterned = true
    interned[text] = made
    return made
  }

  func identity(of object: PyObject) -> Int {
    if object.identity == 0 {
      lastIdentity &+= 1
      object.identity = lastIdentity
    }
    // Looks like an address, as people expect of `id()`.
    return 0x7f00_0000_0000 + Int(object.identity) * 16
  }

  /// The Python class of a value.
  func type(of value: Value) -> PyType {
    switch value {
    case .object(let object): object.type(in: self)
    case .int: types.int
    case .bool: types.bool
    case .float: types.float
    case .none: types.noneType
    case .notImplemented: types.notImplementedType
    case .ellipsis: types.ellipsis
    case .undefined: types.object
    }
  }

  func typeName(of value: Value) -> String { type(of: value).messageName }

  /// What messages on a wrong argument say was given: they call None by its name (CPython `_PyArg_BadArgument`).
  func givenName(of value: Value) -> String { value.isNone ? "None" : typeName(of: value) }

  func lookup(_ name: PyString, on value: Value) -> Value? { type(of: value).lookup(name, in: self) }

  // MARK: Errors

  func error(_ name: ExceptionName, _ message: String) -> PyException {
    makeException(types[name], [.text(message)])
  }

  func makeException(_ cls: PyType, _ args: [Value]) -> PyException {
    PyException(cls, args) { [weak self] in
      guard let self else { return "" }
      return (try? self.string($0)) ?? ""
    }
  }

  func typeError(_ message: String) -> PyException { error(.typeError, message) }
  func valueError(_ message: String) -> PyException { error(.valueError, message) }

  /// Notices what was asked for from outside, to stop or an interrupt, and reports on what the program let go of.
  @inline(__always)
  func poll() throws {
    if session.interrupts.isRequested || settings.stop.isRequested { try takeRequests() }
    session.flushReports()
  }

  private func takeRequests() throws {
    if settings.stop.isRequested { throw Stopped() }
    try session.checkInterrupt()
  }

  /// Runs what is called from so many functions of CPython's library that are written in Python, where each counts as a
  /// call.
  func deeper<T>(by calls: Int, _ body: () throws -> T) rethrows -> T {
    depth += calls
    defer { depth -= calls }
    return try body()
  }

  /// Runs Swift code that may recurse for as long as the program's data are nested.
  func guarded<T>(_ what: String, _ body: () throws -> T) throws -> T {
    nativeDepth += 1
    defer { nativeDepth -= 1 }
    if nativeDepth > Self.nativeLimit {
      throw error(.recursionError, "maximum recursion depth exceeded\(what)")
    }
    return try body()
  }

  /// Breaks the cycles of a run that has ended.
  func clear() {
    for traced in tracedLibraryFrames { traced.frame?.clear() }
    tracedLibraryFrames = []
    // The program's names go first, while what they let go of can still be warned of.
    showsSource = false
    modules["__main__"]?.attributes.removeAll()
    for module in modules.values { module.attributes.removeAll() }
    modules = [:]
    builtins.removeAll()
    types.object.clear()
  }
}
