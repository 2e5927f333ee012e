package import Dashboard

/// What somebody has set for every dashboard; whatever is nil or empty is as it comes.
package struct Settings: Hashable, Sendable {
  package var theme: Theme.Name?
  package var ascii: Bool?
  package var speed: Speed?
  package var preferences = Preferences()

  package init() {}
}

/// Why a file of settings cannot be taken: where in it, what is wrong, and what could stand there.
package struct SettingsError: Error, Hashable, CustomStringConvertible {
  package var file: String
  /// From 1; nil where the whole file is meant.
  package var line: Int?
  package var column: Int?
  package var message: String

  package var description: String {
    let place = line.map { line in ":\(line)" + (column.map { ":\($0)" } ?? "") } ?? ""
    return "\(file)\(place): \(message)"
  }
}
