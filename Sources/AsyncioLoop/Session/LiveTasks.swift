/// The tasks that have not ended, held so that none disappears half-way.
///
/// CPython holds them weakly; a program whose tasks depend on the garbage collector is one that we make deterministic.
struct LiveTasks {
  private var tasks: [Task] = []

  mutating func insert(_ task: Task) {
    task.liveIndex = Int32(truncatingIfNeeded: tasks.count)
    tasks.append(task)
  }

  /// Constant time: the last task takes the place of the removed one.
  mutating func remove(_ task: Task) {
    let index = Int(task.liveIndex)
    guard tasks.indices.contains(index), tasks[index] === task else { return }
    task.liveIndex = -1
    let last = tasks.removeLast()
    if last !== task {
      tasks[index] = last
      last.liveIndex = Int32(truncatingIfNeeded: index)
    }
  }

  /// In order of creation.
  func sorted(where belongs: (Task) -> Bool) -> [Task] {
    tasks.filter(belongs).sorted { $0.serial < $1.serial }
  }

  mutating func removeAll() -> [Task] {
    let all = sorted { _ in true }
    for task in all { task.liveIndex = -1 }
    tasks.removeAll()
    return all
  }
}
