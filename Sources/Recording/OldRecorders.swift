#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Recorders of other versions of taskviz, and what is left of one that was not written to its end: they go once nobody has
/// used them for a month.
///
/// Who uses one says so by its modification time, and holds a lock on it. What cannot be removed stays, without a word.
struct OldRecorders {
  /// How the names of their folders begin; the rest is a fingerprint, and after a point who wrote it or removes it.
  static let prefix = "recorder-"

  let caches: String

  /// How long one stays that nobody uses, in seconds.
  private static let patience = 30 * 86_400

  func remove(at now: time_t = time(nil)) {
    for name in RecordingFolder.names(in: caches) where Self.isName(name) {
      let folder = "\(caches)/\(name)"
      guard Self.isOld(folder, now), let descriptor = Self.open(folder) else { continue }
      defer { close(descriptor) }
      // Somebody may have begun to use it in between: who holds it alone looks again.
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isOld(folder, now),
        Self.isStill(folder, descriptor)
      else { continue }
      // Under another name first: nobody finds it half removed.
      let going = "\(folder).\(getpid())"
      if rename(folder, going) == 0 { RecordingFolder.remove(going) }
    }
  }

  private static func isName(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    let parts = name.dropFirst(prefix.count).split(separator: ".", omittingEmptySubsequences: false)
    return parts[0].allSatisfy(\.isHexDigit) && parts.dropFirst().allSatisfy { Int($0) != nil }
  }

  private static func isOld(_ folder: String, _ now: time_t) -> Bool {
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
    #if canImport(Darwin)
      let used = status.st_mtimespec.tv_sec
    #else
      let used = status.st_mtim.tv_sec
    #endif
    return now - used > patience
  }

  /// Opens a folder that is one itself and no link to another; nil where it cannot be.
  static func open(_ folder: String) -> Int32? {
    let descriptor = systemOpen(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    return descriptor < 0 ? nil : descriptor
  }

  /// Whether a folder is still the one that was opened.
  static func isStill(_ folder: String, _ descriptor: Int32) -> Bool {
    var named = stat()
    var opened = stat()
    return lstat(folder, &named) == 0 && fstat(descriptor, &opened) == 0 && named.st_ino == opened.st_ino
      && named.st_dev == opened.st_dev
  }
}

// Inside the type, its own function hides the system's of the same name.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
