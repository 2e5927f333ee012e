/// The variables of a function of asyncio's own that is being called.
///
/// In CPython such a function is written in Python: a traceback that leads through it holds its frame, and with it what its
/// variables hold. What that is decides when a task or an asynchronous generator is let go of.
package final class LibraryCall {
  package private(set) var variables: [AnyObject]

  package init(_ variables: [AnyObject] = []) { self.variables = variables }

  /// Makes `object` the value of one more variable.
  func hold(_ object: AnyObject) { variables.append(object) }
}

extension LoopSession {
  /// Runs what a function of the library calls while its variables hold `variables`.
  func calling<Result>(holding variables: [AnyObject], _ body: () throws -> Result) throws -> Result {
    try calling(LibraryCall(variables), body)
  }

  func calling<Result>(_ call: LibraryCall, _ body: () throws -> Result) throws -> Result {
    var result: Result?
    try hooks.calling(call) { result = try body() }
    guard let result else { throw LoopError(.runtime, "a call of the library was not made") }
    return result
  }

  /// An error leaves a function of the library's: its traceback holds the function's variables from then on.
  func leaving(_ variables: [AnyObject], with error: any Error) {
    leaving(LibraryCall(variables), with: error)
  }

  func leaving(_ call: LibraryCall, with error: any Error) { hooks.leaving(call, error) }
}
