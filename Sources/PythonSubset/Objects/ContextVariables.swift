import AsyncioLoop

/// A `contextvars.ContextVar`.
final class PyContextVar: PyObject, NativeRepresentation {
  let name: Value
  /// What it is worth where no context has a value for it; undefined: nothing.
  let fallback: Value

  init(name: Value, fallback: Value) {
    self.name = name
    self.fallback = fallback
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("ContextVar", module: "_contextvars")
  }

  func representation(_ machine: Machine) throws -> String {
    let fallback = self.fallback.isUndefined ? "" : " default=\(try machine.representation(self.fallback))"
    return "<ContextVar name=\(try machine.representation(name))\(fallback) at \(machine.address(self))>"
  }
}

/// What `ContextVar.set` returns: the way back to the value before.
final class PyToken: PyObject, NativeRepresentation {
  let variable: PyContextVar
  let context: Context
  /// The value before; undefined: there was none.
  let oldValue: Value
  var isUsed = false

  init(_ variable: PyContextVar, in context: Context, oldValue: Value) {
    self.variable = variable
    self.context = context
    self.oldValue = oldValue
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("Token", module: "_contextvars") }

  func representation(_ machine: Machine) throws -> String {
    let variable = try machine.representation(.object(self.variable))
    return "<Token\(isUsed ? " used" : "") var=\(variable) at \(machine.address(self))>"
  }
}

/// `Token.MISSING`: there was no value before.
final class PyMissingToken: PyObject, NativeRepresentation {
  init() { super.init(.other) }

  override func type(in machine: Machine) -> PyType { machine.types.named("Token.MISSING") }

  func representation(_ machine: Machine) -> String { "<Token.MISSING>" }
}

/// A `contextvars.Context`, as the program sees it: one object for each as long as the program holds it.
final class PyContext: PyObject {
  let context: Context

  init(_ context: Context) {
    self.context = context
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("Context", module: "_contextvars") }

  override func isSame(as other: PyObject) -> Bool { (other as? PyContext)?.context === context }
}

extension Machine {
  func wrap(_ context: Context) -> PyContext {
    if let known = context.wrapper as? PyContext { return known }
    let made = PyContext(context)
    context.wrapper = made
    return made
  }

  /// The context that an argument asks for; nil: none.
  func contextArgument(_ value: Value) throws -> Context? {
    if value.isUndefined || value.isNone { return nil }
    guard let context = (value.object as? PyContext)?.context else {
      throw typeError("a contextvars.Context was expected, got \(try representation(value))")
    }
    return context
  }

  /// The context that a callback of the program runs in: the one asked for, or a copy of the one that code runs in now.
  func callbackContext(_ value: Value) throws -> Context {
    try contextArgument(value) ?? session.copiedContext() ?? Context()
  }
}
