/// The scenarios that the program carries, in the order in which they teach.
package enum ScenarioCatalog {
  package static let all: [Scenario] = [
    Scenario("gather", PackageResources.gather_py),
    Scenario("sequential", PackageResources.sequential_py),
    Scenario("awaitables", PackageResources.awaitables_py),
    Scenario("tasks", PackageResources.tasks_py),
    Scenario("taskgroup", PackageResources.taskgroup_py),
    Scenario("gather_results", PackageResources.gather_results_py),
    Scenario("as_completed", PackageResources.as_completed_py),
    Scenario("try_except", PackageResources.try_except_py),
    Scenario("taskgroup_failure", PackageResources.taskgroup_failure_py),
    Scenario("gather_errors", PackageResources.gather_errors_py),
    Scenario("gather_slip", PackageResources.gather_slip_py),
    Scenario("wait_for_timeout", PackageResources.wait_for_timeout_py),
    Scenario("timeout_context", PackageResources.timeout_context_py),
    Scenario("nested_timeouts", PackageResources.nested_timeouts_py),
    Scenario("manual_cancel", PackageResources.manual_cancel_py),
    Scenario("cancel_cleanup", PackageResources.cancel_cleanup_py),
    Scenario("shield", PackageResources.shield_py),
  ]

  /// The scenario of that name; nil where there is none.
  package static func scenario(named name: String) -> Scenario? {
    all.first { $0.name == name }
  }
}
