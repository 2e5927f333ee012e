import TaskModel
import Timeline
import Trace

/// Words about a moment of a run: a caption in the program's own text, or a note that somebody added.
struct Caption: Hashable {
  /// When it is said.
  var moment: Playhead
  var text: String
  /// Whom it is about; nil where it is about nobody.
  var task: TaskID?

  init(_ annotation: Annotation) {
    moment = Playhead(annotation)
    text = annotation.text
    task = annotation.task
  }

  /// The caption that an event is; nil for any other event.
  init?(event: Int, _ run: RunState) {
    guard case .note(let text, _)? = run.trace[event]?.kind else { return nil }
    let index = run.trace.index
    moment = Playhead(position: event + 1, time: index.time(ofEvent: event))
    self.text = text
    task = index.step(at: event).map { index.lanes[$0.lane].task }
  }
}

extension RunState {
  var hasCaptions: Bool { !trace.index.notes.isEmpty || !trace.annotations.isEmpty }

  /// What is said about the moments in a range of events, the program's own captions first.
  func captions(in events: Range<Int>) -> [Caption] {
    trace.index.notes(in: events).compactMap { Caption(event: Int($0), self) }
      + trace.annotations.at(positions: events.lowerBound + 1..<events.upperBound + 1).map { Caption($0) }
  }

  /// The last thing that was said as of the playhead.
  var caption: Caption? {
    let playhead = camera.playhead
    let written = trace.index.notes(in: 0..<playhead.position).last.flatMap { Caption(event: Int($0), self) }
    let next = trace.annotations.partitioningIndex { Playhead($0) > playhead }
    guard next > 0 else { return written }
    let added = trace.annotations[next - 1]
    return written.map { $0.moment.position > added.position } == true ? written : Caption(added)
  }
}

extension Playhead: Comparable {
  init(_ annotation: Annotation) { self.init(position: annotation.position, time: annotation.time) }

  package static func < (a: Playhead, b: Playhead) -> Bool { (a.position, a.time) < (b.position, b.time) }
}

extension [Annotation] {
  /// Of annotations in order, those about moments at which so many events had happened.
  func at(positions: Range<Int>) -> ArraySlice<Annotation> {
    let low = partitioningIndex { $0.position >= positions.lowerBound }
    return self[low..<Swift.max(low, partitioningIndex { $0.position >= positions.upperBound })]
  }
}
