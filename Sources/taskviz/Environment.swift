import Dashboard

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the environment variables say, about colours above all.
struct Environment {
  /// NO_COLOR (no-color.org): set, and not empty, it asks for none.
  var noColor: Bool
  /// COLORFGBG, as some terminals set it: `15;0` for light text on dark.
  var isLight: Bool

  init() {
    noColor = !(Self.value("NO_COLOR") ?? "").isEmpty
    let background = Self.value("COLORFGBG")?.split(separator: ";").last.flatMap { Int($0) }
    isLight = background == 7 || background == 15
  }

  var theme: Theme.Name { noColor ? .monochrome : isLight ? .light : .dark }

  static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The working directory; the root where it is gone.
  static var directory: String {
    guard let folder = getcwd(nil, 0) else { return "/" }
    defer { free(folder) }
    return String(cString: folder)
  }
}
