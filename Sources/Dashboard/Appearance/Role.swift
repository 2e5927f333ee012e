/// What a cell of a picture is for; a theme gives it its look.
package enum Role: Int, Hashable, Sendable, CaseIterable {
  // Words.
  case text
  case strong
  case dim
  /// Decoration that nobody needs to read.
  case faint
  case error

  // Chrome.
  case header
  case headerStrong
  case headerDim
  case footer
  case key
  case border
  case paneTitle
  case selection
  case selectionDim
  case searchMatch

  // States of a task, as a texture; the labels stand inside it.
  case created
  case ready
  case readyLabel
  case running
  case runningLabel
  case waiting
  case waitingLabel
  case cancelling
  case cancellingLabel
  case stalled
  case stalledLabel
  case mixed

  // How a task or a scope ended: its sign and words.
  case returned
  case raised
  case cancelled

  // Lanes.
  case laneName
  case laneNameDim
  case tree
  case scope
  case scopeLabel
  case deadline
  case deadlineFired
  case counterfactual
  case cancelArrow
  case wakeArrow
  case createArrow
  case awaitArrow
  case ruler
  case rulerTime
  case stepNumber
  case playhead
  case playheadRuler

  // What the program said.
  case output
  case outputError
  case note
  case summary

  // The program's text.
  case sourceKeyword
  /// Where a coroutine can give way.
  case sourceAwait
  case lineNumber
}
