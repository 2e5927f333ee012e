// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in our own targets only: a dependency's deprecation must not stop the build.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // A quarter of a step's instructions checked that no two accesses to a property overlap. Debug builds, in which the tests
  // run, check it at each access.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// Async functions run on the actor of their caller: bodies of tasks that are written in Swift stay on the loop with them.
let onTheLoop = strict + [SwiftSetting.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let bigInteger: Target.Dependency = .product(name: "BigInt", package: "BigInt")

/// Where ncurses lives: Linux splits the wide-character library from the narrow one, macOS ships one that is wide.
let ncurses: [LinkerSetting] = [
  .linkedLibrary("ncursesw", .when(platforms: [.linux])),
  .linkedLibrary("ncurses", .when(platforms: [.macOS])),
]

/// The programs that the Scenarios target carries in the binary; a test compares them with the folder.
let scenarios = [
  "gather", "sequential", "coroutine", "awaitables", "tasks", "taskgroup", "gather_results",
  "as_completed", "try_except", "taskgroup_failure", "gather_errors", "gather_slip", "wait_for_timeout",
  "manual_cancel", "cancel_cleanup", "aiohttp_fetch", "echo_server", "slow_consumer", "lock", "event",
  "async_with", "async_for", "as_completed_async", "timeout_context", "nested_timeouts", "shield",
  "request_id", "eager_tasks", "blocking", "to_thread", "starvation", "fire_and_forget",
  "lost_cancellation", "producer_consumer", "worker_pool", "rate_limiter", "thundering_herd",
  "lost_update", "dining_philosophers", "deadlock", "nested_groups", "graceful_shutdown",
]

/// The modules of Python's library, or the parts of them, that are written in Python and carried in the binary.
let library = [
  "aiohttp", "aiohttp_client_exceptions", "aiohttp_connector", "aiohttp_responses", "aiohttp_values",
  "base64", "binascii", "bisect", "collections", "collections_abc", "concurrent_futures",
  "contextlib", "copy", "csv", "dataclasses",
  "_dates", "datetime", "_durations", "enum", "functools", "heapq", "io", "json", "logging", "os",
  "os_path", "_queues",
  "re", "signal", "statistics", "string", "_strptime", "textwrap", "traceback", "typing", "uuid", "warnings",
  "weakref",
]

/// The recorder that the binary puts beside a Python program that is recorded.
let recorder =
  ["sitecustomize.py"]
  + [
    "clock.py", "compiled.py", "descriptors.py", "executors.py", "layout.py", "log.py", "marks.py",
    "names.py",
    "notes.py", "ordered.py", "other_loops.py", "output.py", "places.py", "resources.py", "scopes.py",
    "sink.py", "stalls.py", "start.py", "steps.py", "task_class.py", "virtual_threads.py", "virtual_time.py",
    "waits.py", "workers.py",
    "in_c/chains.h", "in_c/handles.h", "in_c/hooks.c", "in_c/members.h", "in_c/python_abi.h", "in_c/queues.h",
    "in_c/recording.h",
    "in_c/slots.h", "in_c/suspending.h", "in_c/waking.h",
  ].map { "taskviz_recorder/\($0)" }

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: [], swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
  settings: [SwiftSetting] = strict
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "taskviz",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "taskviz", targets: ["taskviz"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // L0
    module("TaskModel"),
    module("Screen"),
    .target(
      name: "CTerminal",
      cSettings: [
        .define("_XOPEN_SOURCE_EXTENDED"),
        .define("_GNU_SOURCE", .when(platforms: [.linux])),
      ],
      linkerSettings: ncurses),

    // L1
    module("AsyncioLoop", ["TaskModel", deque, heap], settings: onTheLoop),
    module("Trace", ["TaskModel"]),
    module("Timeline", ["TaskModel", "Trace"]),
    module("Pictures", ["Screen"]),
    module("PythonSyntax", [bigInteger]),
    module("Terminal", ["Screen", "CTerminal"]),
    .target(
      name: "Processes", swiftSettings: strict,
      linkerSettings: [.linkedLibrary("util", .when(platforms: [.linux]))]),

    // L2
    .target(
      name: "PythonSubset",
      dependencies: ["TaskModel", "Screen", "AsyncioLoop", "PythonSyntax", bigInteger, deque],
      resources: library.map { .embedInCode("Library/\($0).py") }, swiftSettings: strict),
    .target(
      name: "Scenarios", path: "Scenarios",
      resources: scenarios.map { .embedInCode("\($0).py") }, swiftSettings: strict),

    // L3
    module("Dashboard", ["TaskModel", "Screen", "Trace", "Timeline"]),
    .target(
      name: "Recording", dependencies: ["TaskModel", "AsyncioLoop", "PythonSubset", "Processes", "Trace"],
      resources: recorder.map { .embedInCode("Recorder/\($0)") }, swiftSettings: strict),

    // L4
    module("Configuration", ["Dashboard", "Screen", yaml]),
    .executableTarget(
      name: "taskviz",
      dependencies: [
        arguments, "TaskModel", "Screen", "Trace", "Timeline", "Pictures", "Terminal", "PythonSyntax",
        "PythonSubset",
        "Scenarios",
        "Dashboard", "Recording", "AsyncioLoop", "Configuration", "Processes",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "taskviz-benchmark",
      dependencies: [
        "TaskModel", "AsyncioLoop", "Screen", "Trace", "Timeline", "PythonSubset", "Dashboard", "Recording",
        "Scenarios", "Subprocesses",
      ],
      swiftSettings: onTheLoop),

    // Tests
    tests("TaskModelTests", ["TaskModel"]),
    tests("ScreenTests", ["Screen"]),
    tests("AsyncioLoopTests", ["AsyncioLoop", "TaskModel"], settings: onTheLoop),
    tests("TraceTests", ["EventScript", "Subprocesses", "Trace", "TaskModel"]),
    tests("TimelineTests", ["Timeline", "Trace", "TaskModel", "EventScript"]),
    tests("PicturesTests", ["Pictures", "Screen"]),
    tests("TerminalTests", ["Terminal", "Screen", "PseudoTerminal", "Subprocesses", "terminal-probe"]),
    .executableTarget(
      name: "terminal-probe", dependencies: ["Terminal", "Screen", "Recording"], path: "Tests/terminal-probe",
      swiftSettings: strict),
    tests("PythonSyntaxTests", ["PythonSyntax", "Subprocesses", bigInteger]),
    tests(
      "PythonSubsetTests",
      ["PythonSubset", "PythonSyntax", "AsyncioLoop", "TaskModel", "Subprocesses", bigInteger],
      exclude: ["Tables", "Machine/Programs"]),
    tests("ScenariosTests", ["Scenarios"]),
    tests(
      "DashboardTests",
      [
        "Dashboard", "Screen", "Timeline", "Trace", "TaskModel", "EventScript", "PythonSubset", "Recording",
        "Scenarios",
      ],
      exclude: ["Snapshots"]),
    tests("ProcessesTests", ["Processes", "Subprocesses"]),
    tests("ConfigurationTests", ["Configuration", "Dashboard", "Screen"]),
    tests(
      "RecordingTests", ["AsyncioLoop", "Recording", "PythonSubset", "Subprocesses", "Trace", "TaskModel"]),
    tests(
      "CPythonTests",
      [
        "Subprocesses", "PythonSubset", "PythonSyntax", "AsyncioLoop", "Recording", "Scenarios", "Trace",
        "TaskModel",
      ],
      exclude: ["Articles", "Twin", "Listings", "Programs", "NetworkPrograms", "Uncaught", "Plain"]),
    tests("EndToEndTests", ["Subprocesses", "CPseudoTerminal", "Scenarios"], exclude: ["Pictures"]),
    .target(
      name: "Subprocesses", dependencies: ["Processes"], path: "Tests/Subprocesses", swiftSettings: strict),
    .target(
      name: "CPseudoTerminal", path: "Tests/CPseudoTerminal",
      linkerSettings: [.linkedLibrary("util", .when(platforms: [.linux]))]),
    .target(
      name: "PseudoTerminal", dependencies: ["CPseudoTerminal"], path: "Tests/PseudoTerminal",
      swiftSettings: strict),
    .target(
      name: "EventScript", dependencies: ["TaskModel"], path: "Tests/EventScript", swiftSettings: strict),
  ]
)
