package import TaskModel

extension TimelineIndex {
  // MARK: Resources

  /// Those that wait for a resource at a position, whoever came first first; of very many, the last ones.
  package func waiters(ofResource number: Int, at position: Int) -> [Resource.Wait] {
    let waits = resources[number].waits
    let next = waits.partitioningIndex { Int($0.from) >= position }
    return waits[max(0, next - Resource.waitsLooked)..<next].filter { isUnderWay($0, at: position) }
  }

  /// Whether a task that began to wait for a resource still does so: it has not been woken since.
  private func isUnderWay(_ wait: Resource.Wait, at position: Int) -> Bool {
    let history = lanes[wait.lane].history
    guard var number = history.index(at: position) else { return false }
    // Who was asked to stop still stands in the queue.
    if history[number].state == .cancelling, number > 0 { number -= 1 }
    let span = history[number]
    guard span.state == .waiting, span.event > Int(wait.from) else { return false }
    return number == 0 || history[number - 1].event < Int(wait.from)
  }

  // MARK: Deadlines

  /// The deadlines of a task that are set at a position and have not fired, as scopes: the next one to fire first.
  package func deadlines(ofLane lane: Int, at position: Int) -> [(scope: Int, due: TraceTime)] {
    let now = time(atPosition: position)
    let open = deadlineNodes[lane, default: []].compactMap { node -> (scope: Int, due: TraceTime)? in
      let scopes = scopesOfNode[node] ?? []
      let next = scopes.partitioningIndex {
        Int(self.scopes[Int($0)].deadlines.first?.event ?? 0) >= position
      }
      guard next > 0 else { return nil }
      let scope = self.scopes[Int(scopes[next - 1])]
      guard scope.exited.map({ Int($0) >= position }) ?? true,
        let due = scope.deadlines.last(where: { Int($0.event) < position })?.deadline, due >= now
      else { return nil }
      return (Int(scopes[next - 1]), due)
    }
    return open.sorted { ($0.due, $0.scope) < ($1.due, $1.scope) }
  }
}
