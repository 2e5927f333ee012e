import Trace

extension LaneWords {
  /// What is said about the lanes of a run.
  init(_ run: RunState, _ glyphs: GlyphSet) {
    let store = run.trace.store
    self.init(index: run.trace.index, events: { store[$0] }, glyphs: glyphs)
  }
}
