import TaskModel

/// Where in the file of a trace its annotations stand.
struct AnnotationPlace: Hashable, Sendable {
  /// The bytes of their array; where there is none, the place behind the last member of the document.
  var bytes: Range<Int>
  var isMember: Bool
}

/// Keeps annotations in the file of a trace that has been read; all else in it stays as it is, byte for byte.
///
/// The new file is written beside the old one and takes its place when it is whole: whatever goes wrong, there is a whole
/// recording under the name.
package struct AnnotationWriter {
  private let name: String
  private let path: String
  private var identity: FileDescriptor.Identity
  private var place: AnnotationPlace
  /// The file's events that its reader left out, by their place among all.
  private let leftOut: [Int]

  init(path: String, identity: FileDescriptor.Identity, place: AnnotationPlace, leftOut: [Int]) {
    name = path
    self.path = FileDescriptor.resolved(path)
    self.identity = identity
    self.place = place
    self.leftOut = leftOut
  }

  /// Writes all annotations, in order, in the place of those that are there.
  package mutating func write(_ annotations: [Annotation]) throws(TraceFileError) {
    guard place.isMember || !annotations.isEmpty else { return }
    var key = JSONText()
    if !place.isMember { key.append(JSONText.annotationsKey) }
    var array = JSONText()
    array.append(countingAll(annotations))
    do throws(FileDescriptor.SystemError) {
      try replace(with: key.bytes + array.bytes)
    } catch {
      throw .cannotAnnotate(file: name, error == .changed ? "it was changed: open it again" : error.words)
    }
    let start = place.bytes.lowerBound + key.bytes.count
    place = AnnotationPlace(bytes: start..<start + array.bytes.count, isMember: true)
  }

  /// Positions as the file counts events.
  private func countingAll(_ annotations: [Annotation]) -> [Annotation] {
    var missing = 0
    return annotations.map { annotation in
      var annotation = annotation
      while missing < leftOut.count, leftOut[missing] < annotation.position + missing { missing += 1 }
      annotation.position += missing
      return annotation
    }
  }

  private mutating func replace(with text: [UInt8]) throws(FileDescriptor.SystemError) {
    let old = try FileDescriptor.open(reading: path)
    defer { old.close() }
    guard try old.identity() == identity else { throw .changed }
    guard FileDescriptor.isWritable(path, mode: identity.mode) else { throw .notPermitted }
    let draft = FileDescriptor.draft(of: path)
    let new = try FileDescriptor.create(draft)
    defer { new.close() }
    do throws(FileDescriptor.SystemError) {
      try new.write(copying: old, place.bytes.lowerBound)
      try new.write(text)
      try old.skip(place.bytes.count)
      try new.write(copying: old, Int(identity.size) - place.bytes.upperBound)
      try new.setMode(identity.mode)
      try new.synchronize()
      let written = try new.identity()
      try FileDescriptor.rename(draft, to: path)
      identity = written ?? identity
    } catch {
      FileDescriptor.remove(draft)
      throw error
    }
  }
}
