import AsyncioLoop

/// An object whose class has a `__del__`, not held.
struct FinalizableInstance {
  weak var instance: PyInstance?
}

/// What calls `__del__` (CPython 3.13 `slot_tp_finalize`): once for each object, when its last reference goes.
///
/// Swift releases objects in the middle of what the machine does, where the program's code must not run: the object's remains
/// are kept until the instruction is done, in a new object that the code gets for the old one.
extension Machine {
  /// Remembers an object for the end of the program; those that are gone leave room.
  func note(finalizable instance: PyInstance) {
    if finalizable.count >= finalizableLimit {
      finalizable.removeAll { $0.instance == nil }
      finalizableLimit = max(64, 2 * finalizable.count)
    }
    finalizable.append(FinalizableInstance(instance: instance))
  }

  /// Puts off the `__del__` of an object that is released now.
  func finalizeLater(_ instance: PyInstance) {
    guard !settings.stop.isRequested else { return }
    let remains = PyInstance(remainsOf: instance)
    session.postpone { [unowned self] in finalize(remains) }
  }

  private func finalize(_ object: PyInstance) {
    object.isFinalized = true
    guard let method = object.cls.lookup(names.finalize, in: self) else { return }
    let what = "Exception ignored in: \((try? representation(method)) ?? "__del__")\n"
    writeIgnoredError(what) { _ = try callSpecial(.object(object), names.finalize) }
  }

  /// Calls `__del__` of all objects that are left when the program has ended, in the order of CPython's last two collections:
  /// first those that nothing leads to, the oldest first, then those that the program's names lead to, the nearest first.
  func finalizeAll() {
    guard !finalizable.isEmpty else { return }
    var left = Reach(from: modules["__main__"]).objects.compactMap { $0 as? PyInstance }
    left.removeAll { $0.cls.finalizer == nil || $0.isFinalized }
    let reached = Set(left.map { ObjectIdentifier($0) })
    for case let instance? in finalizable.map(\.instance)
    where !instance.isFinalized && !reached.contains(ObjectIdentifier(instance)) {
      finalize(instance)
      session.flushReports()
    }
    // By then CPython cannot read source files any more: its tracebacks show none of their lines.
    showsSource = false
    for instance in left where !instance.isFinalized {
      finalize(instance)
      session.flushReports()
    }
  }
}

extension PyType {
  /// Has `__del__` called for what is made of the class from now on, and of those derived from it.
  func becomeFinalizable(by machine: Machine) {
    finalizer = machine
    for type in subclasses { type.becomeFinalizable(by: machine) }
  }
}

/// The objects that one leads to, level by level, as CPython's garbage collector finds them.
private struct Reach {
  private(set) var objects: [PyObject] = []
  private var seen: Set<ObjectIdentifier> = []

  init(from start: PyModule?) {
    guard let start else { return }
    add(.object(start.attributes))
    var next = 0
    while next < objects.count {
      visit(objects[next])
      next += 1
    }
  }

  private mutating func add(_ value: Value) {
    guard case .object(let object) = value, object.kind != .string, object.kind != .integer,
      seen.insert(ObjectIdentifier(object)).inserted
    else { return }
    objects.append(object)
  }

  private mutating func add(_ dict: PyDict?) { if let dict { add(.object(dict)) } }

  private mutating func visit(_ object: PyObject) {
    switch object {
    case let dict as PyDict:
      for pair in dict.pairs {
        add(pair.value)
        add(pair.key)
      }
    case let list as PyList: for item in list.items.reversed() { add(item) }
    case let tuple as PyTuple: for item in tuple.items.reversed() { add(item) }
    case let cell as PyCell: add(cell.value)
    case let function as PyFunction:
      add(function.attributes)
      for cell in function.closure { add(.object(cell)) }
      for value in function.defaults { add(value) }
    case let method as PyBoundMethod:
      add(method.function)
      add(method.receiver)
    case let type as PyType: if !type.isBuiltin { add(type.attributes) }
    case let instance as PyInstance:
      // An instance holds its values in place, without a dictionary.
      for pair in instance.attributes?.pairs ?? [] { add(pair.value) }
      for pair in instance.slotValues?.pairs ?? [] { add(pair.value) }
      add(.object(instance.cls))
    case let exception as PyException:
      for value in exception.args { add(value) }
      add(exception.attributes)
    default: break
    }
  }
}
