#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The recorder's modules where they stay from one recording to the next, so that Python compiles them once.
///
/// To compile them takes several times as long as to run what recording begins with. They lie where programs keep what they
/// can make again, `$XDG_CACHE_HOME` or `~/.cache`, in a folder named after what is in it, one for each version of taskviz.
final class KeptRecorder {
  let folder: String
  /// Holds a lock on the folder, shared by all that record with it: whoever removes old versions leaves it alone.
  private let descriptor: Int32

  /// Nil where nothing can be kept.
  init?(in caches: String? = KeptRecorder.caches) {
    guard let caches, Self.makesOwn(caches), Self.makesOwn("\(caches)/taskviz") else { return nil }
    folder = "\(caches)/taskviz/\(OldRecorders.prefix)\(RecorderFiles.fingerprint)"
    guard let descriptor = Self.hold(folder) ?? (Self.write(folder) ? Self.hold(folder) : nil) else {
      return nil
    }
    self.descriptor = descriptor
    CompiledHooks.make(in: folder)
    OldRecorders(caches: "\(caches)/taskviz").remove()
  }

  deinit { close(descriptor) }

  /// Locks a folder that is there, and notes that it is in use; nil where it is not, or not only its owner's.
  private static func hold(_ folder: String) -> Int32? {
    guard let descriptor = OldRecorders.open(folder) else { return nil }
    // A file system that knows no locks does not keep anybody from recording.
    let isGoing = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    guard !isGoing, OldRecorders.isStill(folder, descriptor), isOwn(folder) else {
      close(descriptor)
      return nil
    }
    futimens(descriptor, nil)
    return descriptor
  }

  /// Writes the modules into a new folder; false where that cannot be done.
  private static func write(_ folder: String) -> Bool {
    // Under another name first: nobody finds it half written.
    let beginning = "\(folder).\(getpid())"
    do throws(RecordingError) {
      try RecorderFiles.write(to: beginning)
    } catch {
      RecordingFolder.remove(beginning)
      return false
    }
    // Somebody else may have been faster.
    if rename(beginning, folder) != 0 { RecordingFolder.remove(beginning) }
    return true
  }

  private static var caches: String? {
    let named = getenv("XDG_CACHE_HOME").map { String(cString: $0) } ?? ""
    // A path that is not absolute is to be ignored, says the XDG Base Directory Specification.
    if named.hasPrefix("/") { return named }
    guard let home = getenv("HOME").map({ String(cString: $0) }), home.hasPrefix("/") else { return nil }
    return "\(home)/.cache"
  }

  /// Whether a folder is there, or can be made, that nobody but its owner writes to.
  private static func makesOwn(_ folder: String) -> Bool {
    (mkdir(folder, 0o700) == 0 || errno == EEXIST) && isOwn(folder)
  }

  /// Whether nobody else can have put anything into a folder that Python would run.
  private static func isOwn(_ folder: String) -> Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_uid == geteuid() && status.st_mode & 0o022 == 0
      && status.st_mode & S_IFMT == S_IFDIR
  }
}
