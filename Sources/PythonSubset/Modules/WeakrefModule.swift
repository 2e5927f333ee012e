import AsyncioLoop

/// What knows an object without keeping it.
private final class PyWeak: PyObject {
  private weak var object: PyObject?
  /// The future behind the object, which gets a new object where the old one has gone.
  private weak var future: Future?

  init(_ object: PyObject) {
    self.object = object
    future = (object as? PyFuture)?.future
    super.init(.other)
  }

  func referent(_ machine: Machine) -> Value {
    if let object { return .object(object) }
    return future.map { .object(machine.wrap($0)) } ?? .none
  }
}

extension Machine {
  /// For `weakref`, written in Python: objects that are known and not kept.
  func fillWeakref(_ names: PyDict) {
    function(names, "_weak", .exactly(1)) { m, a in
      guard case .object(let object) = a[0], m.canBeKnownWeakly(object) else {
        throw m.typeError("cannot create weak reference to '\(m.typeName(of: a[0]))' object")
      }
      return .object(PyWeak(object))
    }
    function(names, "_referent", .exactly(1)) { m, a in (a[0].object as? PyWeak)?.referent(m) ?? .none }
  }

  private func canBeKnownWeakly(_ object: PyObject) -> Bool {
    switch object.kind {
    case .instance: object.type(in: self).hasDictionary
    case .exception: !object.type(in: self).isBuiltin
    case .list, .dict: object.isDerived
    case .string, .integer, .bytes, .tuple, .range, .slice, .iterator, .cell, .descriptor: false
    default: true
    }
  }
}
