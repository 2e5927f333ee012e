import ArgumentParser
import Configuration

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What somebody has set for every dashboard.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: "A file of settings to use instead of ~/.config/taskviz/config.yaml (see `taskviz config`).",
    completion: .file(extensions: ["yaml"]))
  var config: String?

  func read() throws(Failure) -> Settings { try SettingsFile.read(config) }
}

/// The file in which somebody keeps settings (XDG Base Directory Specification 0.8).
enum SettingsFile {
  private static let limit = 1 << 20

  /// Where it is looked for; nil where there is no home.
  static var standardPath: String? {
    if let folder = Environment.value("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/taskviz/config.yaml"
    }
    return Environment.value("HOME").map { $0 + "/.config/taskviz/config.yaml" }
  }

  /// What a file holds; without a path the standard one, which need not be there.
  static func read(_ path: String?) throws(Failure) -> Settings {
    guard let file = path ?? standardPath else { return Settings() }
    if path == nil, access(file, F_OK) != 0 { return Settings() }
    let text = String(decoding: try Files.read(file, limit: limit), as: UTF8.self)
    do {
      return try Settings(yaml: text, file: file)
    } catch {
      throw Failure(.data, error.description)
    }
  }
}
