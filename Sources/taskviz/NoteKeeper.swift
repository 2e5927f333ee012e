import Dashboard
import Screen
import Trace

/// Where the notes that somebody writes while looking at a run are kept.
enum NoteKeeper {
  /// In the dashboard alone: what is shown has no file.
  case nowhere
  /// In the trace that is being recorded, when it ends.
  case recording(TraceFileWriter, name: String)
  /// In the trace that was read; what writes to it comes into being with the first note.
  case file(TraceInput, AnnotationWriter?)

  /// Keeps all notes of a run, and says where.
  mutating func keep(_ annotations: [Annotation]) -> Notice {
    let what =
      annotations.isEmpty
      ? "No notes are left"
      : annotations.count == 1 ? "1 note is kept" : "\(annotations.count) notes are kept"
    do throws(TraceFileError) {
      switch self {
      case .nowhere:
        return Notice("Kept until you leave: a run with -o FILE, and its replay, keep notes for good")
      case .recording(let writer, let name):
        writer.annotations = annotations
        return Notice("\(what), to be written to \(DisplayText.clean(name)) at the end")
      case .file(let input, let known):
        var writer: AnnotationWriter
        if let known { writer = known } else { writer = try input.annotationWriter() }
        try writer.write(annotations)
        self = .file(input, writer)
        return Notice("\(what) in \(DisplayText.clean(input.name))")
      }
    } catch {
      return Notice(error.description, isError: true, remaining: nil)
    }
  }
}
