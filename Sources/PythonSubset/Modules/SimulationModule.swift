import AsyncioLoop

extension Machine {
  /// What the simulated aiohttp asks of the simulator; no program imports it.
  func fillSimulation(_ names: PyDict) {
    function(names, "sites", .exactly(0)) { m, _ in
      .object(PyList(m.network.sites.map { m.dictionary(of: $0) }))
    }
    function(names, "conditions", .exactly(0)) { m, _ in
      let conditions = m.network.conditions
      return .object(
        PyTuple([.float(conditions.latency), conditions.bandwidth.map { .float($0) } ?? .none]))
    }
    function(names, "labelled_future", .exactly(1)) { m, a in
      let future = try m.runningLoop().createFuture()
      future.label(try m.string(a[0]))
      return .object(m.wrap(future))
    }
    function(names, "unknown_name", .exactly(0)) { m, _ in
      m.pythonException(SystemError.unknownName.exception).map { .object($0) } ?? .none
    }
  }

  private func dictionary(of site: DeclaredSite) -> Value {
    let dictionary = PyDict()
    for (name, property) in site.properties {
      let value: Value =
        switch property {
        case .text(let text): .text(text)
        case .number(let number): .int(number)
        case .real(let number): .float(number)
        }
      dictionary.set(intern(name), value)
    }
    return .object(dictionary)
  }

  /// The names of `socket` that programs with asyncio's streams use.
  func fillSocket(_ names: PyDict) {
    names.set(intern("gaierror"), .object(types[.addressInfoError]))
    names.set(intern("error"), .object(types[.osError]))
    names.set(intern("timeout"), .object(types[.timeoutError]))
    for (name, number) in [
      ("AF_UNSPEC", 0), ("AF_UNIX", 1), ("AF_INET", 2), ("AF_INET6", 10), ("SOCK_STREAM", 1),
      ("SOCK_DGRAM", 2), ("SOL_SOCKET", 1), ("SO_REUSEADDR", 2), ("IPPROTO_TCP", 6), ("TCP_NODELAY", 1),
    ] {
      names.set(intern(name), .int(number))
    }
  }
}
