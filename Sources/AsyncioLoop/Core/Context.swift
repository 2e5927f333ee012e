/// The values of context variables that a piece of work carries along (CPython 3.13 `context.c`).
///
/// Each task and each callback runs in one, by default a copy of the one in which it was made. Most programs set no
/// variable, and have no contexts: nil stands for an empty one that nobody holds. A copy shares its values until one of the
/// two changes.
package final class Context {
  private struct Entry {
    /// Held, so that nothing else gets its identity.
    let variable: AnyObject
    var value: Any
    /// Its place among the entries, in the order in which the variables were first set.
    let place: Int
  }

  private var entries: [ObjectIdentifier: Entry]
  private var lastPlace: Int

  /// Whether code runs in it now; one that is entered cannot be entered again.
  package fileprivate(set) var isEntered = false

  /// An interpreter's object for it, so that its program sees one object as long as it holds it.
  package weak var wrapper: AnyObject?

  package init() {
    entries = [:]
    lastPlace = 0
  }

  private init(copying other: Context) {
    entries = other.entries
    lastPlace = other.lastPlace
  }

  package func copy() -> Context { Context(copying: self) }

  package var count: Int { entries.count }

  /// The value of a variable; nil where it has none here.
  package subscript(variable: AnyObject) -> Any? { entries[ObjectIdentifier(variable)]?.value }

  /// Gives a variable a value, or none, and returns the one that it had.
  @discardableResult
  package func set(_ variable: AnyObject, to value: Any?) -> Any? {
    let key = ObjectIdentifier(variable)
    let old = entries[key]
    guard let value else {
      entries[key] = nil
      return old?.value
    }
    if old == nil { lastPlace += 1 }
    entries[key] = Entry(variable: variable, value: value, place: old?.place ?? lastPlace)
    return old?.value
  }

  /// The variables and their values, in the order in which they were first set.
  package var pairs: [(variable: AnyObject, value: Any)] {
    entries.values.sorted { $0.place < $1.place }.map { ($0.variable, $0.value) }
  }
}

extension LoopSession {
  /// The context that code runs in now, made if there is none yet.
  package func currentContext() -> Context {
    if let context { return context }
    let made = Context()
    made.isEntered = true
    context = made
    currentTask?.adopt(made)
    return made
  }

  /// A copy of the context that code runs in now, for work that is made in it; nil: an empty one.
  package func copiedContext() -> Context? {
    guard let context, context.count > 0 else { return nil }
    return context.copy()
  }

  /// Runs code in a context.
  ///
  /// - Throws: RuntimeError where code runs in it already; what `body` throws.
  package func run<T>(in inner: Context?, _ body: () throws -> T) throws -> T {
    let outer = try enter(inner)
    defer { leave(to: outer) }
    return try body()
  }

  /// Makes `inner` the context that code runs in, and returns the one to go back to.
  @inline(__always)
  func enter(_ inner: Context?) throws -> Context? {
    if let inner {
      guard !inner.isEntered else { throw alreadyEntered(inner) }
      inner.isEntered = true
    }
    let outer = context
    context = inner
    return outer
  }

  @inline(__always)
  func leave(to outer: Context?) {
    context?.isEntered = false
    context = outer
  }

  private func alreadyEntered(_ context: Context) -> LoopError {
    let address = hooks.address(context.wrapper ?? context)
    return LoopError(
      .runtime, "cannot enter context: <_contextvars.Context object at \(address)> is already entered")
  }
}
