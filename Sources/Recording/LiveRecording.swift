package import Processes
package import TaskModel

/// A command that is recorded, and the events of its recording while it runs.
package final class LiveRecording {
  package let command: RecordedCommand
  private let words: [String]
  private var reader: RecordingReader
  private let options: RecordingOptions
  private let note: RecordingNoteWriter
  private let ring: SegmentRing?
  private var looksAtRing = 0
  private var untold = UntoldOutput()
  /// The last of what nobody else told of.
  private var asides: [TaskEvent] = []
  /// What has been written before there was a lane for it, and how often one has looked for one.
  private var waiting: [UInt8] = []
  private var looks = 0
  /// How the program ended, once all its events have been taken.
  package private(set) var end: ProcessEnd?

  /// How often one looks for a Python before the program gets a lane without one.
  private static let patience = 10
  private static let looksBetweenTrims = 4
  private static let mostAsides = 1_000

  /// Starts a command; its standard streams are this process's own unless it gets a terminal.
  package init(
    _ words: [String], in folder: RecordingFolder, options: RecordingOptions = RecordingOptions()
  ) throws(RecordingError) {
    self.words = words
    note = try RecordingNoteWriter(in: folder)
    self.options = options
    do throws(RecordingError) {
      command = try RecordedCommand(words, in: folder, options)
    } catch {
      note.remove()
      throw error
    }
    ring = options.limits.map { SegmentRing(folder, $0) }
    reader = RecordingReader(folder, isVirtual: options.isVirtual, stall: options.stall)
    note.write("program", "\(command.identifier)")
    if let script { note.write("script", script) }
    if let directory = RecordingFolder.current { note.write("directory", directory) }
    if options.isVirtual { note.write("clock", "virtual") }
    note.write("stall", "\(options.stall.nanoseconds)")
  }

  package var isEmpty: Bool { reader.isEmpty }

  /// What there is to say of a recording that has ended and tells nothing of tasks; nil where it does.
  package var problem: RecordingError? { reader.problem(of: words.joined(separator: " ")) }

  /// The events that have come since the last time; those after its end are the last ones.
  package func poll() -> [TaskEvent] {
    guard end == nil else { return [] }
    // In this order: a program that has ended writes nothing more, and what it writes has been told of before.
    let now = MonotonicClock.now
    let ended = command.poll()
    let written = command.takeOutput()
    trimRing(at: now)
    // Where nobody looks and most of it goes, it is enough to read at the end what is left.
    if ended == nil, ring != nil, !options.hasTerminal { return [] }
    var events = ended == nil ? reader.poll() : reader.pollToEnd()
    if options.hasTerminal {
      addOutput(written, command.takeOutput(), isLast: ended != nil, at: now, to: &events)
    }
    if let ended {
      events += reader.finish(ended, process: Int(command.identifier))
      note.write(ended)
      end = ended
    }
    return events
  }

  /// All that is left of the recording, where that is far less than the events that have been told; else nil.
  package func takeAnew(insteadOf count: Int) -> [TaskEvent]? {
    guard end == nil, reader.isOutgrown(by: count) else { return nil }
    reader = RecordingReader(command.folder, isVirtual: options.isVirtual, stall: options.stall)
    var events = reader.poll()
    guard let first = events.last(where: { if case .dropped = $0.kind { true } else { false } })?.time else {
      return events
    }
    events += asides.filter { $0.time >= first }
    let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
    return order.map { events[$0] }
  }

  private func trimRing(at now: UInt64) {
    looksAtRing += 1
    if looksAtRing.isMultiple(of: Self.looksBetweenTrims) { ring?.trim(at: now) }
  }

  private func addOutput(
    _ written: [UInt8], _ fresh: [UInt8], isLast: Bool, at now: UInt64, to events: inout [TaskEvent]
  ) {
    var told: [Int] = []
    for (index, event) in events.enumerated() {
      guard case .output(_, _, let text) = event.kind else { continue }
      untold.tell(text)
      told.append(index)
    }
    waiting += written
    var fresh = fresh
    if reader.isEmpty {
      waiting += fresh
      fresh = []
      guard !waiting.isEmpty else { return }
      looks += 1
      guard isLast || looks > Self.patience else { return }
      events += reader.begin(name: name, process: Int(command.identifier), at: now)
    }
    let pieces = untold.take(waiting, fresh: fresh, areLate: reader.isBehind, isLast: isLast)
    waiting = []
    // From the last one on, which leaves the places of the others as they are.
    for piece in pieces.reversed() {
      guard let next = piece.next.map({ told[$0] }) else { continue }
      events.insert(Self.output(piece.text, at: events[next].time), at: next)
    }
    for piece in pieces where piece.next == nil {
      let event = Self.output(piece.text, at: reader.moment(now))
      events.append(event)
      asides.append(event)
    }
    asides.removeFirst(max(0, asides.count - Self.mostAsides))
  }

  private static func output(_ text: String, at time: TraceTime) -> TaskEvent {
    TaskEvent(.output(.program, .standardOutput, text: text), at: time)
  }

  /// The script, as the command names it.
  private var script: String? { words.dropFirst().first { !$0.hasPrefix("-") && $0.hasSuffix(".py") } }

  /// What the program is called before it says so itself.
  private var name: String {
    let named = script ?? words.first ?? ""
    return named.split(separator: "/").last.map(String.init) ?? named
  }
}
