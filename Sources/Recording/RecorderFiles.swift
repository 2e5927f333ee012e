#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The recorder's Python modules, and the source of one in C, which the binary carries.
enum RecorderFiles {
  static let package = "taskviz_recorder"
  /// Where the source of the hooks in C is.
  static let hooks = "\(package)/in_c"

  private static let modules: [(path: String, source: [UInt8])] = [
    ("sitecustomize.py", PackageResources.sitecustomize_py),
    ("\(package)/clock.py", PackageResources.clock_py),
    ("\(package)/compiled.py", PackageResources.compiled_py),
    ("\(package)/descriptors.py", PackageResources.descriptors_py),
    ("\(package)/executors.py", PackageResources.executors_py),
    ("\(package)/layout.py", PackageResources.layout_py),
    ("\(package)/log.py", PackageResources.log_py),
    ("\(package)/marks.py", PackageResources.marks_py),
    ("\(package)/names.py", PackageResources.names_py),
    ("\(package)/notes.py", PackageResources.notes_py),
    ("\(package)/ordered.py", PackageResources.ordered_py),
    ("\(package)/other_loops.py", PackageResources.other_loops_py),
    ("\(package)/output.py", PackageResources.output_py),
    ("\(package)/places.py", PackageResources.places_py),
    ("\(package)/resources.py", PackageResources.resources_py),
    ("\(package)/scopes.py", PackageResources.scopes_py),
    ("\(package)/sink.py", PackageResources.sink_py),
    ("\(package)/stalls.py", PackageResources.stalls_py),
    ("\(package)/start.py", PackageResources.start_py),
    ("\(package)/steps.py", PackageResources.steps_py),
    ("\(package)/task_class.py", PackageResources.task_class_py),
    ("\(package)/virtual_threads.py", PackageResources.virtual_threads_py),
    ("\(package)/virtual_time.py", PackageResources.virtual_time_py),
    ("\(package)/waits.py", PackageResources.waits_py),
    ("\(package)/workers.py", PackageResources.workers_py),
    ("\(hooks)/chains.h", PackageResources.chains_h),
    ("\(hooks)/handles.h", PackageResources.handles_h),
    ("\(hooks)/hooks.c", PackageResources.hooks_c),
    ("\(hooks)/members.h", PackageResources.members_h),
    ("\(hooks)/python_abi.h", PackageResources.python_abi_h),
    ("\(hooks)/queues.h", PackageResources.queues_h),
    ("\(hooks)/recording.h", PackageResources.recording_h),
    ("\(hooks)/slots.h", PackageResources.slots_h),
    ("\(hooks)/suspending.h", PackageResources.suspending_h),
    ("\(hooks)/waking.h", PackageResources.waking_h),
  ]

  /// A name for what is in them and how it is compiled: FNV-1a of their paths, their sources and the options, 64 bits.
  static var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let options = Array(CompiledHooks.options.joined(separator: " ").utf8)
    for byte in modules.flatMap({ Array($0.path.utf8) + $0.source }) + options {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }

  /// Writes them into a folder, from which Python imports them; gives that folder.
  @discardableResult
  static func write(to folder: String) throws(RecordingError) -> String {
    try RecordingFolder.make(folder)
    try RecordingFolder.make("\(folder)/\(package)")
    try RecordingFolder.make("\(folder)/\(hooks)")
    for module in modules {
      let path = "\(folder)/\(module.path)"
      guard replace(path, module.source) else { throw .folder(path, SystemCall.lastError) }
    }
    return folder
  }

  /// Writes a file for its owner alone; false where that cannot be done.
  static func replace(_ path: String, _ bytes: [UInt8]) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return bytes.withUnsafeBytes { systemWrite(descriptor, $0) } == bytes.count
  }
}

// Inside the type, its own function hides the system's of the same name.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
