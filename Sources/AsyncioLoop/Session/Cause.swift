package import TaskModel

/// Who is behind what happens now, in four bytes: a task, a timer, a socket or a plain callback.
struct Cause: Equatable {
  private var number: Int32

  static let timer = Cause(number: -1)
  static let callback = Cause(number: -2)
  static let io = Cause(number: -3)

  static func task(_ id: TaskID) -> Cause { Cause(number: id.number) }

  /// The task, if it is one.
  var task: TaskID? { number >= 0 ? TaskID(number) : nil }
}

extension LoopSession {
  /// The running task, or the task whose end the running callback is told of.
  package var actor: TaskID? { runningTask?._withUnsafeGuaranteedRef { $0.id } ?? cause.task }

  /// The cause that a future settled now is given.
  var currentCause: Cause { runningTask?._withUnsafeGuaranteedRef { .task($0.id) } ?? cause }

  func waker(_ cause: Cause) -> Waker {
    if let task = cause.task { return task == .program ? .callback("") : .task(task) }
    switch cause {
    case .timer: return .timer
    case .io: return .io(callbackName)
    default: return .callback(callbackName)
    }
  }
}
