import TaskModel
import Timeline
import Trace

/// Notes that somebody writes about moments of a run.
extension DashboardState {
  /// Asks for a note about the moment at the playhead, or for another text of the one that it has.
  mutating func beginNote() {
    guard let run else { return }
    guard !run.trace.isEmpty else {
      notice = Notice("Nothing has happened yet that could be written about", remaining: .seconds(2))
      return
    }
    self.run?.play.isPlaying = false
    self.run?.play.follows = false
    prompt = Prompt(.note, run.noteAtPlayhead.map { run.trace.annotations[$0].text } ?? "")
  }

  /// Takes what was typed: an empty text takes a note away.
  mutating func write(note text: String) -> [Effect] {
    let text = text.trimmingBlanks
    guard run?.write(note: text) == true else { return [] }
    run?.resumeTour()
    settle()
    return [.keepNotes]
  }
}

extension RunState {
  /// Which note belongs to the moment at the playhead.
  var noteAtPlayhead: Int? {
    let place = trace.annotations.partitioningIndex { Playhead($0) >= camera.playhead }
    return place < trace.annotations.count && Playhead(trace.annotations[place]) == camera.playhead
      ? place : nil
  }

  /// Sets, changes or removes the note of the moment at the playhead; false where nothing is changed.
  mutating func write(note text: String) -> Bool {
    let old = noteAtPlayhead
    if text.isEmpty {
      guard let old else { return false }
      trace.annotations.remove(at: old)
      return true
    }
    let playhead = camera.playhead
    let note = Annotation(
      position: playhead.position, time: playhead.time,
      task: camera.selection ?? old.flatMap { trace.annotations[$0].task }, text: text)
    if let old {
      guard trace.annotations[old] != note else { return false }
      trace.annotations[old] = note
    } else {
      insert(note)
    }
    return true
  }
}

// MARK: A run that is watched

extension RunState {
  /// Takes the notes of another run of the same program, as soon as this one has come to their moments.
  mutating func take(notesOf other: RunState) {
    let index = other.trace.index
    notesToPlace = other.trace.annotations.map { note in
      var note = note
      let isInInstant = note.position > 0 && index.time(atPosition: note.position) == note.time
      // Positions change with the program's text: so many events into the instant is the nearest there is.
      note.position = isInInstant ? note.position - index.instantStop(before: note.position) : 0
      return note
    }
    notesToPlace += other.notesToPlace
  }

  mutating func placeNotes() {
    let index = trace.index
    let count = isUnderWay ? notesToPlace.partitioningIndex { $0.time >= index.end } : notesToPlace.count
    for var note in notesToPlace.prefix(count) {
      let end = index.position(at: note.time)
      let isInstant = end > 0 && index.time(atPosition: end) == note.time
      note.position = min(end, (isInstant ? index.instantStop(before: end) : end) + note.position)
      // The run may have become shorter.
      note.time = min(note.time, index.end)
      insert(note)
    }
    notesToPlace.removeFirst(count)
  }

  private mutating func insert(_ note: Annotation) {
    let place = trace.annotations.partitioningIndex { Playhead($0) > Playhead(note) }
    trace.annotations.insert(note, at: place)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let head = drop { $0.isWhitespace }
    return String(head.dropLast(head.reversed().prefix { $0.isWhitespace }.count))
  }
}
