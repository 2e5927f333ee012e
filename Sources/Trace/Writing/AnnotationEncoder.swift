import TaskModel

extension JSONText {
  /// What stands before the array of a document's annotations, behind its last other member.
  static let annotationsKey: StaticString = ",\n\"annotations\":"

  /// Appends annotations as a member of the document, from the comma before it on; nothing where there are none.
  mutating func append(member annotations: [Annotation]) {
    guard !annotations.isEmpty else { return }
    append(Self.annotationsKey)
    append(annotations)
  }

  /// Appends annotations as an array, one a line.
  mutating func append(_ annotations: [Annotation]) {
    append("[")
    for (number, annotation) in annotations.enumerated() {
      append(number == 0 ? "\n{\"after\":" : ",\n{\"after\":")
      append(annotation.position)
      append(",\"time\":")
      append(annotation.time.nanoseconds)
      if let task = annotation.task {
        append(",\"task\":")
        append(task.number)
      }
      append(",\"text\":")
      append(quoted: annotation.text)
      append("}")
    }
    append(annotations.isEmpty ? "]" : "\n]")
  }
}
