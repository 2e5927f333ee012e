import AsyncioLoop

/// A thread, as the program sees it: the one that asks.
final class PyThread: PyObject, NativeRepresentation {
  private let name: String
  private let number: Int32

  init(name: String, number: Int32) {
    self.name = name
    self.number = number
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    let type = machine.types.named(number == 0 ? "_MainThread" : "Thread", module: "threading")
    if type.attributes.count == 0 {
      machine.attribute(type, "name", get: { _, v in .text((v.object as? PyThread)?.name ?? "") })
      machine.attribute(type, "ident", get: { _, v in .int((v.object as? PyThread)?.identifier ?? 0) })
      machine.attribute(type, "native_id", get: { _, v in .int((v.object as? PyThread)?.identifier ?? 0) })
      machine.attribute(type, "daemon", get: { _, _ in .bool(false) })
      machine.method(type, "is_alive", .exactly(1)) { _, _ in .bool(true) }
    }
    return type
  }

  override func isSame(as other: PyObject) -> Bool { (other as? PyThread)?.number == number }

  /// Looks like an address, as those of CPython do, and is the same in each run.
  var identifier: Int { 0x7e00_0000_0000 + Int(number) * 4096 }

  func representation(_ machine: Machine) -> String {
    "<\(type(in: machine).name)(\(name), started \(identifier))>"
  }
}

extension Machine {
  /// What of `threading` tells which thread runs; starting threads is for `asyncio.to_thread` and executors.
  func fillThreading(_ names: PyDict) {
    function(names, "current_thread", .exactly(0)) { m, _ in .object(m.currentThread) }
    function(names, "main_thread", .exactly(0)) { _, _ in .object(PyThread(name: "MainThread", number: 0)) }
    for name in ["get_ident", "get_native_id"] {
      function(names, name, .exactly(0)) { m, _ in .int(m.currentThread.identifier) }
    }
    function(names, "active_count", .exactly(0)) { m, _ in .int(1 + m.session.threadCount) }
  }

  private var currentThread: PyThread {
    guard let worker = session.currentThread else { return PyThread(name: "MainThread", number: 0) }
    return PyThread(name: worker.name, number: worker.number)
  }
}
