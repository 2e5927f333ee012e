/// A class: one of Python's own or one that the program defines.
final class PyType: PyObject {
  var name: String
  var qualifiedName: String
  var module: String
  let bases: [PyType]
  private(set) var mro: [PyType] = []
  let attributes: PyDict
  /// What an instance is made of.
  let layout: Layout
  /// The class of the program's that it is an instance of; nil where that is `type` or `ABCMeta`.
  var metaclass: PyType?
  /// What makes it abstract; nil for a class whose metaclass is `type`.
  var abstract: AbstractTraits?
  /// Whether the program can derive from it.
  var isFinal = false
  let isBuiltin: Bool
  /// Whether its instances have a `__dict__`.
  var hasDictionary: Bool
  /// Whether it or a base of its adds places to its instances with `__slots__`, and which one did last.
  var slotOwner: PyType?
  /// Who calls the `__del__` of its instances; nil where it has none, and when the run has ended.
  unowned(unsafe) var finalizer: Machine?
  /// Whether it has a `__getattribute__` of its own.
  var interceptsAttributes = false

  enum Layout { case instance, exception, type, native }

  /// What a name stands for, remembered until a class changes.
  private var cache: [ObjectIdentifier: Value] = [:]
  private var cacheVersion: UInt32 = 0

  private struct Derived {
    weak var type: PyType?
  }
  private var derived: [Derived] = []

  init(
    _ name: String, bases: [PyType], attributes: PyDict = PyDict(), layout: Layout,
    module: String = "builtins",
    isBuiltin: Bool = true
  ) {
    self.name = name
    qualifiedName = name
    self.module = module
    self.bases = bases
    self.attributes = attributes
    self.layout = layout
    self.isBuiltin = isBuiltin
    hasDictionary = !isBuiltin || layout == .exception || layout == .type
    // asyncio's own classes are written in Python, but for those of `_asyncio`.
    showsModule = isBuiltin && module != "builtins" && module != "abc" && !module.hasPrefix("asyncio")
    super.init(.type)
    mro = [self] + (PyType.merge(bases.map(\.mro) + [bases]) ?? [])
    for base in bases { base.addSubclass(self) }
  }

  /// `__subclasses__()`: the classes that name it as a base, oldest first; it does not keep them alive.
  var subclasses: [PyType] { derived.compactMap(\.type) }

  private func addSubclass(_ type: PyType) {
    // Now and then those that are gone leave room.
    if derived.count == derived.capacity { derived.removeAll { $0.type == nil } }
    derived.append(Derived(type: type))
  }

  /// Breaks the cycles that it and all classes derived from it are in, when their run has ended.
  func clear() {
    for type in subclasses { type.clear() }
    finalizer = nil
    attributes.removeAll()
    cache = [:]
    mro = []
  }

  override func type(in machine: Machine) -> PyType {
    metaclass ?? (abstract == nil ? machine.types.type : machine.types.abstractType)
  }
  override var ownAttributes: PyDict? { attributes }

  /// The C3 linearisation of the lists; nil where they contradict each other.
  static func merge(_ lists: [[PyType]]) -> [PyType]? {
    var lists = lists.map { $0[...] }
    var result: [PyType] = []
    while true {
      lists.removeAll(where: \.isEmpty)
      if lists.isEmpty { return result }
      let next = lists.lazy.compactMap(\.first).first { candidate in
        !lists.contains { $0.dropFirst().contains { $0 === candidate } }
      }
      guard let next else { return nil }
      result.append(next)
      for index in lists.indices where lists[index].first === next { lists[index].removeFirst() }
    }
  }

  /// What `name` is in the class or in one of its bases, unbound.
  func lookup(_ name: PyString, in machine: Machine) -> Value? {
    let key = ObjectIdentifier(name)
    if cacheVersion == machine.typeVersion {
      if let found = cache[key] { return found.isUndefined ? nil : found }
    } else {
      cache.removeAll(keepingCapacity: true)
      cacheVersion = machine.typeVersion
    }
    let found = find(name)
    // Only names that live as long as the machine are remembered: an address may be used again.
    if name.isInterned { cache[key] = found ?? .undefined }
    return found
  }

  private func find(_ name: PyString) -> Value? {
    for type in mro {
      if let found = type.attributes.get(name) { return found }
    }
    return nil
  }

  func isSubtype(of other: PyType) -> Bool {
    if self === other { return true }
    return mro.contains { $0 === other }
  }

  /// Whether messages name it with its module, as they do for classes that CPython writes in C.
  var showsModule: Bool

  /// The name that messages give it.
  var messageName: String { showsModule ? "\(module).\(name)" : name }
  /// Whether a metaclass wants to see each name of a class body, as that of enumerations does.
  func metaclassCollects(in machine: Machine) -> Bool {
    !isBuiltin && lookup(machine.names.collect, in: machine) != nil
  }

  /// The name with its module, as `repr` and tracebacks show it.
  var displayName: String { module == "builtins" ? qualifiedName : "\(module).\(qualifiedName)" }
}
