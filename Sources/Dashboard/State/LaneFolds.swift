package import TaskModel

/// Which subtrees are folded: those of some tasks, or those of all but some.
package struct LaneFolds: Hashable, Sendable {
  private var isAll = false
  private var exceptions: Set<TaskID> = []

  package init() {}

  /// Every subtree is folded, those of tasks that are still to come as well.
  package static let all: LaneFolds = {
    var folds = LaneFolds()
    folds.isAll = true
    return folds
  }()

  package var isEmpty: Bool { !isAll && exceptions.isEmpty }

  package func contains(_ task: TaskID) -> Bool { exceptions.contains(task) != isAll }

  package mutating func fold(_ task: TaskID) { set(task, true) }

  package mutating func unfold(_ task: TaskID) { set(task, false) }

  private mutating func set(_ task: TaskID, _ isFolded: Bool) {
    if isFolded == isAll { exceptions.remove(task) } else { exceptions.insert(task) }
  }
}
