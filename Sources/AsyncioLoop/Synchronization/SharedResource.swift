package import TaskModel

/// What tasks share and wait for, as the trace tells of it: a lock, an event, a queue ...
package final class SharedResource {
  package let session: LoopSession
  package let id: ResourceID
  package let kind: ResourceKind
  package let name: String

  /// How much it holds: permits, items, tasks that have arrived; 1 for an event that is set.
  var size = 0

  /// How many wait for it.
  var waiting = 0

  /// A task that holds it, or the code outside every task. It is remembered, not kept: it may end without giving it back.
  struct Holder {
    let id: TaskID
    let name: String

    init(_ task: Task?) {
      id = task?.id ?? .program
      name = task?.name ?? "the program"
    }
  }

  /// Who holds it, the one that has held it longest first.
  private(set) var holders: [Holder] = []

  /// A resource of the name that the program has for it, or of one made of its class: `Lock-1`.
  ///
  /// `capacity`: how many items it takes, where that is limited.
  init(
    _ kind: ResourceKind, className: String, name: String?, size: Int = 0, capacity: Int? = nil,
    session: LoopSession
  ) {
    self.session = session
    self.kind = kind
    self.size = capacity ?? size
    id = session.nextResourceID()
    self.name = session.resourceName(name, className: className)
    report(.create)
    self.size = size
  }

  /// Records a change, made by whoever runs now.
  func report(_ operation: ResourceOperation) { report(operation, by: session.actor ?? .program) }

  func report(_ operation: ResourceOperation, by task: TaskID) {
    session.observer?.resource(
      id, kind, name: name, operation, by: task, size: size, waiting: waiting, at: session.traceTime)
  }

  /// The running task holds it from now on.
  func take() {
    holders.append(Holder(session.currentTask))
    report(.acquire)
  }

  /// The running task gives it back; where it does not hold it, it does so for the one that has held it longest.
  func giveBack() {
    let id = session.currentTask?.id ?? .program
    let place = holders.firstIndex { $0.id == id } ?? holders.indices.first
    if let place { holders.remove(at: place) }
    report(.release)
  }
}

/// A future that a task awaits to use a resource: its wait is told as one for the resource.
class ResourceWaiter: Future {
  final let resource: SharedResource
  final let purpose: ResourceOperation

  init(_ resource: SharedResource, to purpose: ResourceOperation, loop: EventLoop) {
    self.resource = resource
    self.purpose = purpose
    super.init(loop: loop)
  }

  final override func describeAwait(by task: TaskID) -> Awaited {
    resource.report(.wait, by: task)
    return .resource(resource.id, to: purpose)
  }
}

extension LoopSession {
  /// A name that no other resource has: what the program calls it, numbered from its second bearer on, or `Lock-1`.
  fileprivate func resourceName(_ wanted: String?, className: String) -> String {
    let count = countResources(named: wanted ?? className)
    guard let wanted else { return "\(className)-\(count)" }
    // A list's entries come in order: `forks[]` is the first, `forks[0]`.
    if wanted.hasSuffix("[]") { return "\(wanted.dropLast(2))[\(count - 1)]" }
    return count == 1 ? wanted : "\(wanted)-\(count)"
  }
}
