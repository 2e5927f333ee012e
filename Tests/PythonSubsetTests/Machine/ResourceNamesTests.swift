import TaskModel
import Testing

struct ResourceNamesTests {
  private func names(_ text: String) throws -> [String] {
    let result = try runProgram("from asyncio import *\n" + text)
    #expect(result.errors.isEmpty)
    return result.events.compactMap {
      if case .resource(_, _, let name, .create, _, _, _) = $0.kind { name } else { nil }
    }
  }

  @Test(arguments: [
    ("lock = Lock()", ["lock"]),
    ("a, b = Lock(), Event()", ["a", "b"]),
    ("lock: Lock = Lock()", ["lock"]),
    ("if (jobs := Queue()): pass", ["jobs"]),
    ("forks = [Lock() for _ in range(3)]", ["forks[0]", "forks[1]", "forks[2]"]),
    ("pair = [Lock(), Semaphore(2)]", ["pair[0]", "pair[1]"]),
    ("locks = {'a': Lock(), 1: Lock()}", ["locks['a']", "locks[1]"]),
    ("locks = {}\nlocks['x'] = Lock()", ["locks['x']"]),
    ("locks = {}\nfor k in 'ab': locks[k] = Lock()", ["locks", "locks-2"]),
    ("locks = []\nfor _ in range(2): locks.append(Lock())", ["locks[0]", "locks[1]"]),
    ("class A:\n  def __init__(self): self.db_lock = Lock()\nA(), A()", ["db_lock", "db_lock-2"]),
    ("def use(lock): pass\nuse(lock=Lock())\nuse(Lock())", ["lock", "Lock-1"]),
    ("lock = None\nlock = lock or Lock()", ["lock"]),
    ("Lock(), Event(), Queue(), PriorityQueue()", ["Lock-1", "Event-1", "Queue-1", "PriorityQueue-1"]),
  ])
  func `a resource is called what the program calls it`(text: String, expected: [String]) throws {
    #expect(try names(text) == expected)
  }
}
