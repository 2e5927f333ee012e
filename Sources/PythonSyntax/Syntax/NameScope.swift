/// A stretch of the program with names of its own: the module, a class, a function, a lambda or a comprehension.
package struct NameScope: Sendable {
  package enum Kind: Sendable, Hashable {
    case module, `class`, function, lambda
    /// Around a definition that has type parameters, which it holds.
    case typeParameters
    case comprehension(Comprehension.Kind)

    /// Locals live in frames: everything but modules and classes, whose names live in dictionaries.
    package var isFunctionLike: Bool { self != .module && self != .class }
  }

  package let id: NameScopeID
  package let kind: Kind
  /// `fetch`, `<lambda>`, `<listcomp>`, `<module>`.
  package let name: String
  /// CPython's `__qualname__`, such as `Worker.run.<locals>.step`.
  package internal(set) var qualifiedName: String
  package let parent: NameScopeID?
  package internal(set) var children: [NameScopeID] = []

  /// How each name that occurs in the scope is found; the names are mangled.
  package internal(set) var bindings: [String: NameBinding] = [:]
  /// The parameters in the order of `Parameters.all`.
  package internal(set) var parameters: [String] = []
  /// What the scope binds: the parameters, then the others in the order in which they are first bound. Holds the cells
  /// too, but not what it declares global or nonlocal.
  package internal(set) var locals: [String] = []
  /// The locals that an inner scope refers to. A class's `__class__` is among them where a method needs it.
  package internal(set) var cells: [String] = []
  /// The names of enclosing functions that this scope or one inside it refers to, sorted.
  ///
  /// A class may bind a name of its own that an inner function takes from further out: then it is here, though the
  /// class's binding is `local`.
  package internal(set) var free: [String] = []

  /// Holds a `yield`, or is a generator expression.
  package internal(set) var isGenerator = false
  /// An `async def`, or a comprehension that awaits.
  package internal(set) var isCoroutine = false

  /// The class whose private names (`__x`) are mangled here.
  let privateClass: String?

  /// The name as it is stored: `__x` in a class `C` is `_C__x`.
  package func mangled(_ name: String) -> String {
    guard let privateClass, name.hasPrefix("__"), !name.hasSuffix("__"),
      !name.utf8.contains(UInt8(ascii: "."))
    else { return name }
    let stripped = privateClass.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_\(stripped)\(name)"
  }

  /// How a name as the source writes it is found from this scope.
  package func binding(of name: String) -> NameBinding { bindings[mangled(name)] ?? .global }
}

/// Where a name of a scope is found.
package enum NameBinding: Sendable, Hashable {
  /// In the frame. In a class: in the class's dictionary, then as `global`.
  case local
  /// In the frame, in a cell that inner scopes share.
  case cell
  /// In a cell of an enclosing function. In a class: in the class's dictionary first.
  case free
  /// In the module, because of a `global` statement.
  case declaredGlobal
  /// In the module, then in the builtins. All names of a module's own code are global.
  case global
}
