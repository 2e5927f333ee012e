import TaskModel

/// Reads the annotations of a trace, an array of flat objects, as one value.
struct AnnotationParser {
  enum Problem: Error {
    case scan(JSONScanner.Fault)
    case field(FieldProblem)
  }

  private var fields = EventFields()

  /// The annotations that the scanner stands before, with positions as the file counts events.
  mutating func take(
    _ scanner: inout JSONScanner, _ decoder: inout TextDecoder
  ) throws(Problem) -> [Annotation] {
    let start = scanner.at
    do throws(JSONScanner.Fault) { try scanner.skipValue() } catch { throw .scan(error) }
    guard scanner.start[start] == UInt8(ascii: "[") else {
      throw .field(FieldProblem(key: "annotations", what: "is not an array"))
    }
    // All of it is there: only what its elements are can be wrong now.
    var rest = JSONScanner(scanner.start, start + 1..<scanner.at - 1)
    var annotations: [Annotation] = []
    while true {
      rest.skipSpace()
      if rest.at >= rest.end { return annotations }
      guard rest.byte == UInt8(ascii: "{") else {
        throw .field(FieldProblem(key: "annotations", what: "holds what is no object"))
      }
      do throws(JSONScanner.Fault) { try fields.scan(&rest, &decoder) } catch { throw .scan(error) }
      do throws(FieldProblem) {
        annotations.append(try annotation(scanner.start, &decoder))
      } catch {
        throw .field(error)
      }
      rest.skipSpace()
      _ = rest.has(UInt8(ascii: ","))
    }
  }

  private func annotation(
    _ start: UnsafePointer<UInt8>, _ decoder: inout TextDecoder
  ) throws(FieldProblem) -> Annotation {
    let task = try fields.optionalIdentifier(.task)
    return Annotation(
      position: Int(try fields.identifier(.after)),
      time: TraceTime(nanoseconds: try fields.nanoseconds(.time)),
      task: task < 0 ? nil : TaskID(task), text: decoder.string(try fields.text(.text), start))
  }
}

extension TraceStore {
  /// Takes annotations whose positions count events as the file does.
  ///
  /// `leftOut` are the file's events that are not in the store, in order. What contradicts the events is moved to the
  /// nearest moment that does not.
  mutating func take(_ annotations: [Annotation], leftOut: [Int]) {
    var missing = 0
    self.annotations = annotations.sorted { ($0.position, $0.time) < ($1.position, $1.time) }.map {
      annotation in
      var annotation = annotation
      while missing < leftOut.count, leftOut[missing] < annotation.position { missing += 1 }
      annotation.position = min(max(0, annotation.position - missing), count)
      let earliest = annotation.position == 0 ? TraceTime.zero : time(annotation.position - 1)
      let latest = annotation.position == count ? earliest : time(annotation.position)
      annotation.time = min(max(annotation.time, earliest), latest)
      return annotation
    }
  }
}
