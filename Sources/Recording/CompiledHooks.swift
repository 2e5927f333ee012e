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
    static let options = ["-O3", "-fno-strict-aliasing", "-bundle", "-Wl,-undefined,dynamic_lookup"]
  #else
    static let options = ["-O3", "-fno-strict-aliasing", "-shared", "-fPIC", "-fvisibility=hidden"]
  #endif

  /// Makes the module in a recorder's folder, unless it is there, or the compilers have failed to make it today.
  static func make(in folder: String) {
    let package = "\(folder)/\(RecorderFiles.package)"
    let module = "\(package)/hooks.abi3.so"
    let failure = "\(package)/hooks.failed"
    guard access(module, F_OK) != 0, !isYoung(failure), hasDeveloperTools else { return }
    // Under another name first: nobody loads it half written.
    let beginning = "\(module).\(getpid()).\(UInt32.random(in: 0 ... .max))"
    defer { unlink(beginning) }
    let ends = compilers.lazy.compactMap {
      compile("\(folder)/\(RecorderFiles.hooks)/hooks.c", $0, to: beginning)
    }
    var hasFailed = false
    for end in ends {
      if end == .exited(code: 0) {
        chmod(beginning, 0o600)
        rename(beginning, module)
        return
      }
      // One that was interrupted may do better the next time.
      guard case .exited = end else { return }
      hasFailed = true
    }
    if hasFailed { _ = RecorderFiles.replace(failure, []) }
  }

  /// How a compiler ends that makes a module of a source file; nil where there is no such compiler.
  private static func compile(_ source: String, _ compiler: String, to module: String) -> ProcessEnd? {
    var spawn = Spawn([compiler] + options + ["-o", module, source])
    spawn.streams = .files(input: "/dev/null", output: "/dev/null", error: "/dev/null")
    guard let child = try? spawn.start() else { return nil }
    let deadline = MonotonicClock.now + patience
    while MonotonicClock.now < deadline {
      if let end = child.poll() { return end }
      usleep(2_000)
    }
    // Nobody waits for it longer than for the program.
    child.send(SIGKILL)
    return child.wait()
  }

  /// Whether a file is there that is less than a day old.
  private static func isYoung(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    #if canImport(Darwin)
      let written = status.st_mtimespec.tv_sec
    #else
      let written = status.st_mtim.tv_sec
    #endif
    return time(nil) - written < 86_400
  }

  /// Whether the compilers are more than a question to install them, which macOS asks in a window.
  private static var hasDeveloperTools: Bool {
    #if canImport(Darwin)
      var spawn = Spawn(["/usr/bin/xcode-select", "-p"])
      spawn.streams = .files(input: "/dev/null", output: "/dev/null", error: "/dev/null")
      return (try? spawn.start())?.wait() == .exited(code: 0)
    #else
      true
    #endif
  }
}
