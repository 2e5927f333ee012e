package import TaskModel

/// One run of a program: what its event loops share, and what outlives each of them.
///
/// Holds the clock, the counters of ids and of CPython's `Task-N` names, the observer and the interrupt flag. Several loops
/// may run one after the other (`asyncio.run` twice). Everything happens on one thread at a time; only the interrupt flag
/// may be touched by others meanwhile.
package final class LoopSession {
  /// What an interpreter supplies, so that events and reports speak of its program.
  package struct Hooks {
    /// Where the program stands now: the site that creations and scopes are given.
    package var currentSite: () -> SourceSite? = { nil }
    /// What the program runs now, for an error to hold that the library catches itself: its traceback leads there.
    package var holdFrame: () -> AnyObject? = { nil }
    /// Makes a call of the library's a part of what the program runs: a traceback that leads through it holds its variables.
    package var calling: (LibraryCall, () throws -> Void) throws -> Void = { _, body in try body() }
    /// Makes a call of the library's a part of the traceback of an error that leaves it.
    package var leaving: (LibraryCall, any Error) -> Void = { _, _ in }
    /// `repr()` of a result, cut to a reasonable length; nil for None.
    package var describe: (Any) -> String? = { value in
      // Told by its type first: a cast of any value asks the runtime for more than that.
      if type(of: value) == Void.self { return nil }
      return type(of: value) == Int.self ? (value as? Int).map(String.init) : String(describing: value)
    }
    /// `str()` of a value, such as a cancellation's message.
    package var text: (Any) -> String = { String(describing: $0) }
    /// `repr()` of a value in full; raises what that raises.
    package var representation: (Any) throws -> String = { String(describing: $0) }
    /// `repr()` of a result, cut as `reprlib` does.
    package var shortRepresentation: (Any) -> String = { String(describing: $0) }
    /// How a function of the program's is shown: `f() at program.py:3`.
    package var callback: (AnyObject) -> String? = { _ in nil }
    /// The dictionary that a handler is told, as `repr()` shows it.
    package var report: (ErrorReport) -> String = { $0.message }
    /// The address that the `repr()` of an object shows.
    package var address: (AnyObject) -> String = {
      "0x" + String(UInt(bitPattern: ObjectIdentifier($0)), radix: 16)
    }
    /// `repr()` of a string.
    package var quote: (String) -> String = { "'\($0)'" }
    /// The program's own object for an error of the loop, to be linked to its others.
    package var exception: (LoopError) -> any Error = { $0 }
    /// Is told of an error that the loop raises anew, to link it to the one that is being handled.
    package var raising: (any Error) -> Void = { _ in }
    /// Is told of an error that goes on its way after a wait, as it was.
    package var reraising: (any Error) -> Void = { _ in }
    /// Is told of the end of a task's first step inside that of its maker: what it raised is on its way no more.
    package var endedEagerStep: () -> Void = {}
    /// Runs code as the handling of an error.
    package var handling: (any Error, () throws -> Void) throws -> Void = { _, body in try body() }
    /// The lines of a traceback, ending in a line end; for a report on an exception.
    package var traceback: (any Error) -> String = { "\($0.loopTypeName): \($0.loopMessage)\n" }
    /// The calls that are under way, outermost first.
    package var currentChain: () -> [SourceSite] = { [] }
    /// Sets aside what an interpreter knows of the thread that runs; the closure puts it back.
    package var leaveContext: () -> () -> Void = { {} }
    /// Where the default exception handler writes to.
    package var standardError: (String) -> Void = { _ in }
    /// Takes what the default exception handler says to the program's own log; false where there is none.
    package var log: (_ message: String, _ exception: (any Error)?) -> Bool = { _, _ in false }
    /// Takes what debug mode reports: what was run, and for how many seconds.
    package var slowCallback: (String, Double) -> Void = { _, _ in }
    /// Takes a warning of the library's.
    package var warn: (String) -> Void = { _ in }
    /// Is told of each new loop.
    package var madeLoop: () -> Void = {}

    package init() {}
  }

  package var hooks: Hooks
  package let observer: (any TaskEventObserver)?
  package let interrupts: InterruptFlag

  /// Set: the clock's jumps take their time on the wall clock.
  package var pacer: Pacer?

  /// The task whose step runs now.
  package internal(set) var currentTask: Task? {
    get { runningTask?.takeUnretainedValue() }
    set { runningTask = newValue.map(Unmanaged.passUnretained) }
  }

  /// The same, held by whoever steps it: each event asks for its number, which should not count references.
  private(set) var runningTask: Unmanaged<Task>?

  /// The loop that runs now.
  package internal(set) var runningLoop: EventLoop?

  /// The context that code runs in now; nil: an empty one that nobody holds.
  package internal(set) var context: Context?

  /// The loop that `asyncio.get_event_loop()` gives where none runs.
  package private(set) var eventLoop: EventLoop?

  /// Whether a program or a runner has said which that is, be it none.
  package private(set) var isEventLoopSet = false

  /// `asyncio.set_event_loop`.
  package func setEventLoop(_ loop: EventLoop?) {
    eventLoop = loop
    isEventLoopSet = true
  }

  /// The runner whose main task an interrupt cancels.
  weak var runner: Runner?

  /// Who is behind what happens now, where no task runs.
  var cause = Cause.callback

  /// Whether what the program has left behind is being ended.
  package private(set) var isFinishing = false

  /// What a plain callback that runs now is called.
  var callbackName = ""

  var live = LiveTasks()
  var unretrieved = Unretrieved()
  var cancelDepth = 0

  /// Runs the pieces of bodies written in Swift.
  let stepExecutor = StepExecutor()

  /// The threads beside the loop's; nil: there have been none.
  var workers: Workers?

  /// The pools of threads that have not been told to end.
  var pools: [ThreadPool] = []

  /// What the program's sockets are connected by; made when the first one is.
  package private(set) lazy var network = Network(session: self)

  private var postponed: [() -> Void] = []
  private var rings: [ObjectIdentifier: AnyObject] = [:]
  private var released: [Future] = []
  private var isReleasing = false
  private var clock = VirtualClock()
  private var lastTask: Int32 = 0
  private var lastTaskSerial: Int32 = 0
  private var lastScope: Int32 = 0
  private var lastResource: Int32 = 0
  private var lastTaskName = 0
  private var lastPool = -1
  private var lastArrival = -1
  private var resourceNames: [String: Int] = [:]

  package init(
    observer: (any TaskEventObserver)? = nil, interrupts: InterruptFlag = InterruptFlag(),
    hooks: Hooks = Hooks()
  ) {
    self.observer = observer
    self.interrupts = interrupts
    self.hooks = hooks
  }

  /// Seconds since the session began, on the virtual clock.
  package var now: Double { clock.now }

  /// The same moment on the trace's clock.
  package var traceTime: TraceTime { clock.time }

  /// Lets `seconds` pass while nothing else can run, as `time.sleep` does, and records it as a stall.
  package func block(for seconds: Double, what: String) throws {
    let start = traceTime
    try jump(to: clock.now + seconds)
    let end = traceTime
    // A worker holds up nobody but itself.
    if end > start, !isInWorker { emit(.stall(lane, duration: end.since(start), what: what)) }
    try checkInterrupt()
  }

  /// Lets time pass until `time`; threads whose sleep ends before that go on at their times, and those that are ready go
  /// on even if no time passes.
  func jump(to time: Double) throws {
    guard time >= clock.now, time.isFinite else { return }
    if let workers {
      if isInWorker {
        if time > clock.now { try workers.sleep(until: time) }
        return
      }
      workers.runReady()
      while let wake = workers.nextWake, wake <= time {
        move(to: wake)
        guard now >= wake else { return }
        workers.wakeSleepers()
        workers.runReady()
      }
    }
    move(to: time)
  }

  /// Moves the clock to `time`, taking the time it takes if the session is paced.
  private func move(to time: Double) {
    guard time > clock.now else { return }
    pacer?.wait(until: time, interrupts: interrupts)
    if interrupts.isRequested, pacer != nil { return }
    clock.move(to: time)
  }

  /// CPython's next `Task-N`.
  func nextTaskName() -> String {
    lastTaskName += 1
    return "Task-\(lastTaskName)"
  }

  func nextTaskSerial() -> Int32 {
    lastTaskSerial &+= 1
    return lastTaskSerial
  }

  func nextTaskID() -> TaskID {
    lastTask &+= 1
    return TaskID(lastTask)
  }

  package func nextScopeID() -> ScopeID {
    lastScope &+= 1
    return ScopeID(lastScope)
  }

  package func nextResourceID() -> ResourceID {
    lastResource &+= 1
    return ResourceID(lastResource)
  }

  /// The number in the names of a pool's threads, from 0.
  func nextPoolNumber() -> Int {
    lastPool += 1
    return lastPool
  }

  /// The place of a thread's future among those that have ended, from 0.
  func nextArrival() -> Int {
    lastArrival += 1
    return lastArrival
  }

  /// How many resources have been given this name, the new one included.
  func countResources(named name: String) -> Int {
    resourceNames[name, default: 0] += 1
    return resourceNames[name, default: 1]
  }

  /// Acts on an interrupt if one was asked for: cancels the main task of `asyncio.run` the first time, and raises
  /// KeyboardInterrupt the second time or where no main task runs.
  @inline(__always)
  package func checkInterrupt() throws {
    if interrupts.isRequested { try takeInterrupt() }
  }

  private func takeInterrupt() throws {
    while interrupts.take() {
      if let runner, try runner.interrupt() { continue }
      throw LoopError(.keyboardInterrupt)
    }
  }

  /// Keeps a report until the program is at a safe point: it may come from the release of an object, at any moment.
  func postpone(_ report: ErrorReport, on loop: EventLoop) {
    // As in CPython, nothing that a handler raises here reaches the program: it runs where nobody called it.
    postpone { try? loop.callExceptionHandler(report) }
  }

  /// Keeps what is to be done about an object that is released, until the program is at a safe point.
  package func postpone(_ action: @escaping () -> Void) { postponed.append(action) }

  /// Does what the release of objects has left to be done: reports on them, and their finalizers.
  @inline(__always)
  package func flushReports() {
    if !postponed.isEmpty { doPostponed() }
  }

  private func doPostponed() {
    var actions = [() -> Void](postponed.reversed())
    postponed = []
    while !actions.isEmpty {
      actions.removeLast()()
      // What was released by that, a part of an object mostly, comes before what was released after it.
      flushReports()
    }
  }

  /// Holds what holds itself in CPython, where nothing but the garbage collector lets go of it: to the end of the run.
  func hold(_ object: AnyObject) { rings[ObjectIdentifier(object)] = object }

  func letGo(of object: AnyObject) { rings[ObjectIdentifier(object)] = nil }

  /// Lets go of futures, the last one first, as CPython does with a list, and in a loop: a long chain of those that hold
  /// others must not be released link by link, on the stack.
  func release(_ futures: inout [Future]) {
    released += futures
    futures = []
    guard !isReleasing else { return }
    isReleasing = true
    while released.popLast() != nil {}
    isReleasing = false
  }

  /// Reports what nobody looked at: exceptions never retrieved, tasks that never ended. Call it once, when the program has
  /// ended; it ends the coroutines that are left.
  package func finish() {
    workers?.abandonAll()
    isFinishing = true
    defer { isFinishing = false }
    let left = live.removeAll()
    for task in left {
      task.abandon()
      flushReports()
    }
    for task in left { task.letGo() }
    network.clear()
    rings = [:]
    eventLoop = nil
    for future in unretrieved.removeAll() { future.reportUnretrieved() }
    flushReports()
  }
}
