package import TaskModel

/// Writes a trace as a `trace.json`, event by event, as they happen.
///
/// A file appears under its name only once it is complete: until then it is a hidden file beside it; one that is to be
/// followed while it grows is under its name at once. Standard output and other open descriptors are written to directly. After an error nothing more is written, and `finish` throws it.
package final class TraceFileWriter: TaskEventObserver {
  private let name: String
  private let descriptor: FileDescriptor
  private let draft: String?
  /// Every event is written at once.
  private let isGrowing: Bool
  private var text = JSONText()
  private var failure: TraceFileError?
  private var isFinished = false
  private var hasEvents = false
  /// What is written behind the events when the document ends; positions count the events that are recorded.
  package var annotations: [Annotation] = []

  private static let bufferSize = 1 << 18

  /// Begins a file at `path`, which replaces what is there when it is finished.
  package init(path: String, header: TraceHeader) throws(TraceFileError) {
    name = path
    let draft = FileDescriptor.draft(of: path)
    do throws(FileDescriptor.SystemError) {
      descriptor = try FileDescriptor.create(draft)
    } catch {
      throw .cannotWrite(file: path, error.words)
    }
    self.draft = draft
    isGrowing = false
    text.append(header)
  }

  /// Begins a file at `path`, in place of what is there, that can be followed: it grows event by event.
  package init(growing path: String, header: TraceHeader) throws(TraceFileError) {
    name = path
    do throws(FileDescriptor.SystemError) {
      descriptor = try FileDescriptor.replace(path)
    } catch {
      throw .cannotWrite(file: path, error.words)
    }
    draft = nil
    isGrowing = true
    text.append(header)
    flush()
  }

  /// Begins a trace on an open descriptor, which stays open; `name` stands in errors.
  package init(descriptor: Int32, name: String, header: TraceHeader) {
    self.name = name
    self.descriptor = FileDescriptor(number: descriptor)
    draft = nil
    isGrowing = false
    text.append(header)
  }

  deinit { abandon() }

  package func record(_ event: TaskEvent) {
    guard failure == nil, !isFinished else { return }
    if hasEvents { text.append(",\n") } else { text.append("\n") }
    hasEvents = true
    text.append(event)
    if isGrowing || text.bytes.count >= Self.bufferSize { flush() }
  }

  /// Hands over what is buffered, so that a follower of the file sees it.
  package func flush() {
    guard failure == nil else { return }
    do throws(FileDescriptor.SystemError) {
      try descriptor.write(text.bytes)
    } catch {
      failure = .cannotWrite(file: name, error.words)
    }
    text.removeAll()
  }

  /// Ends the document and gives the file its name.
  package func finish() throws(TraceFileError) {
    guard !isFinished else { return }
    if hasEvents { text.append("\n") }
    text.append("]")
    text.append(member: annotations)
    text.append("\n}\n")
    flush()
    if let failure {
      abandon()
      throw failure
    }
    isFinished = true
    if isGrowing { descriptor.close() }
    guard let draft else { return }
    descriptor.close()
    do throws(FileDescriptor.SystemError) {
      try FileDescriptor.rename(draft, to: name)
    } catch {
      FileDescriptor.remove(draft)
      throw .cannotWrite(file: name, error.words)
    }
  }

  /// Gives the file up; nothing of it stays, but of one that grows what is written.
  package func abandon() {
    guard !isFinished else { return }
    isFinished = true
    if isGrowing { descriptor.close() }
    guard let draft else { return }
    descriptor.close()
    FileDescriptor.remove(draft)
  }
}

extension TraceStore {
  /// The whole trace as the bytes of its file.
  package func json() -> [UInt8] {
    var text = JSONText()
    text.append(header)
    for event in 0..<count {
      text.append(event == 0 ? "\n" : ",\n")
      text.append(self[event])
    }
    text.append(isEmpty ? "]" : "\n]")
    text.append(member: annotations)
    text.append("\n}\n")
    return text.bytes
  }

  /// Writes the whole trace to a file.
  package func write(to path: String) throws(TraceFileError) {
    let writer = try TraceFileWriter(path: path, header: header)
    for event in 0..<count { writer.record(self[event]) }
    writer.annotations = annotations
    try writer.finish()
  }
}
