/// The tasks that have not ended, held so that none disappears half-way.
///
/// CPython holds them weakly; a program whose tasks depend on the garbage collector is one that we make deterministic.
/// What a closed loop lets go of depends on nothing else: those tasks are held weakly here, too.
struct LiveTasks {
  private struct Orphan {
    weak var task: Task?
  }

  private var tasks: [Task] = []
  private var orphans: [Orphan] = []

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

  /// Holds a task no longer, which its closed loop will never run.
  mutating func letGo(of task: Task) {
    guard task.liveIndex >= 0 else { return }
    remove(task)
    orphans.append(Orphan(task: task))
  }

  /// In order of creation.
  func sorted(where belongs: (Task) -> Bool) -> [Task] {
    let left = orphans.compactMap(\.task).filter { !$0.isDone }
    return (tasks + left).filter(belongs).sorted { $0.serial < $1.serial }
  }

  mutating func removeAll() -> [Task] {
    let all = sorted { _ in true }
    for task in all { task.liveIndex = -1 }
    tasks.removeAll()
    orphans.removeAll()
    return all
  }
}
