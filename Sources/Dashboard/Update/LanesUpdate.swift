import Timeline

/// What is seen of the lanes: which of them, and how they are ordered.
extension RunState {
  /// How many rows the filter leaves; nil without one.
  var countOfFound: String? {
    guard camera.filter != nil else { return nil }
    let found = trace.index.rowCount - rows.filteredOut.rows
    return "\(found) of \(DurationText.count(trace.index.rowCount, "row")) left; F and Esc show all"
  }
}
