/// A `hashlib` object: a hash of what it has been given so far.
final class PyHash: PyObject, NativeRepresentation {
  let algorithm: HashAlgorithm
  var message: [UInt8]

  init(_ algorithm: HashAlgorithm, _ message: [UInt8]) {
    self.algorithm = algorithm
    self.message = message
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("HASH", module: "_hashlib") }

  func representation(_ machine: Machine) -> String {
    "<\(algorithm.rawValue) _hashlib.HASH object @ \(machine.address(self))>"
  }
}

/// The hashes that `hashlib` offers here.
enum HashAlgorithm: String, CaseIterable {
  case md5, sha1, sha224, sha256, sha384, sha512

  var digest: ([UInt8]) -> [UInt8] {
    switch self {
    case .md5: Hash32.md5
    case .sha1: Hash32.sha1
    case .sha224: Hash32.sha224
    case .sha256: Hash32.sha256
    case .sha384: SHA512.hash384
    case .sha512: { SHA512.hash($0) }
    }
  }

  /// In bytes.
  var digestSize: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha224: 28
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  var blockSize: Int { digestSize > 32 ? 128 : 64 }
}

extension Machine {
  /// `hashlib`, for the algorithms of MD5 and the first two generations of SHA.
  func fillHashlib(_ names: PyDict) {
    let type = types.named("HASH", module: "_hashlib")
    for algorithm in HashAlgorithm.allCases {
      let arity = PyNative.Arity.keywords(["string", "usedforsecurity"], required: 0, positional: 1)
      names.set(
        intern(algorithm.rawValue),
        .object(
          PyNative("openssl_\(algorithm.rawValue)", module: "_hashlib", arity) { m, a in
            .object(PyHash(algorithm, try m.hashedBytes(a[0])))
          }))
    }
    function(names, "new(name, data=b'', **kwargs)") { m, a in
      guard let name = a[0].string?.value.lowercased(), let algorithm = HashAlgorithm(rawValue: name) else {
        throw m.valueError(
          "unsupported hash type \(try m.string(a[0])) (taskviz has MD5 and SHA-1 to SHA-512)")
      }
      return .object(PyHash(algorithm, try m.hashedBytes(a[1])))
    }
    func hash(_ value: Value) throws -> PyHash {
      guard let hash = value.object as? PyHash else { throw self.typeError("a HASH was expected") }
      return hash
    }
    method(type, "update", .exactly(2)) { m, a in
      try hash(a[0]).message += m.hashedBytes(a[1])
      return .none
    }
    method(type, "digest", .exactly(1)) { _, a in
      let hash = try hash(a[0])
      return .bytes(hash.algorithm.digest(hash.message))
    }
    method(type, "hexdigest", .exactly(1)) { _, a in
      let hash = try hash(a[0])
      let digits = Array("0123456789abcdef".utf8)
      let text = hash.algorithm.digest(hash.message).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
      return .text(String(decoding: text, as: UTF8.self))
    }
    method(type, "copy", .exactly(1)) { _, a in
      let hash = try hash(a[0])
      return .object(PyHash(hash.algorithm, hash.message))
    }
    attribute(type, "name", get: { _, v in .text(try hash(v).algorithm.rawValue) })
    attribute(type, "digest_size", get: { _, v in .int(try hash(v).algorithm.digestSize) })
    attribute(type, "block_size", get: { _, v in .int(try hash(v).algorithm.blockSize) })
  }

  private func hashedBytes(_ value: Value) throws -> [UInt8] {
    if value.isUndefined { return [] }
    if let bytes = value.bytesLike { return bytes }
    throw typeError(
      value.string != nil
        ? "Strings must be encoded before hashing" : "object supporting the buffer API required")
  }
}
