/// The scenarios that the program carries, in the order in which they teach.
package enum ScenarioCatalog {
  package static let all: [Scenario] = [
    Scenario("gather", PackageResources.gather_py),
    Scenario("sequential", PackageResources.sequential_py),
    Scenario("coroutine", PackageResources.coroutine_py),
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
    Scenario("manual_cancel", PackageResources.manual_cancel_py),
    Scenario("cancel_cleanup", PackageResources.cancel_cleanup_py),
    Scenario("aiohttp_fetch", PackageResources.aiohttp_fetch_py),
    Scenario("echo_server", PackageResources.echo_server_py),
    Scenario("slow_consumer", PackageResources.slow_consumer_py),
    Scenario("lock", PackageResources.lock_py),
    Scenario("event", PackageResources.event_py),
    Scenario("async_with", PackageResources.async_with_py),
    Scenario("async_for", PackageResources.async_for_py),
    Scenario("as_completed_async", PackageResources.as_completed_async_py),
    Scenario("timeout_context", PackageResources.timeout_context_py),
    Scenario("nested_timeouts", PackageResources.nested_timeouts_py),
    Scenario("shield", PackageResources.shield_py),
    Scenario("request_id", PackageResources.request_id_py),
    Scenario("eager_tasks", PackageResources.eager_tasks_py),
    Scenario("blocking", PackageResources.blocking_py),
    Scenario("to_thread", PackageResources.to_thread_py),
    Scenario("starvation", PackageResources.starvation_py),
    Scenario("fire_and_forget", PackageResources.fire_and_forget_py),
    Scenario("lost_cancellation", PackageResources.lost_cancellation_py),
    Scenario("producer_consumer", PackageResources.producer_consumer_py),
    Scenario("worker_pool", PackageResources.worker_pool_py),
    Scenario("rate_limiter", PackageResources.rate_limiter_py),
    Scenario("thundering_herd", PackageResources.thundering_herd_py),
    Scenario("lost_update", PackageResources.lost_update_py),
    Scenario("dining_philosophers", PackageResources.dining_philosophers_py),
    Scenario("deadlock", PackageResources.deadlock_py),
    Scenario("nested_groups", PackageResources.nested_groups_py),
    Scenario("graceful_shutdown", PackageResources.graceful_shutdown_py),
  ]

  /// The scenario of that name; nil where there is none.
  package static func scenario(named name: String) -> Scenario? {
    all.first { $0.name == name }
  }
}
