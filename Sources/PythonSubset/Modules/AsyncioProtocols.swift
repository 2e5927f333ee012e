import AsyncioLoop

/// A protocol of the program's own, as a transport calls it.
final class PyProtocol: NetworkProtocol {
  let object: Value
  private unowned let machine: Machine

  init(_ object: Value, machine: Machine) {
    self.object = object
    self.machine = machine
  }

  @discardableResult
  private func call(_ method: String, _ arguments: [Value] = []) throws -> Value {
    try machine.callMethod(object, machine.intern(method), arguments)
  }

  var callbackName: String {
    let method = try? machine.getAttribute(object, machine.intern("connection_made"))
    return machine.callbackName(method ?? .none)
  }

  func connectionMade(_ transport: SocketTransport) throws {
    try call("connection_made", [.object(machine.wrap(transport))])
  }

  func dataReceived(_ data: [UInt8]) throws { try call("data_received", [.bytes(data)]) }

  func eofReceived() throws -> Bool { try machine.isTrue(call("eof_received")) }

  func connectionLost(_ error: (any Error)?) throws {
    try call("connection_lost", [error.flatMap(machine.pythonException).map { .object($0) } ?? .none])
  }

  func pauseWriting() throws { try call("pause_writing") }

  func resumeWriting() throws { try call("resume_writing") }

  func representation(_ hooks: LoopSession.Hooks) throws -> String { try machine.representation(object) }
}

extension Machine {
  func fillProtocols(_ names: PyDict) {
    let base = PyType("BaseProtocol", bases: [types.object], layout: .instance, module: "asyncio.protocols")
    let stream = PyType("Protocol", bases: [base], layout: .instance, module: "asyncio.protocols")
    names.set(intern("BaseProtocol"), .object(base))
    names.set(intern("Protocol"), .object(stream))
    for (type, header) in [
      (base, "connection_made(self, transport)"), (base, "connection_lost(self, exc)"),
      (base, "pause_writing(self)"), (base, "resume_writing(self)"), (stream, "data_received(self, data)"),
      (stream, "eof_received(self)"),
    ] as [(PyType, Header)] {
      method(type, header) { _, _ in .none }
    }
    fillConnecting()
  }
}
