import TaskModel
import Timeline

/// Where a task stands, from its outermost frame to the innermost await, and on through the tasks that it waits for.
struct AwaitChain {
  enum Link: Hashable {
    case frame(SourceSite)
    /// The task that is awaited, or that holds the resource that is waited for.
    case task(lane: Int, holding: ResourceID?)
  }

  private(set) var links: [Link] = []

  /// Longer chains are cut: nobody reads them.
  private static let longest = 8

  init(_ graph: WaitGraph, from lane: Int) {
    var seen: Set<Int> = []
    var next: Int? = lane
    while let lane = next, seen.insert(lane).inserted, seen.count <= Self.longest {
      guard case .suspend(_, let awaited, let chain)? = graph.suspend(lane)?.kind else { return }
      links += chain.map { .frame($0) }
      let blockers = graph.blockers(lane)
      next = blockers.count == 1 ? blockers.first : nil
      guard let next else { return }
      var resource: ResourceID?
      if case .resource(let id, _) = awaited { resource = id }
      links.append(.task(lane: next, holding: resource))
    }
  }
}
