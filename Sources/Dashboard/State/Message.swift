package import Screen
package import TaskModel

/// Whatever can happen to a dashboard.
package enum Message: Sendable {
  case key(Key)
  /// Text that was pasted.
  case pasted(String)
  case pointer(Pointer)
  case resized(Size)
  /// Time passed.
  case tick(elapsed: Duration)
  /// A run that `Effect.start` asked for has begun, or a recording is being read.
  case opened(RunState)
  /// The program was changed, and runs anew: it is looked at as the run before was.
  case reopened(RunState)
  /// The next events of the trace, in order.
  case arrived([TaskEvent])
  /// What is oldest has gone from a recording: these events are all that is left of it.
  case shortened([TaskEvent])
  case ended(RunEnd)
  case notice(Notice)
}

/// What a dashboard asks of the world around it.
package enum Effect: Hashable, Sendable {
  case quit
  /// Run the scenario of that name; answered by `Message.opened`.
  case start(scenario: String)
  /// End the program that runs: nobody looks any more.
  case stop
  /// Write a picture of what is on the screen; answered by `Message.notice`.
  case savePicture
  /// Hand a text to the terminal's clipboard; answered by `Message.notice`.
  case copy(String, what: String)
  /// Keep the notes of the run with its trace; answered by `Message.notice`.
  case keepNotes
  /// Hand this to the program, as its keyboard would.
  case type(String)
  /// Something else may have written over the screen: draw all of it.
  case redraw
}
