package import Timeline
import Trace

/// The rows of lanes of a run, kept until something changes that they depend on.
struct KeptRows: Sendable {
  /// All that rows depend on.
  struct Basis: Hashable, Sendable {
    var filter: LaneFilter?
    var folds = LaneFolds()
    var sort = LaneSort()
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
  /// What is looked for, where it may be folded away.
  fileprivate var found: FoundLanes?
  fileprivate var foundInFolds: [Int: Int] = [:]
}

extension RunState {
  /// The rows of the lanes as they are seen now.
  ///
  /// Worked out anew where they have not been kept: whoever changes what they depend on calls `refreshRows`.
  package var rows: LaneRows { upToDateRows.rows }

  /// For each node in whose row others are folded, how many of them the search finds.
  var foundInFolds: [Int: Int] { upToDateRows.foundInFolds }

  private var upToDateRows: KeptRows {
    var kept = keptRows
    refresh(&kept)
    return kept
  }

  /// Works the rows out and keeps them, so that no picture has to.
  mutating func refreshRows() {
    var kept = KeptRows()
    swap(&kept, &keptRows)
    refresh(&kept)
    keptRows = kept
  }

  private var rowsBasis: KeptRows.Basis? {
    guard camera.filter != nil || !camera.folds.isEmpty || !camera.sort.isNatural else { return nil }
    let dependsOnPlayhead = camera.filter?.dependsOnPlayhead == true || camera.sort.dependsOnPlayhead
    return KeptRows.Basis(
      filter: camera.filter, folds: camera.folds, sort: camera.sort, events: trace.count,
      horizon: camera.hidesFuture ? camera.playhead.position : trace.count,
      position: dependsOnPlayhead ? camera.playhead.position : nil)
  }

  private func refresh(_ kept: inout KeptRows) {
    guard let basis = rowsBasis else {
      kept = KeptRows()
      return
    }
    let search = basis.folds.isEmpty ? nil : camera.search
    let isNew = basis != kept.basis
    guard isNew || kept.found?.search != search else { return }
    let store = trace.store
    let words = LaneWords(index: trace.index, events: { store[$0] }, glyphs: .unicode)
    if isNew { choose(basis, words, &kept) }
    guard let search else {
      (kept.found, kept.foundInFolds) = (nil, [:])
      return
    }
    var found = kept.found.flatMap { $0.search == search ? $0 : nil } ?? FoundLanes(search)
    kept.foundInFolds = found.countsInFolds(kept.rows, words, horizon: basis.horizon)
    kept.found = found
  }

  private func choose(_ basis: KeptRows.Basis, _ words: LaneWords, _ kept: inout KeptRows) {
    kept.basis = basis
    var choice = LaneRows.Choice()
    if let filter = basis.filter {
      var matcher = kept.matcher.flatMap { $0.finds(filter) ? $0 : nil } ?? LaneMatcher(filter)
      choice.matches = matcher.matches(words, at: camera.playhead.position, horizon: basis.horizon)
      kept.matcher = matcher
    }
    if !basis.folds.isEmpty { choice.isFolded = { basis.folds.contains(words.index.lanes[$0].task) } }
    if !basis.sort.isNatural {
      choice.sequence = basis.sort.sequence(words, at: camera.playhead.position, horizon: basis.horizon)
    }
    kept.rows = LaneRows(of: trace.index, choice)
  }
}
