extension EventScript {
  /// Three coroutines that sleep at once.
  package static let gather = EventScript(
    """
    0 create program of <module>
    0 resume program
    0 create main by program
    0 resume main
    0 create count#1 by main
    0 create count#2 by main
    0 create count#3 by main
    0 enter g gather by main with count#1,count#2,count#3
    0 suspend main via main on scope g
    0 resume count#1
    0 print count#1 One
    0 suspend count#1 via count on sleep 1
    0 resume count#2
    0 print count#2 One
    0 suspend count#2 via count on sleep 1
    0 resume count#3
    0 print count#3 One
    0 suspend count#3 via count on sleep 1
    1 ready count#1
    1 ready count#2
    1 ready count#3
    1 resume count#1
    1 print count#1 Two
    1 finish count#1 returned None
    1 resume count#2
    1 print count#2 Two
    1 finish count#2 returned None
    1 resume count#3
    1 print count#3 Two
    1 finish count#3 returned None
    1 exit g clean
    1 ready main by count#3
    1 resume main
    1 finish main returned None
    1 print program Executed in 1.00 seconds.
    1 finish program returned None
    """)

  /// A TaskGroup of which one child fails and the other is cancelled.
  package static let taskGroupFailure = EventScript(
    """
    0 create program of <module>
    0 resume program
    0 create main by program
    0 resume main
    0 enter tg task_group by main
    0 create failing_task by main in tg
    0 create regular_task by main in tg
    0 print main Tasks started
    0 suspend main via main,TaskGroup.__aexit__ on scope tg
    0 resume failing_task
    0 suspend failing_task via failing_task,sleep on sleep 0.5
    0 resume regular_task
    0 suspend regular_task via regular_task,sleep on sleep 2
    0.5 ready failing_task
    0.5 resume failing_task
    0.5 finish failing_task raised ValueError This task failed!
    0.5 cancel regular_task sibling_failed
    0.5 ready regular_task
    0.5 resume regular_task throwing CancelledError
    0.5 finish regular_task cancelled
    0.5 ready main by regular_task
    0.5 resume main
    0.5 exit tg failed ExceptionGroup ValueError: This task failed!
    0.5 print main Caught an exception group with 1 exception(s):
    0.5 print main   Exception 0: This task failed!
    0.5 print main Outside the task group
    0.5 finish main returned None
    0.5 finish program returned None
    """)

  /// A deadline of one second for what takes three.
  package static let waitForTimeout = EventScript(
    """
    0 create program of <module>
    0 resume program
    0 create main by program
    0 resume main
    0 enter w wait_for by main until 1
    0 suspend main via main,wait_for,slow_operation,sleep on sleep 3
    1 cancel main timeout
    1 ready main
    1 resume main throwing CancelledError
    1 exit w timed_out
    1 print main The operation took too long!
    1 finish main returned None
    1 finish program returned None
    """)

  /// The program without asyncio: each sleep holds everything up.
  package static let sequential = EventScript(
    """
    0 create program of <module>
    0 resume program
    0 print program One
    1 stall program 1 time.sleep
    1 print program Two
    1 print program One
    2 stall program 1 time.sleep
    2 print program Two
    2 print program One
    3 stall program 1 time.sleep
    3 print program Two
    3 print program Executed in 3.00 seconds.
    3 finish program returned None
    """)

  /// A task that another one cancels in the middle of its sleep, and that cleans up for half a second.
  package static let cancelCleanup = EventScript(
    """
    0 create program of <module>
    0 resume program
    0 create main by program
    0 resume main
    0 create operation by main
    0 suspend main via main,sleep on sleep 2
    0 resume operation
    0 suspend operation via operation,use_resource,sleep on sleep 10
    2 ready main
    2 resume main
    2 cancel operation by main explicit
    2 suspend main via main on task operation
    2 ready operation by main
    2 resume operation throwing CancelledError
    2 print operation Operation was cancelled during use!
    2 suspend operation via operation,release_resource,sleep on sleep 2.5
    2.5 ready operation
    2.5 resume operation
    2.5 print operation Resource released
    2.5 finish operation cancelled
    2.5 ready main by operation
    2.5 resume main throwing CancelledError
    2.5 print main Main: operation was cancelled
    2.5 finish main returned None
    2.5 finish program returned None
    """)
}
