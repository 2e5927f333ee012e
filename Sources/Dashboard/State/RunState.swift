import TaskModel
package import Trace

/// One program's run, or its recording: the trace so far, and how it is looked at.
package struct RunState: Sendable {
  package let subject: RunSubject
  package internal(set) var trace: RunTrace
  package internal(set) var phase = Phase.underWay
  /// The program's exit code; nil until it has ended, and for recordings.
  package var exitCode: Int?
  package var play: Play
  package var camera = Camera()
  package var panes = Panes()
  /// The share of its file that has been read, 0...1; nil where nobody knows how much there will be.
  package var loaded: Double?
  /// Where the playhead stays as soon as the run has come so far; any other move of it ends that.
  var returnsTo: TraceTime?
  /// What is dragged is the minimap's window, and not the playhead.
  var dragsWindow = false
  /// The rows of lanes, as they were worked out last.
  var keptRows = KeptRows()
  var guesses = GuessTally()
  /// The stop of the tour at which the playhead stands; any other move of it ends that.
  var tour: TourStop?
  /// What is typed to the program; nil where that cannot be.
  package var input: RunInput?
  /// Notes of an earlier run whose moments this one has not come to; positions count within an instant.
  var notesToPlace: [Annotation] = []

  /// A run of which so much is known already; `isWhole` says that nothing follows.
  package init(
    _ subject: RunSubject, trace: TraceStore = TraceStore(), play: Play = Play(), isWhole: Bool = false
  ) {
    self.subject = subject
    self.play = play
    self.trace = RunTrace(trace)
    if isWhole { phase = .ended }
    if play.follows { seekToEnd() }
  }

  package enum Phase: Hashable, Sendable {
    /// Events still arrive.
    case underWay
    case ended
  }

  package var isUnderWay: Bool { phase == .underWay }

  /// Whether the playhead has come to the end of what is known, in the direction in which it moves.
  var isPlayedOut: Bool {
    play.isBackwards ? camera.playhead == Playhead() : camera.playhead.position >= trace.count
  }

  /// Whether nothing further can be played: the playhead is at the end, and no event will follow.
  var isAtEnd: Bool { !isUnderWay && camera.playhead.position >= trace.count }
}

/// How a run or the reading of a recording ended.
package struct RunEnd: Hashable, Sendable {
  /// The program's exit code; nil for recordings.
  package var exitCode: Int?
  /// What a reader must know, such as how much of a cut file was lost.
  package var notice: Notice?

  package init(exitCode: Int? = nil, notice: Notice? = nil) {
    self.exitCode = exitCode
    self.notice = notice
  }
}
