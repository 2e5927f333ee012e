import AsyncioLoop
import PythonSyntax
import TaskModel

extension Machine {
  func fillTime(_ names: PyDict) {
    for name in ["perf_counter", "monotonic", "process_time", "thread_time"] {
      function(names, name, .exactly(0)) { m, _ in .float(m.session.now) }
      function(names, name + "_ns", .exactly(0)) { m, _ in .int(Int(m.session.traceTime.nanoseconds)) }
    }
    function(names, "time", .exactly(0)) { m, _ in .float(m.settings.epoch + m.session.now) }
    function(names, "time_ns", .exactly(0)) { m, _ in
      .int(Int(m.settings.epoch * 1e9) &+ Int(m.session.traceTime.nanoseconds))
    }
    function(names, "sleep", .exactly(1)) { m, a in
      guard let seconds = try m.floatValue(a[0]) else {
        throw m.typeError("'\(m.typeName(of: a[0]))' object cannot be interpreted as an integer")
      }
      if seconds.isNaN { throw m.valueError("Invalid value NaN (not a number)") }
      if seconds < 0 { throw m.valueError("sleep length must be non-negative") }
      guard seconds < 9e9 else {
        throw m.error(.overflowError, "timestamp too large to convert to C _PyTime_t")
      }
      try m.session.block(
        for: seconds, what: "time.sleep(\(FloatText.representation(seconds).droppingPointZero))")
      try m.poll()
      return .none
    }
    for name in ["localtime", "gmtime"] {
      function(names, name, .between(0, 1)) { m, a in .object(PyCivilTime(try m.civilTime(a[0]))) }
    }
    function(names, "strftime", .between(1, 2)) { m, a in
      guard let format = a[0].string else {
        throw m.typeError("strftime() argument 1 must be str, not \(m.givenName(of: a[0]))")
      }
      if a[1].isUndefined { return .text(TimeFormat.format(try m.civilTime(.none), format.value)) }
      guard let time = a[1].object as? PyCivilTime else {
        throw m.typeError("Tuple or struct_time argument required")
      }
      return .text(TimeFormat.format(time.time, format.value))
    }
    function(names, "ctime", .between(0, 1)) { m, a in
      .text(TimeFormat.format(try m.civilTime(a[0]), "%a %b %e %H:%M:%S %Y"))
    }
    names.set(intern("timezone"), .int(0))
    names.set(intern("tzname"), .object(PyTuple([.text("UTC"), .text("UTC")])))
  }

  /// The civil time of a moment, or of now; local time is UTC.
  private func civilTime(_ value: Value) throws -> CivilTime {
    let seconds =
      value.isUndefined || value.isNone ? settings.epoch + session.now : try floatValue(value) ?? 0
    guard let whole = Int(exactly: seconds.rounded(.down)), let time = CivilTime(epochSeconds: whole) else {
      throw error(.overflowError, "timestamp out of range for platform time_t")
    }
    return time
  }
}

extension String {
  fileprivate var droppingPointZero: String { hasSuffix(".0") ? String(dropLast(2)) : self }
}

/// `time.struct_time`.
final class PyCivilTime: PyObject, NativeRepresentation {
  let time: CivilTime

  init(_ time: CivilTime) {
    self.time = time
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    let type = machine.types.named("struct_time", module: "time")
    let fields: [(String, KeyPath<CivilTime, Int>)] = [
      ("tm_year", \.year), ("tm_mon", \.month), ("tm_mday", \.day), ("tm_hour", \.hour), ("tm_min", \.minute),
      ("tm_sec", \.second), ("tm_wday", \.weekday), ("tm_yday", \.yearDay), ("tm_isdst", \.daylightSaving),
    ]
    if type.attributes.count == 0 {
      for (name, path) in fields {
        machine.attribute(
          type, name, get: { _, v in .int((v.object as? PyCivilTime)?.time[keyPath: path] ?? 0) })
      }
      machine.method(type, "__getitem__", .exactly(2)) { m, a in
        let values = fields.map { Value.int((a[0].object as? PyCivilTime)?.time[keyPath: $0.1] ?? 0) }
        return try m.getItem(.object(PyTuple(values)), a[1])
      }
    }
    return type
  }

  func representation(_ machine: Machine) -> String {
    "time.struct_time(tm_year=\(time.year), tm_mon=\(time.month), tm_mday=\(time.day), tm_hour=\(time.hour), "
      + "tm_min=\(time.minute), tm_sec=\(time.second), tm_wday=\(time.weekday), tm_yday=\(time.yearDay), "
      + "tm_isdst=\(time.daylightSaving))"
  }
}
