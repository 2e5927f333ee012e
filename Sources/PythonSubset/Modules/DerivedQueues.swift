import AsyncioLoop
import PythonSyntax
import TaskModel

extension Machine {
  /// What a class of the program's is really derived from: asyncio's queues are written in Swift, where nothing calls what a
  /// derived class has of its own, and in Python for those who derive from them.
  func derivable(_ base: PyType) throws -> PyType {
    guard base.isBuiltin, base.module == "asyncio.queues", base.layout == .instance,
      currentFrame?.code.flags.contains(.library) != true
    else { return base }
    return try derivedQueueClass(base.name) ?? base
  }

  /// The class in Python that stands between one of asyncio's queues and those of the program's that are derived from it.
  func derivedQueueClass(_ name: String) throws -> PyType? {
    try module(named: "_queues")?.attributes.get(intern(name))?.typeObject
  }

  /// For `_queues`: what the trace is told.
  func fillDerivedQueues(_ names: PyDict) {
    let type = types.named("_WrittenQueue", module: "_queues")
    function(names, "_record", .exactly(2)) { m, a in
      let queue = WrittenQueue(
        className: m.typeName(of: a[0]), capacity: a[1].bigInteger == nil ? 0 : try m.index(a[1]),
        name: m.nameOfNewObject, session: m.session)
      return .object(PyWrapper(queue, type))
    }
    function(names, "_note", .exactly(3)) { m, a in
      let queue: WrittenQueue = try m.wrapped(a[0])
      queue.note(ResourceOperation(rawValue: try m.string(a[1])) ?? .put, size: try m.index(a[2]))
      return .none
    }
    function(names, "_waiter", .exactly(2)) { m, a in
      let queue: WrittenQueue = try m.wrapped(a[0])
      return .object(m.wrap(try queue.makeWaiter(to: ResourceOperation(rawValue: m.string(a[1])) ?? .get)))
    }
    function(names, "_end_wait", .exactly(1)) { m, a in
      let queue: WrittenQueue = try m.wrapped(a[0])
      queue.endWait()
      return .none
    }
    function(names, "_finished", .exactly(1)) { m, a in
      let queue: WrittenQueue = try m.wrapped(a[0])
      return .object(PyPrimitive(queue.finished, m.types.named("Event", module: "asyncio.locks")))
    }
  }

  /// What the program calls the object whose `__init__` runs.
  private var nameOfNewObject: String? {
    var frame = visibleFrame
    while let here = frame, here.code.name == "__init__" {
      frame = visibleFrame(from: here.back ?? here.caller)
    }
    guard let frame, frame.code.file == mainFile else { return nil }
    return bindingNames?[frame.code.range(at: frame.currentInstruction)]
  }
}
