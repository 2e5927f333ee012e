#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The recorder's modules where they stay from one recording to the next, so that Python compiles them once.
///
/// To compile them takes several times as long as to run what recording begins with. They lie where programs keep what they
/// can make again, `$XDG_CACHE_HOME` or `~/.cache`, in a folder named after what is in it.
enum KeptRecorder {
  /// The folder with the modules, written there where they are not yet; nil where nothing can be kept.
  static func folder() -> String? {
    guard let caches, makesOwn(caches), makesOwn("\(caches)/taskviz") else { return nil }
    let folder = "\(caches)/taskviz/recorder-\(RecorderFiles.fingerprint)"
    if access(folder, F_OK) == 0 { return isOwn(folder) ? folder : nil }
    // Under another name first: nobody finds it half written.
    let beginning = "\(folder).\(getpid())"
    do throws(RecordingError) {
      try RecorderFiles.write(to: beginning)
    } catch {
      RecordingFolder.remove(beginning)
      return nil
    }
    if rename(beginning, folder) != 0 { RecordingFolder.remove(beginning) }
    return isOwn(folder) ? folder : nil
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
