/// How fast a play goes: seconds of the program for a second of the show.
package struct Speed: Hashable, Sendable {
  package let factor: Double

  package static let normal = Speed(clamping: 1)
  package static let range = 1.0 / 64...1024.0

  /// The nearest speed that there is; anything that is no number counts as 1.
  package init(clamping factor: Double) {
    self.factor = factor.isNaN ? 1 : min(max(factor, Self.range.lowerBound), Self.range.upperBound)
  }

  /// The next power of two above.
  package var faster: Speed {
    var next = Self.range.lowerBound
    while next <= factor && next < Self.range.upperBound { next *= 2 }
    return Speed(clamping: next)
  }

  /// The next power of two below.
  package var slower: Speed {
    var next = Self.range.upperBound
    while next >= factor && next > Self.range.lowerBound { next /= 2 }
    return Speed(clamping: next)
  }

  /// `1x`, `2x`, `1/4x`, `1.5x`.
  package var label: String {
    if factor >= 1 {
      let tenths = (factor * 10).rounded()
      return tenths.truncatingRemainder(dividingBy: 10) == 0 ? "\(Int(tenths / 10))x" : "\(tenths / 10)x"
    }
    let inverse = 1 / factor
    return inverse == inverse.rounded() ? "1/\(Int(inverse))x" : "\((factor * 100).rounded() / 100)x"
  }

  /// How much of the program's time passes in `elapsed` of the show's.
  func programTime(in elapsed: Duration) -> Duration { elapsed * factor }
}
