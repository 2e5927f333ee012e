import TaskModel

/// A call that the loop was asked to make, and that can be taken back (CPython's `events.Handle`).
package class Handle {
  /// Nil once cancelled: nothing the call holds outlives it.
  private final var call: (() throws -> Void)?

  /// What the callback is called, where it has a name.
  package final let name: String

  /// The program's own function object, which reports and `repr` describe; nil: the call is the library's.
  private let callback: AnyObject?

  /// What it runs in; nil: an empty one.
  private final var context: Context?

  /// Where the program asked for it, in debug mode.
  private let site: SourceSite?

  package final var isCancelled: Bool { call == nil }

  init(
    name: String, callback: AnyObject? = nil, context: Context? = nil, site: SourceSite? = nil,
    _ call: @escaping () throws -> Void
  ) {
    self.call = call
    self.site = site
    self.name = name
    self.callback = callback
    self.context = context
  }

  /// What it calls, and where that is defined: `f() at program.py:3`.
  final func callText(_ hooks: LoopSession.Hooks) -> String {
    callback.flatMap(hooks.callback) ?? "\(name)()"
  }

  /// Python's `repr()` of it.
  package final func representation(_ hooks: LoopSession.Hooks) -> String {
    let made = site.map { ["created at \($0.file):\($0.line)"] } ?? []
    return "<" + (facts(hooks) + made).joined(separator: " ") + ">"
  }

  func facts(_ hooks: LoopSession.Hooks) -> [String] {
    ["Handle", isCancelled ? "cancelled" : callText(hooks)]
  }

  /// The context that it runs in, made if there is none yet.
  package final func currentContext() -> Context {
    if let context { return context }
    let made = Context()
    context = made
    return made
  }

  /// Takes the call back; a call already made is not undone.
  package func cancel() {
    call = nil
  }

  /// Makes the call, unless it was taken back.
  final func run(_ session: LoopSession) throws {
    if let call { try session.run(in: context, call) }
  }
}

/// A call at a time (CPython's `events.TimerHandle`).
package final class TimerHandle: Handle {
  /// The loop's time, in seconds.
  package let when: Double

  /// Whether it lies in the loop's heap.
  var isScheduled = false

  /// A weak reference would slow down every other one to the loop; the loop outlives the time in its heap.
  private unowned let loop: EventLoop

  init(
    name: String, callback: AnyObject?, context: Context?, site: SourceSite?, when: Double, loop: EventLoop,
    _ call: @escaping () throws -> Void
  ) {
    self.when = when
    self.loop = loop
    super.init(name: name, callback: callback, context: context, site: site, call)
  }

  override func facts(_ hooks: LoopSession.Hooks) -> [String] {
    let moment = "when=\((try? hooks.representation(when)) ?? "\(when)")"
    return ["TimerHandle"] + (isCancelled ? ["cancelled", moment] : [moment, callText(hooks)])
  }

  package override func cancel() {
    if !isCancelled, isScheduled { loop.timers.noteCancelled() }
    super.cancel()
  }
}
