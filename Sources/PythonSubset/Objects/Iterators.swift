/// An iterator of Python's own.
class PyIterator: PyObject {
  /// The name of its Python class.
  var typeName: String { "iterator" }
  /// The module of its Python class.
  var typeModule: String { "builtins" }

  init() { super.init(.iterator) }

  /// The next value; nil at the end, and from then on.
  func next(_ machine: Machine) throws -> Value? { nil }

  override final func type(in machine: Machine) -> PyType {
    machine.iteratorType(typeName, module: typeModule)
  }
}

final class ListIterator: PyIterator {
  private var list: PyList?
  private var index = 0

  init(_ list: PyList) { self.list = list }

  override var typeName: String { "list_iterator" }

  override func next(_ machine: Machine) -> Value? {
    guard let list, index < list.items.count else {
      list = nil
      return nil
    }
    defer { index += 1 }
    return list.items[index]
  }
}

/// Goes over values that nothing can change any more.
final class FixedIterator: PyIterator {
  private let values: [Value]
  private var index = 0
  private let name: String

  init(_ values: [Value], name: String) {
    self.values = values
    self.name = name
  }

  override var typeName: String { name }

  override func next(_ machine: Machine) -> Value? {
    guard index < values.count else { return nil }
    defer { index += 1 }
    return values[index]
  }
}

final class RangeIterator: PyIterator {
  private let range: PyRange
  private var index = 0

  private let isReversed: Bool

  init(_ range: PyRange, isReversed: Bool = false) {
    self.range = range
    self.isReversed = isReversed
  }

  override var typeName: String { "range_iterator" }

  override func next(_ machine: Machine) -> Value? {
    guard index < range.count else { return nil }
    defer { index += 1 }
    return .int(range[isReversed ? range.count - 1 - index : index])
  }
}

final class StringIterator: PyIterator {
  private let text: PyString
  private var index = 0

  init(_ text: PyString) { self.text = text }

  override var typeName: String { text.isASCII ? "str_ascii_iterator" : "str_iterator" }

  override func next(_ machine: Machine) -> Value? {
    guard index < text.count else { return nil }
    defer { index += 1 }
    return .object(text.character(at: index))
  }
}

/// What an iteration over a dictionary gives.
enum DictPart: String {
  case keys, values, items
}

final class DictIterator: PyIterator {
  private let dict: PyDict
  private let part: DictPart
  private let count: Int
  private var index = 0
  private let isReversed: Bool

  init(_ dict: PyDict, _ part: DictPart, isReversed: Bool = false) {
    self.dict = dict
    self.part = part
    self.isReversed = isReversed
    count = dict.count
    if isReversed { index = dict.entries.count - 1 }
  }

  override var typeName: String {
    if dict.isOrdered { return "odict_iterator" }
    return
      "dict_\(isReversed ? "reverse" : "")\(part == .items ? "item" : String(part.rawValue.dropLast()))iterator"
  }

  override func next(_ machine: Machine) throws -> Value? {
    if dict.count != count { throw machine.error(.runtimeError, "dictionary changed size during iteration") }
    while isReversed ? index >= 0 : index < dict.entries.count {
      guard index < dict.entries.count else { return nil }
      let entry = dict.entries[index]
      index += isReversed ? -1 : 1
      if entry.key.isUndefined { continue }
      switch part {
      case .keys: return entry.key
      case .values: return entry.value
      case .items: return .object(PyTuple([entry.key, entry.value]))
      }
    }
    return nil
  }
}

final class SetIterator: PyIterator {
  private let set: PySet
  private let elements: [Value]
  private let count: Int
  private var index = 0

  init(_ set: PySet) {
    self.set = set
    elements = set.elements
    count = set.count
  }

  override var typeName: String { "set_iterator" }

  override func next(_ machine: Machine) throws -> Value? {
    if set.count != count { throw machine.error(.runtimeError, "Set changed size during iteration") }
    guard index < elements.count else { return nil }
    defer { index += 1 }
    return elements[index]
  }
}

/// Goes over what `__getitem__` gives for 0, 1, 2 ...
final class SequenceIterator: PyIterator {
  private let sequence: Value
  private var index = 0

  init(_ sequence: Value) { self.sequence = sequence }

  override func next(_ machine: Machine) throws -> Value? {
    do {
      defer { index += 1 }
      return try machine.getItem(sequence, .int(index))
    } catch let exception as PyException where exception.cls.isSubtype(of: machine.types[.indexError]) {
      return nil
    }
  }
}

/// An iterator made of a Swift function: `map`, `zip`, `enumerate` ...
final class FunctionIterator: PyIterator {
  private let name: String
  private let module: String
  private let body: (Machine) throws -> Value?

  init(_ name: String, module: String = "builtins", _ body: @escaping (Machine) throws -> Value?) {
    self.name = name
    self.module = module
    self.body = body
  }

  override var typeName: String { name }
  override var typeModule: String { module }

  override func next(_ machine: Machine) throws -> Value? { try body(machine) }
}

/// `dict.keys()`, `.values()` and `.items()`: windows on the dictionary.
final class PyDictView: PyObject {
  let dict: PyDict
  let part: DictPart

  init(_ dict: PyDict, _ part: DictPart) {
    self.dict = dict
    self.part = part
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    let type = machine.types.named("dict_\(part.rawValue)")
    return dict.isOrdered ? machine.types.named("odict_\(part.rawValue)", base: type) : type
  }

  /// Whether a key or a pair is in it.
  func contains(_ item: Value, _ machine: Machine) throws -> Bool {
    if part == .keys { return try dict.get(item, in: machine) != nil }
    guard let pair = item.tuple?.items, pair.count == 2, let value = try dict.get(pair[0], in: machine) else {
      return false
    }
    return try Value.isSame(value, pair[1]) || machine.equal(value, pair[1])
  }

  var values: [Value] {
    dict.pairs.map { pair in
      switch part {
      case .keys: pair.key
      case .values: pair.value
      case .items: .object(PyTuple([pair.key, pair.value]))
      }
    }
  }
}

extension Machine {
  /// The class of one of Python's own iterators, with the two methods that all of them have.
  func iteratorType(_ name: String, module: String) -> PyType {
    let type = types.named(name, module: module)
    if type.attributes.get(names.next) == nil {
      method(type, "__iter__", .exactly(1)) { _, a in a[0] }
      method(type, "__next__", .exactly(1)) { m, a in
        guard let value = try m.nextValue(of: a[0]) else {
          throw m.makeException(m.types[.stopIteration], [])
        }
        return value
      }
    }
    return type
  }
}
