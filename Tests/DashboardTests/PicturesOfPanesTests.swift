import Screen
import TaskModel
import Testing

@testable import Dashboard

/// The panes beside the lanes, of real programs, at every size.
@Suite struct PicturesOfPanesTests {
  static let sizes = [Size(60, 16), Size(80, 24), Size(120, 30), Size(200, 60)]

  private func expect(_ scenario: String, at seconds: Double, _ pane: String, _ size: Size, _ keys: String)
    throws
  {
    var run = try Recorded.scenario(scenario)
    run.seek(to: TraceTime(nanoseconds: Int64((seconds * 1e9).rounded())))
    var state = SampleTraces.dashboard(run, size: size)
    state.type(keys)
    try Snapshots.expect(view(state), "\(pane)-\(size.width)x\(size.height)")
  }

  @Test(arguments: sizes) func `the events of a failing TaskGroup`(size: Size) throws {
    try expect("taskgroup_failure", at: 0.4, "events", size, "v")
  }

  @Test(arguments: sizes) func `the forks of philosophers in a deadlock`(size: Size) throws {
    try expect("dining_philosophers", at: 0.5, "resources", size, "jjjV")
  }

  @Test(arguments: sizes) func `the exceptions of nested groups`(size: Size) throws {
    try expect("nested_groups", at: 1, "exceptions", size, "X")
  }

  @Test(arguments: sizes) func `the loop while workers wait`(size: Size) throws {
    try expect("worker_pool", at: 0.3, "loop", size, "i")
  }

  @Test(arguments: sizes) func `the statistics of workers that have ended`(size: Size) throws {
    try expect("worker_pool", at: 10, "statistics", size, "S")
  }

  @Test(arguments: sizes) func `the program's text where a deadline has fired`(size: Size) throws {
    try expect("wait_for_timeout", at: 1, "source", size, "oc\tc")
  }
}
