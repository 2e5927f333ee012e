import Dashboard
import Pictures
import Recording
import Screen
import TaskModel
import Terminal
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs the dashboard in a terminal: brings keys, time and events to the state, draws it, and does what it asks for.
///
/// Waits without using the processor while nothing moves, and draws at most thirty times a second.
final class DashboardDriver {
  private let terminal: Terminal
  private let speed: Speed
  private let seed: Int?
  private var state: DashboardState
  private var feed: (any EventFeed)?
  /// The program's file, where it is to run anew each time it is saved.
  private var watch: FileWatch?
  private var notes: NoteKeeper
  private var mustDraw = true
  /// A signal has asked for the program's end, and with it for the dashboard's.
  private var endsWithProgram = false
  private var lastDraw: ContinuousClock.Instant?
  private var lastTick = ContinuousClock.now
  private let clock = ContinuousClock()

  private static let frame = Duration.milliseconds(33)
  /// How long the first picture waits for the first events, in milliseconds.
  private static let patience: Int32 = 8
  /// A process that was stopped, or a machine that slept, does not make a play jump.
  private static let longestTick = Duration.milliseconds(250)

  init(
    _ terminal: Terminal, _ state: DashboardState, feed: (any EventFeed)?, speed: Speed, seed: Int? = nil,
    watch: FileWatch? = nil, notes: NoteKeeper = .nowhere
  ) {
    self.terminal = terminal
    self.state = state
    self.feed = feed
    self.speed = speed
    self.seed = seed
    self.watch = watch
    self.notes = notes
  }

  /// How a dashboard came to its end.
  enum End {
    case quit
    /// A signal asked for it.
    case signal(Int32)
    /// The terminal has gone.
    case lost
  }

  /// Runs until somebody quits.
  func run() -> End {
    defer { feed?.stop() }
    if case .whenReadable(let descriptor)? = feed?.readiness {
      // Most programs have something to show at once: the first picture is better with it than without.
      FileEvents.wait(for: descriptor, milliseconds: Self.patience)
      if !takeEvents() { return .quit }
    }
    interactiveFeed?.resize(state.size)
    draw()
    // What comes right after the first picture does not have to wait for the next one's time.
    lastDraw = nil
    while true {
      var descriptors: [Int32] = []
      if wantsEvents, case .whenReadable(let descriptor)? = feed?.readiness { descriptors = [descriptor] }
      let wasStill = state.timeUntilChange == nil
      let wake = terminal.wait(for: timeout, orReading: descriptors)
      // The time that passed while nothing moved moves nothing that begins now.
      if wasStill { lastTick = clock.now }
      for event in wake.events {
        if case .endRequested(let signal) = event, !passOn(signal) { return .signal(signal) }
        if case .lost = event { return .lost }
        if case .resize(let width, let height) = event { interactiveFeed?.resize(Size(width, height)) }
        if let message = message(for: event), !send(message) { return .quit }
      }
      if !lookAtFile() || !takeEvents() || !tick() { return .quit }
      if mustDraw, isTimeToDraw { draw() }
    }
  }

  // MARK: A program that has a terminal of its own

  private var interactiveFeed: (any InteractiveFeed)? { feed as? any InteractiveFeed }

  /// Hands a signal to the program, after whose end the dashboard ends; false where this process ends now.
  private func passOn(_ signal: Int32) -> Bool {
    guard let interactiveFeed else { return false }
    // What Ctrl-C does, the state decides.
    if signal == SIGINT { return true }
    interactiveFeed.pass(signal)
    endsWithProgram = signal == SIGTERM
    return endsWithProgram
  }

  // MARK: Time

  private var timeout: Duration? {
    var pause = watch.map { _ in FileWatch.interval }
    switch feed?.readiness {
    case .now? where wantsEvents: return .zero
    case .later(let duration)? where wantsEvents: pause = min(pause ?? duration, duration)
    default: break
    }
    guard let change = mustDraw ? .zero : state.timeUntilChange else { return pause }
    let frame = lastDraw.map { max(change, Self.frame - (clock.now - $0), .zero) } ?? change
    return pause.map { min($0, frame) } ?? frame
  }

  private var isTimeToDraw: Bool { lastDraw.map { clock.now - $0 >= Self.frame } ?? true }

  private func tick() -> Bool {
    let now = clock.now
    defer { lastTick = now }
    guard let change = state.timeUntilChange else { return true }
    // What only goes away after a while needs the true time; a play must not jump.
    let elapsed = now - lastTick
    return send(.tick(elapsed: change == .zero ? min(elapsed, Self.longestTick) : elapsed))
  }

  private func draw() {
    terminal.draw(view(state))
    lastDraw = clock.now
    mustDraw = false
  }

  // MARK: Messages

  /// Hands a message to the state; false where the dashboard is to end.
  private func send(_ message: Message) -> Bool {
    mustDraw = true
    for effect in update(&state, message) {
      switch effect {
      case .quit: return false
      case .start(let name):
        if !start(name) { return false }
      case .stop:
        feed?.stop()
        feed = nil
      case .savePicture:
        if !send(.notice(savePicture())) { return false }
      case .copy(let text, let what):
        if !send(.notice(copy(text, what))) { return false }
      case .keepNotes:
        if !send(.notice(notes.keep(state.run?.trace.annotations ?? []))) { return false }
      case .redraw: terminal.forgetScreen()
      case .type(let text): interactiveFeed?.type(text)
      }
    }
    return true
  }

  /// What an event of the terminal means to the state; nil where that is nothing.
  private func message(for event: InputEvent) -> Message? {
    switch event {
    case .key(let key): .key(key)
    case .mouse(let mouse): Pointer(mouse).map(Message.pointer)
    case .paste(let text): .pasted(text)
    case .resize(let width, let height): .resized(Size(width, height))
    // Ctrl-C, where it is not this process's end.
    case .endRequested(SIGINT): .key(.control("c"))
    case .endRequested, .lost: nil
    }
  }

  // MARK: Events

  /// How many events of a program are held before the playhead gets there.
  private static let mostAhead = 200_000

  private var wantsEvents: Bool {
    guard feed != nil, let run = state.run, run.isUnderWay else { return false }
    // A file ends somewhere, and is wanted whole.
    return feed?.fraction != nil || run.play.follows
      || run.trace.count - run.camera.playhead.position < Self.mostAhead
  }

  /// False where the dashboard is to end.
  private func takeEvents() -> Bool {
    guard wantsEvents, let feed else { return true }
    let (count, notice) = (state.run?.trace.count, state.notice)
    do {
      try feed.take(into: &state)
      state.noteLoaded(feed.fraction)
      if state.run?.trace.count != count || state.notice != notice { mustDraw = true }
    } catch {
      self.feed = nil
      return send(.ended(RunEnd(notice: Notice(error.description, isError: true, remaining: nil))))
    }
    guard let end = feed.end else { return true }
    self.feed = nil
    return send(.ended(end)) && !endsWithProgram
  }

  private func start(_ name: String) -> Bool {
    do {
      let program = try PreparedProgram(ProgramInput(name), seed: seed)
      feed?.stop()
      feed = ProgramFeed(program)
      return send(.opened(RunState(program.subject, play: Play(isPlaying: true, speed: speed))))
    } catch {
      return send(.notice(Notice(error.description, isError: true, remaining: nil)))
    }
  }

  /// Runs a file anew that has been saved; one that is no program leaves the picture as it is, and is complained of.
  private func lookAtFile() -> Bool {
    guard watch?.hasChanged() == true, let path = watch?.path else { return true }
    do {
      let program = try PreparedProgram(ProgramInput(path), seed: seed)
      feed?.stop()
      feed = ProgramFeed(program)
      return send(.reopened(RunState(program.subject)))
    } catch {
      let lines = error.description.split(separator: "\n")
      return send(.notice(Notice(String(lines.first ?? ""), isError: true, remaining: nil)))
    }
  }

  // MARK: What is taken elsewhere

  private func copy(_ text: String, _ what: String) -> Notice {
    let copied = terminal.copy(text)
    guard copied < text.utf8.count else { return Notice("Copied to the terminal's clipboard: \(what)") }
    return Notice(
      "Copied only the first \(copied) bytes of the \(what): terminals take no more", isError: true,
      remaining: nil)
  }

  /// Writes what is on the screen to a new file in the current folder.
  private func savePicture() -> Notice {
    let name = state.run?.subject.name ?? "scenarios"
    let stem =
      "taskviz-" + String(name.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" ? $0 : "-" })
    let options = PictureOptions(title: "taskviz: \(name)", background: state.theme.background)
    let bytes = PictureFormat.svg.bytes(of: view(state), options)
    do {
      for number in 1...999 {
        let path = number == 1 ? "\(stem).svg" : "\(stem)-\(number).svg"
        if try Files.writeNew(bytes, to: path) { return Notice("Saved \(path)") }
      }
      return Notice("There are 999 pictures named \(stem) here already", isError: true)
    } catch {
      return Notice(error.description, isError: true, remaining: nil)
    }
  }
}
