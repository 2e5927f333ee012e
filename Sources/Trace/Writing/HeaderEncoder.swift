/// Writes a header, one key a line, up to the bracket that opens the events.
extension JSONText {
  mutating func append(_ header: TraceHeader) {
    append("{\n")
    line("\"format\":", TraceHeader.format)
    line("\"version\":", TraceHeader.version)
    line("\"clock\":", header.clock.rawValue)
    line("\"source\":", header.source)
    line("\"language\":", header.language)
    if !header.command.isEmpty {
      append("\"command\":")
      append(list: header.command.count) { $0.append(quoted: header.command[$1]) }
      append(",\n")
    }
    line("\"started_at\":", header.startedAt)
    if let seed = header.seed {
      append("\"seed\":")
      append(seed)
      append(",\n")
    }
    line("\"program\":", header.program)
    append("\"events\":[")
  }

  private mutating func line(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    append(key)
    append(quoted: text)
    append(",\n")
  }
}
