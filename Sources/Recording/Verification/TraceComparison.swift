package import TaskModel

/// What the loop of taskviz and CPython's make of one program, event by event, on virtual clocks.
///
/// Equal are the times, the order and all that the events say. What a program writes is compared line by line; of a
/// traceback its last line, as the calls within asyncio's own files are not the program's.
package struct TraceComparison: Equatable, Sendable {
  /// An event on one of the two sides.
  package struct Side: Equatable, Sendable {
    package var time: TraceTime
    package var text: String
    package var site: SourceSite?
  }

  /// Where the two go apart; nil on the side that has ended.
  package struct Difference: Equatable, Sendable {
    package var ours: Side?
    package var theirs: Side?
    /// The last events before it, the same on both sides.
    package var before: [Side]
  }

  /// How many events are equal, from the beginning on.
  package let equalCount: Int
  package let difference: Difference?

  private static let shownBefore = 5

  package init(ours: [TaskEvent], theirs: [TaskEvent]) {
    let (ours, theirs) = (ComparedTrace(ours).lines, ComparedTrace(theirs).lines)
    let count = zip(ours, theirs).prefix { $0 == $1 }.count
    equalCount = count
    guard count < max(ours.count, theirs.count) else {
      difference = nil
      return
    }
    func side(_ lines: [EventLine], _ index: Int) -> Side? {
      guard lines.indices.contains(index) else { return nil }
      return Side(time: lines[index].time, text: lines[index].text, site: lines[index].site)
    }
    let before = max(0, count - Self.shownBefore)..<count
    difference = Difference(
      ours: side(ours, count), theirs: side(theirs, count), before: before.compactMap { side(ours, $0) })
  }
}

/// The events of a trace as they are compared.
struct ComparedTrace {
  private(set) var lines: [EventLine] = []
  private var words = EventLines()
  /// Lines that have been begun and not ended, by who writes them.
  private var begun: [Writer: String] = [:]

  private struct Writer: Hashable, Comparable {
    var task: TaskID
    var stream: OutputStream

    static func < (a: Writer, b: Writer) -> Bool { (a.task, a.stream.rawValue) < (b.task, b.stream.rawValue) }
  }

  init(_ events: [TaskEvent]) {
    for event in events { add(event) }
    for (writer, text) in begun.sorted(by: { $0.key < $1.key }) {
      add(line: text, writer, at: events.last?.time ?? .zero)
    }
  }

  private mutating func add(_ event: TaskEvent) {
    switch event.kind {
    case .create(.program, _, _, _, _, _): return
    case .output(let task, let stream, let text):
      let writer = Writer(task: task, stream: stream)
      var parts = ((begun.removeValue(forKey: writer) ?? "") + text).split(
        separator: "\n", omittingEmptySubsequences: false)
      if let rest = parts.popLast(), !rest.isEmpty { begun[writer] = String(rest) }
      for part in parts { add(line: String(part), writer, at: event.time) }
    case .finish(.program, .raised(Self.deadlock, _)):
      // What taskviz says about it, and nobody under CPython.
      while let last = lines.last, last.text.hasPrefix(Self.programError) { lines.removeLast() }
      lines.append(
        words.line(TaskEvent(.finish(.program, .raised(type: Self.deadlock, message: "")), at: event.time)))
    default: lines.append(words.line(event))
    }
  }

  /// How a program ends that would hang under CPython on a clock of the wall.
  private static let deadlock = "Deadlock"
  private static let programError = "the program prints to \(OutputStream.standardError.rawValue)"

  private mutating func add(line: String, _ writer: Writer, at time: TraceTime) {
    guard let told = writer.stream == .standardOutput ? line : Self.comparable(error: line) else { return }
    lines.append(words.line(TaskEvent(.output(writer.task, writer.stream, text: told), at: time)))
  }

  /// A line that was written to the standard error, without what depends on the interpreter's folder and on addresses.
  private static func comparable(error line: String) -> String? {
    if line.first?.isWhitespace != false || line.hasPrefix("Traceback (") { return nil }
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.contains("/asyncio/") || word.hasPrefix("0x") ? "..." : word
    }
    return words.joined(separator: " ")
  }
}
