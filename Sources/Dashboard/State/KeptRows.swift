package import Timeline
import Trace

/// The rows of lanes of a run, kept until something changes that they depend on.
struct KeptRows: Sendable {
  /// All that rows depend on.
  struct Basis: Hashable, Sendable {
    var filter: LaneFilter?
    /// How many events there are.
    var events = 0
    /// Of what has happened behind this position, nothing may be told.
    var horizon = 0
    /// The playhead's position, where it matters.
    var position: Int?
  }

  fileprivate var basis = Basis()
  fileprivate var rows = LaneRows()
  fileprivate var matcher: LaneMatcher?
}

extension RunState {
  /// The rows of the lanes as they are seen now.
  ///
  /// Worked out anew where they have not been kept: whoever changes what they depend on calls `refreshRows`.
  package var rows: LaneRows {
    var kept = keptRows
    refresh(&kept)
    return kept.rows
  }

  /// Works the rows out and keeps them, so that no picture has to.
  mutating func refreshRows() {
    var kept = KeptRows()
    swap(&kept, &keptRows)
    refresh(&kept)
    keptRows = kept
  }

  private var rowsBasis: KeptRows.Basis? {
    guard let filter = camera.filter else { return nil }
    return KeptRows.Basis(
      filter: filter, events: trace.count,
      horizon: camera.hidesFuture ? camera.playhead.position : trace.count,
      position: filter.dependsOnPlayhead ? camera.playhead.position : nil)
  }

  private func refresh(_ kept: inout KeptRows) {
    guard let basis = rowsBasis else {
      kept = KeptRows()
      return
    }
    guard basis != kept.basis else { return }
    let store = trace.store
    let words = LaneWords(index: trace.index, events: { store[$0] }, glyphs: .unicode)
    kept.basis = basis
    if let filter = basis.filter {
      var matcher = kept.matcher.flatMap { $0.finds(filter) ? $0 : nil } ?? LaneMatcher(filter)
      let matches = matcher.matches(words, at: camera.playhead.position, horizon: basis.horizon)
      kept.matcher = matcher
      kept.rows = LaneRows(of: trace.index, matches: matches)
    }
  }
}
