import Processes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The recorder's hooks in C, which a compiler of this machine makes into a module that any CPython from 3.8 to 3.13 loads.
///
/// Where there is no compiler the recorder does everything in Python, and a program that is recorded takes several times as
/// long.
enum CompiledHooks {
  private static let compilers = ["cc", "clang", "gcc"]

  /// How long a compiler may take, in nanoseconds; half a second is usual.
  private static let patience: UInt64 = 20_000_000_000

  #if canImport(Darwin)
    private static let options = ["-O2", "-fno-strict-aliasing", "-bundle", "-Wl,-undefined,dynamic_lookup"]
  #else
    private static let options = ["-O2", "-fno-strict-aliasing", "-shared", "-fPIC", "-fvisibility=hidden"]
  #endif

  /// Makes the module in a recorder's folder, unless it is there, or a compiler has failed to make it before.
  static func make(in folder: String) {
    let package = "\(folder)/\(RecorderFiles.package)"
    let module = "\(package)/hooks.abi3.so"
    let failed = "\(package)/hooks.failed"
    guard access(module, F_OK) != 0, access(failed, F_OK) != 0 else { return }
    // Under another name first: nobody loads it half written.
    let beginning = "\(module).\(getpid())"
    guard let isMade = compile("\(folder)/\(RecorderFiles.hooks)/hooks.c", to: beginning) else { return }
    if !isMade || rename(beginning, module) != 0 {
      unlink(beginning)
      _ = RecorderFiles.replace(failed, [])
    }
  }

  /// Whether a compiler has made a module of a source file; nil where there is none.
  private static func compile(_ source: String, to module: String) -> Bool? {
    for compiler in compilers {
      var spawn = Spawn([compiler] + options + ["-o", module, source])
      spawn.streams = .files(input: "/dev/null", output: "/dev/null", error: "/dev/null")
      if let child = try? spawn.start() { return end(of: child) == .exited(code: 0) }
    }
    return nil
  }

  /// How a compiler ends, which nobody waits for longer than for the program.
  private static func end(of child: ChildProcess) -> ProcessEnd {
    let deadline = MonotonicClock.now + patience
    while MonotonicClock.now < deadline {
      if let end = child.poll() { return end }
      usleep(2_000)
    }
    child.send(SIGKILL)
    return child.wait()
  }
}
