/// How the playhead moves by itself.
package struct Play: Hashable, Sendable {
  package var isPlaying = false
  package var isBackwards = false
  package var speed = Speed.normal
  /// The playhead stays at the end while events arrive.
  package var follows = false
  /// What has passed of the pause between two steps of one instant.
  var dwelt = Duration.zero

  /// At normal speed, how long a step stays in view before the next one of the same instant: no time passes between
  /// them in the program, but their order is what there is to see.
  package static let dwell = Duration.milliseconds(125)

  package init(isPlaying: Bool = false, speed: Speed = .normal, follows: Bool = false) {
    self.isPlaying = isPlaying
    self.speed = speed
    self.follows = follows
  }
}
