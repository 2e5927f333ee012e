/// A value of the interpreted program.
///
/// What a program uses most is held in place; everything else is an object. An integer is `int` whenever it fits and
/// a `PyInt` only beyond, so that each integer has one form.
enum Value {
  /// An unbound local, an empty cell or a missing argument; a program never sees it.
  case undefined
  case none
  case notImplemented
  case ellipsis
  case bool(Bool)
  case int(Int)
  case float(Double)
  case object(PyObject)

  var isUndefined: Bool { if case .undefined = self { true } else { false } }
  var isNone: Bool { if case .none = self { true } else { false } }
  var isNotImplemented: Bool { if case .notImplemented = self { true } else { false } }

  var isDerived: Bool { if case .object(let object) = self { object.isDerived } else { false } }

  var object: PyObject? { if case .object(let object) = self { object } else { nil } }

  /// The text of a `str`, or nil.
  var string: PyString? { cast(.string, to: PyString.self) }
  var bytes: PyBytes? { cast(.bytes, to: PyBytes.self) }
  var list: PyList? { cast(.list, to: PyList.self) }
  var tuple: PyTuple? { cast(.tuple, to: PyTuple.self) }
  var dict: PyDict? { cast(.dict, to: PyDict.self) }
  var set: PySet? { cast(.set, to: PySet.self) }
  var typeObject: PyType? { cast(.type, to: PyType.self) }
  var exception: PyException? { cast(.exception, to: PyException.self) }
  var function: PyFunction? { cast(.function, to: PyFunction.self) }

  /// Casts by the object's kind tag, which is cheaper than a dynamic cast.
  @inline(__always)
  private func cast<T: PyObject>(_ kind: PyObject.Kind, to type: T.Type) -> T? {
    guard case .object(let object) = self, object.kind == kind else { return nil }
    return unsafeDowncast(object, to: type)
  }

  /// A `str` value.
  static func text(_ text: String) -> Value { .object(PyString(text)) }

  /// Whether both are the same object, as `is` tells.
  static func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.none, .none), (.undefined, .undefined), (.notImplemented, .notImplemented), (.ellipsis, .ellipsis):
      true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.object(let a), .object(let b)): a === b || a.isSame(as: b)
    default: false
    }
  }
}
