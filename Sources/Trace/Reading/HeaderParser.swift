/// Takes the members of a trace's document that are not its events.
struct HeaderParser {
  private(set) var header = TraceHeader(clock: .virtual)
  private(set) var hasFormat = false
  private(set) var hasVersion = false
  private(set) var hasClock = false
  /// With positions as the file counts events.
  private(set) var annotations: [Annotation] = []

  enum Key: Int, CaseIterable {
    case format, version, clock, source, language, command, startedAt, seed, program, events, annotations
  }

  private static let table = KeywordTable(Key.allCases.map { $0 == .startedAt ? "started_at" : "\($0)" })

  enum Problem: Error {
    case field(FieldProblem)
    case scan(JSONScanner.Fault)
    case notATrace(String)
    case version(String)
  }

  static func key(_ text: JSONScanner.Text, _ start: UnsafePointer<UInt8>) -> Key? {
    Key(rawValue: table.number(start + text.start, text.count))
  }

  /// Takes the value that the scanner stands before.
  mutating func take(
    _ key: Key?, _ scanner: inout JSONScanner, _ decoder: inout TextDecoder
  ) throws(Problem) {
    switch key {
    case .format:
      let format = try text(&scanner, &decoder)
      guard format == TraceHeader.format else {
        throw .notATrace("its \"format\" is not \"\(TraceHeader.format)\"")
      }
      hasFormat = true
    case .version:
      let version = try text(&scanner, &decoder) ?? ""
      guard Int(version.prefix { $0 != "." }) == TraceHeader.majorVersion else {
        throw .version(version.isEmpty ? "that is not given as text" : version)
      }
      hasVersion = true
    case .clock:
      guard let clock = try text(&scanner, &decoder).flatMap(TraceHeader.Clock.init) else {
        throw .field(FieldProblem(key: "clock", what: "is neither \"virtual\" nor \"monotonic\""))
      }
      header.clock = clock
      hasClock = true
    case .source: header.source = try text(&scanner, &decoder)
    case .language: header.language = try text(&scanner, &decoder)
    case .startedAt: header.startedAt = try text(&scanner, &decoder)
    case .program: header.program = try text(&scanner, &decoder)
    case .seed: header.seed = try integer(&scanner)
    case .command: header.command = try texts(&scanner, &decoder)
    case .annotations: annotations = try annotations(&scanner, &decoder)
    case .events: throw .field(FieldProblem(key: "events", what: "is not an array"))
    case nil: try skip(&scanner)
    }
  }

  private func skip(_ scanner: inout JSONScanner) throws(Problem) {
    do throws(JSONScanner.Fault) { try scanner.skipValue() } catch { throw .scan(error) }
  }

  /// The string that is next, or nil for a value of any other sort.
  private func text(_ scanner: inout JSONScanner, _ decoder: inout TextDecoder) throws(Problem) -> String? {
    guard scanner.byte == UInt8(ascii: "\"") else {
      try skip(&scanner)
      return nil
    }
    do throws(JSONScanner.Fault) {
      return decoder.string(try scanner.text(), scanner.start)
    } catch {
      throw .scan(error)
    }
  }

  private func annotations(
    _ scanner: inout JSONScanner, _ decoder: inout TextDecoder
  ) throws(Problem) -> [Annotation] {
    var parser = AnnotationParser()
    do throws(AnnotationParser.Problem) {
      return try parser.take(&scanner, &decoder)
    } catch {
      switch error {
      case .scan(let fault): throw .scan(fault)
      case .field(let problem): throw .field(problem)
      }
    }
  }

  private func integer(_ scanner: inout JSONScanner) throws(Problem) -> Int? {
    let start = scanner.at
    try skip(&scanner)
    var again = JSONScanner(scanner.start, start..<scanner.end)
    guard case .integer(let value)? = try? again.number() else { return nil }
    return Int(value)
  }

  private func texts(_ scanner: inout JSONScanner, _ decoder: inout TextDecoder) throws(Problem) -> [String] {
    let start = scanner.at
    try skip(&scanner)
    guard scanner.start[start] == UInt8(ascii: "[") else { return [] }
    var list = ArrayScanner(scanner.start, start..<scanner.at)
    var texts: [String] = []
    while list.next(), let text = list.text() { texts.append(decoder.string(text, scanner.start)) }
    return texts
  }
}
