/// What a key can do; the table of bindings says which one does it where, and help explains it from the same table.
package enum Action: Hashable, Sendable, CaseIterable {
  // Playing
  case playOrPause
  case playBackwards
  case stepForward
  case stepBack
  case instantForward
  case instantBack
  case eventForward
  case eventBack
  case nextIncident
  case previousIncident
  case goTo
  case toggleMark
  case nextMark
  case previousMark
  case faster
  case slower
  case toStart
  case toEnd
  case follow
  case restart

  // Moving in lists, lanes and panes
  case next
  case previous
  case nextPage
  case previousPage
  case first
  case last
  case nextMatch
  case previousMatch
  case toggleDetail
  case nextPane
  case toggleOutput
  case toggleSource
  case toggleLoop
  case toggleStatistics
  case nextEvents
  case toggleResources
  case toggleExceptions

  // The picture
  case zoomIn
  case zoomOut
  case zoomToFit
  case panLeft
  case panRight
  case nextAxis
  case nextArrows
  case hideFuture
  case nextTheme
  case savePicture
  case filter
  case toggleFold
  case toggleAllFolds
  case sort
  case reverseSort
  case toggleMinimap

  // Anything
  case commands
  case copy

  // A program's terminal
  case typeInput
  case endInput

  // Presenting
  case writeNote
  case nextStop
  case previousStop
  case answer
  case answerSelected
  case present

  // The picker
  case run
  case search
  case eraseCharacter
  case clearSearch

  // What is typed at a prompt
  case accept
  case cursorLeft
  case cursorRight
  case cursorToStart
  case cursorToEnd
  case eraseForward
  case eraseWord
  case eraseLine

  // Everywhere
  case help
  case back
  case quit
  case redraw
}
