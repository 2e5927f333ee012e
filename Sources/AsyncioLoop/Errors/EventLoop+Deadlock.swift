import TaskModel

extension EventLoop {
  /// What there is to say when nothing is ready, no timer is set, and tasks wait.
  func deadlock() -> Deadlock { Deadlock(time: session.traceTime, waiters: allTasks.map(waiter)) }

  private func waiter(_ task: Task) -> Deadlock.Waiter {
    var waiter = Deadlock.Waiter(
      task: task.id, name: task.name, coroutine: task.coroutine.name, awaited: "nothing",
      site: task.coroutine.frames.last)
    switch task.waiter {
    case nil: break
    case let awaited as Task:
      waiter.awaited = "the task \(awaited.name)"
      waiter.blockers = [awaited.id]
      waiter.waitsForTasks = true
    case let future as ResourceWaiter:
      let resource = future.resource
      waiter.awaited = resource.kind.title(resource.name)
      waiter.reason = resource.obstacle(to: future.purpose)
      if future.purpose == .acquire { waiter.blockers = resource.holders.map(\.id).filter { $0 != .program } }
    case let serving as ServingFuture:
      waiter.awaited = "connections to \(serving.address)"
      waiter.serves = serving.address
    case let future?:
      waiter.awaited = describe(future)
      waiter.waitsForTasks = future is GatheringFuture || isScope(future.awaited)
    }
    return waiter
  }

  private func isScope(_ awaited: Awaited?) -> Bool {
    if case .scope = awaited { true } else { false }
  }

  private func describe(_ future: Future) -> String {
    if future is GatheringFuture { return "the tasks of a gather or a group" }
    return switch future.awaited {
    case .scope: "the tasks of a gather or a group"
    case .sleep: "a sleep without an end"
    case .io(let what), .executor(let what): what
    default: "a future that nobody sets"
    }
  }
}

extension SharedResource {
  /// Why a task has to wait: `held by writer-2`, `which is empty`.
  fileprivate func obstacle(to purpose: ResourceOperation) -> String {
    switch purpose {
    case .acquire where holders.isEmpty: return "which nobody releases"
    case .acquire:
      let names = holders.map { holder in
        if holder.id == .program { return holder.name }
        let task = session.live.sorted { $0.id == holder.id }.first
        return task?.name ?? "\(holder.name), which has ended"
      }
      return "held by " + names.joined(separator: " and ")
    case .get: return "which is empty"
    case .put: return "which is full"
    case .join: return "whose items nobody is done with"
    default:
      switch kind {
      case .condition: return "which nobody notifies"
      case .barrier: return "where only \(size) have arrived"
      default: return "which nobody sets"
      }
    }
  }
}
