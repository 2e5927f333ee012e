import TaskModel

/// `sys.stdout` or `sys.stderr`.
final class PyStream: PyObject {
  let stream: OutputStream

  init(_ stream: OutputStream) {
    self.stream = stream
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    let type = machine.types.named("TextIOWrapper", module: "_io")
    if type.attributes.count == 0 {
      machine.method(type, "write", .exactly(2)) { m, a in
        guard let text = a[1].string else {
          throw m.typeError("write() argument must be str, not \(m.givenName(of: a[1]))")
        }
        if let stream = (a[0].object as? PyStream)?.stream { m.write(text.value, to: stream) }
        return .int(text.count)
      }
      machine.method(type, "flush", .exactly(1)) { _, _ in .none }
      machine.method(type, "isatty", .exactly(1)) { _, _ in .bool(false) }
      fillRest(of: type, machine)
    }
    return type
  }

  /// What programs ask of a stream beside writing to it: it is a pipe that takes UTF-8.
  private func fillRest(of type: PyType, _ machine: Machine) {
    func isError(_ value: Value) -> Bool { (value.object as? PyStream)?.stream == .standardError }
    machine.attribute(type, "name") { _, value in .text(isError(value) ? "<stderr>" : "<stdout>") }
    machine.attribute(type, "errors") { _, value in .text(isError(value) ? "backslashreplace" : "strict") }
    machine.attribute(type, "line_buffering") { _, value in .bool(isError(value)) }
    for (name, value) in [
      ("encoding", Value.text("utf-8")), ("mode", .text("w")), ("closed", .bool(false)),
      ("write_through", .bool(false)), ("newlines", .none),
    ] {
      machine.attribute(type, name) { _, _ in value }
    }
    machine.method(type, "fileno", .exactly(1)) { _, a in .int(isError(a[0]) ? 2 : 1) }
    for (name, answer) in [("writable", true), ("readable", false), ("seekable", false)] {
      machine.method(type, name, .exactly(1)) { _, _ in .bool(answer) }
    }
    machine.method(type, "writelines(self, lines, /)") { m, a in
      for line in try m.values(of: a[1]) {
        _ = try m.callMethod(a[0], m.intern("write"), [line])
      }
      return .none
    }
    // How it is written makes no difference here.
    machine.method(
      type,
      "reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)"
    ) { _, _ in .none }
  }
}

extension Machine {
  /// What `sys.stdout` is now: programs may put something else there.
  var standardOutput: Value {
    modules["sys"]?.attributes.get(intern("stdout")) ?? .object(PyStream(.standardOutput))
  }

  /// `sys.version_info`: a tuple whose items have names.
  private func versionInfo() -> PyTuple {
    let type = PyType(
      "version_info", bases: [types.tuple], layout: types.tuple.layout, module: "sys", isBuiltin: false)
    let fields: [(name: String, value: Value)] = [
      ("major", .int(3)), ("minor", .int(13)), ("micro", .int(0)), ("releaselevel", .text("final")),
      ("serial", .int(0)),
    ]
    for (place, field) in fields.enumerated() {
      type.attributes.set(
        intern(field.name), .object(PyGetSet(field.name, get: { _, v in v.tuple?.items[place] ?? .none })))
    }
    method(type, "__repr__(self)") { m, a in
      let items = try zip(fields, a[0].tuple?.items ?? []).map { "\($0.name)=\(try m.representation($1))" }
      return .text("sys.version_info(\(items.joined(separator: ", ")))")
    }
    let info = PyTuple(fields.map(\.value))
    info.become(.object(type))
    return info
  }

  func fillSys(_ names: PyDict) {
    names.set(intern("stdout"), .object(PyStream(.standardOutput)))
    names.set(intern("stderr"), .object(PyStream(.standardError)))
    names.set(intern("argv"), .object(PyList(settings.arguments.map { .text($0) })))
    names.set(intern("version"), .text("3.13.0 (taskviz)"))
    names.set(intern("version_info"), .object(versionInfo()))
    names.set(intern("platform"), .text("linux"))
    names.set(intern("maxsize"), .int(.max))
    names.set(intern("byteorder"), .text("little"))
    function(names, "exit", .between(0, 1)) { m, a in
      throw m.makeException(m.types[.systemExit], a[0].isUndefined ? [] : [a[0]])
    }
    function(names, "getrecursionlimit", .exactly(0)) { m, _ in .int(m.recursionLimit) }
    function(names, "exc_info", .exactly(0)) { m, _ in
      guard let exception = m.currentHandled else { return .object(PyTuple([.none, .none, .none])) }
      return .object(
        PyTuple([.object(exception.cls), .object(exception), m.traceback(of: .object(exception))]))
    }
    function(names, "exception", .exactly(0)) { m, _ in m.currentHandled.map { .object($0) } ?? .none }
  }
}
