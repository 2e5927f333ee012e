import AsyncioLoop

/// An object of the loop's, as the program sees it: a lock, a task group, a server ...
class PyWrapper: PyObject, NativeRepresentation {
  final let wrapped: AnyObject
  private let cls: PyType

  init(_ wrapped: AnyObject, _ cls: PyType) {
    self.wrapped = wrapped
    self.cls = cls
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { cls }

  override func isSame(as other: PyObject) -> Bool { (other as? PyWrapper)?.wrapped === wrapped }

  func representation(_ machine: Machine) throws -> String {
    if let described = wrapped as? any NativeRepresentation { return try described.representation(machine) }
    return "<\(cls.displayName) object at \(machine.address(self))>"
  }
}

extension Value {
  /// The object of the loop's that the program's stands for; nil where it is none of that class.
  func wrapped<Wrapped>(as _: Wrapped.Type = Wrapped.self) -> Wrapped? {
    (object as? PyWrapper)?.wrapped as? Wrapped
  }
}

extension Machine {
  /// The object of the loop's that an argument stands for.
  func wrapped<Wrapped>(_ value: Value) throws -> Wrapped {
    if let object = value.wrapped(as: Wrapped.self) { return object }
    throw typeError("'\(Wrapped.self)' object expected, got '\(typeName(of: value))' object")
  }

  /// The same of an argument that CPython takes as it is: what is of another class fails where it is first asked for an
  /// attribute.
  func wrapped<Wrapped>(_ value: Value, asking attribute: String) throws -> Wrapped {
    if let object = value.wrapped(as: Wrapped.self) { return object }
    guard try findAttribute(value, intern(attribute)) != nil else {
      throw noAttribute(value, intern(attribute))
    }
    throw typeError(
      "taskviz takes asyncio's own objects alone, not '\(typeName(of: value))'; run the program under real CPython"
    )
  }
}

extension EventLoop: NativeRepresentation {
  func representation(_ machine: Machine) -> String {
    func text(_ value: Bool) -> String { value ? "True" : "False" }
    return
      "<_UnixSelectorEventLoop running=\(text(isRunning)) closed=\(text(isClosed)) debug=\(text(isDebug))>"
  }
}

extension Handle: NativeRepresentation {
  func representation(_ machine: Machine) -> String { representation(machine.session.hooks) }
}

/// What the loop itself can represent, with nothing asked of the machine.
protocol LoopRepresentation: NativeRepresentation {
  var representation: String { get }
}

extension LoopRepresentation {
  func representation(_ machine: Machine) -> String { representation }
}

extension TaskGroup: LoopRepresentation {}
extension StreamReader: LoopRepresentation {}
extension StreamWriter: LoopRepresentation {}
extension SocketTransport: LoopRepresentation {}
extension Server: LoopRepresentation {}
extension TransportSocket: LoopRepresentation {}

extension ThreadFuture: NativeRepresentation {
  func representation(_ machine: Machine) -> String {
    let state =
      switch state {
      case .pending: "pending"
      case .running: "running"
      case .cancelled: "cancelled"
      case .finished(.success(let value)):
        "finished returned \(machine.typeName(of: machine.value(fromLoop: value)))"
      case .finished(.failure(let error)): "finished raised \(error.loopTypeName)"
      }
    return "<Future at \(machine.address(machine.wrap(self))) state=\(state)>"
  }
}
