package import TaskModel

/// What somebody who looked at a trace wrote about one of its moments: no event, for the program knows nothing of it.
package struct Annotation: Hashable, Sendable {
  /// How many of the trace's events had happened.
  package var position: Int
  /// What the clock showed: not before the last of these events, and not after the next one.
  package var time: TraceTime
  /// Whom it is about; nil where it is about the moment alone.
  package var task: TaskID?
  package var text: String

  package init(position: Int, time: TraceTime, task: TaskID? = nil, text: String) {
    self.position = position
    self.time = time
    self.task = task
    self.text = text
  }
}
