import AsyncioLoop
import PythonSyntax
import TaskModel

extension Machine {
  /// A machine that runs nothing, to ask what modules hold.
  static func scratch() -> Machine {
    let machine = Machine(session: LoopSession(), settings: Settings())
    machine.fillClasses()
    return machine
  }

  func fillClasses() {
    fillObjectClasses()
    fillNumberClasses()
    fillIntegerBytes()
    fillStringClass()
    fillBytesClasses()
    fillSequenceClasses()
    fillDictAndSetClasses()
    fillContainerMethods()
    fillExceptionClasses()
    fillGeneratorClasses()
    fillIntrospection()
    fillBuiltins()
  }

  /// Runs a module as the main program and returns the exit code.
  func runProgram(_ code: Code) -> Int32 {
    fillClasses()
    installHooks()
    let main = PyModule(name: "__main__")
    main.attributes.set(names.file, .text(code.file))
    main.attributes.set(names.doc, code.documentation.map { .text($0) } ?? .none)
    modules["__main__"] = main
    let frame = Frame(code, globals: main.attributes)
    session.emit(
      .create(.program, parent: .program, name: code.file, coroutine: "<module>", site: nil, scope: nil))
    session.emit(.resume(.program, throwing: nil))
    writeSyntaxWarnings(of: code.file)
    var outcome = Outcome.returned(value: nil)
    var exitCode: Int32 = 0
    do {
      _ = try run(frame, entry: frame)
    } catch {
      (exitCode, outcome) = report(error)
    }
    currentFrame = nil
    // What still blocks a thread then, CPython would wait for without an end.
    try? session.joinThreads()
    session.finish()
    finalizeAll()
    session.emit(.finish(.program, outcome))
    return exitCode
  }

  private func installHooks() {
    session.hooks.currentSite = { [unowned self] in currentSite }
    session.hooks.holdFrame = { [unowned self] in
      currentFrame?.isTraced = true
      return currentFrame
    }
    session.hooks.calling = { [unowned self] call, body in try run(call, body) }
    session.hooks.leaving = { [unowned self] call, error in leave(call, with: error) }
    session.hooks.describe = { [unowned self] in describeResult($0) }
    session.hooks.text = { [unowned self] in (try? string(value(fromLoop: $0))) ?? "" }
    session.hooks.representation = { [unowned self] in try representation(value(fromLoop: $0)) }
    session.hooks.shortRepresentation = { [unowned self] in shortRepresentation(value(fromLoop: $0)) }
    session.hooks.callback = { [unowned self] in callbackText($0) }
    session.hooks.report = { [unowned self] in
      (try? representation(.object(context(of: $0)))) ?? $0.message
    }
    session.hooks.address = { [unowned self] in address($0 as? PyObject ?? PyObject(.other)) }
    session.hooks.currentChain = { [unowned self] in currentChain }
    session.hooks.leaveContext = { [unowned self] in leaveContext() }
    session.hooks.quote = { StringText.representation($0) }
    session.hooks.exception = { [unowned self] (error: LoopError) -> any Error in
      if let exception = pythonException(error) { exception } else { error }
    }
    session.hooks.raising = { [unowned self] error in
      if currentHandled != nil, let exception = pythonException(error) { setContext(of: exception) }
    }
    session.hooks.reraising = { [unowned self] in propagating = pythonException($0) }
    session.hooks.endedEagerStep = { [unowned self] in propagating = nil }
    session.hooks.handling = { [unowned self] error, body in try handle(pythonException(error), body) }
    session.hooks.traceback = { [unowned self] in pythonException($0).map { formatTraceback($0) } ?? "\($0)\n"
    }
    session.hooks.standardError = { [unowned self] in writeError($0) }
    session.hooks.log = { [unowned self] in logReport($0, $1) }
    session.hooks.slowCallback = { [unowned self] call, seconds in
      let duration = (try? format(.float(seconds), ".3f")) ?? "\(seconds)"
      logWarning("Executing \(call) took \(duration) seconds")
    }
    session.hooks.warn = { [unowned self] in logWarning($0) }
    session.hooks.madeLoop = { [unowned self] in logNewLoop() }
  }

  /// Says how a program failed, and with which exit code it ends.
  private func report(_ error: any Error) -> (Int32, Outcome) {
    if error is Stopped { return (130, .cancelled(message: nil)) }
    guard let exception = pythonException(error) else {
      writeError("\(error)\n")
      if (error as? Deadlock)?.idleServers.isEmpty == false { return (0, .returned(value: nil)) }
      return (1, .raised(type: "Deadlock", message: "\(error)"))
    }
    let outcome = Outcome.raised(type: exception.typeName, message: exception.message)
    if exception.cls.isSubtype(of: types[.systemExit]) { return (exitCode(of: exception), outcome) }
    writeError(formatTraceback(exception))
    return (exception.cls.isSubtype(of: types[.keyboardInterrupt]) ? 130 : 1, outcome)
  }

  private func exitCode(of exception: PyException) -> Int32 {
    let value =
      exception.args.count == 1
      ? exception.args[0] : exception.args.isEmpty ? .none : .object(PyTuple(exception.args))
    if value.isNone { return 0 }
    if let number = value.bigInteger {
      return Int32(truncatingIfNeeded: Int(truncatingIfNeeded: number)) & 0xff
    }
    writeError(((try? string(value)) ?? "") + "\n")
    return 1
  }
}
