/// Names a task in a trace: small integers, given in order of creation.
///
/// 0 is the program itself, the code that runs outside every task; the first real task is 1.
package struct TaskID: Hashable, Comparable, Sendable {
  package var number: Int32

  package init(_ number: Int32) { self.number = number }

  /// The code that runs outside every task: a module's top level, a loop's plain callbacks.
  package static let program = TaskID(0)

  package static func < (a: TaskID, b: TaskID) -> Bool { a.number < b.number }
}

/// Names a scope in a trace (a TaskGroup, a timeout, a gather ...): small integers from 1, in order of entry.
package struct ScopeID: Hashable, Comparable, Sendable {
  package var number: Int32

  package init(_ number: Int32) { self.number = number }

  package static func < (a: ScopeID, b: ScopeID) -> Bool { a.number < b.number }
}

/// Names a resource in a trace (a lock, a queue, a future ...): small integers from 1, in order of first use.
package struct ResourceID: Hashable, Comparable, Sendable {
  package var number: Int32

  package init(_ number: Int32) { self.number = number }

  package static func < (a: ResourceID, b: ResourceID) -> Bool { a.number < b.number }
}
