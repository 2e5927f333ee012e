package import Foundation

/// The `taskviz` that was built together with the tests.
package enum TaskvizBinary {
  /// Beside the test bundle, whatever the build's folder and configuration.
  package static let path: String = {
    let bundle = CommandLine.arguments.first { $0.contains("PackageTests.xctest") }
    guard let bundle, let end = bundle.range(of: "PackageTests.xctest") else {
      return packageFolder.appending(path: ".build/debug/taskviz").path
    }
    return URL(filePath: String(bundle[..<end.upperBound])).deletingLastPathComponent().appending(
      path: "taskviz"
    ).path
  }()

  package static let packageFolder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  package static func run(
    _ arguments: [String], standardInput: String = "", in folder: URL? = nil,
    environment: [String: String] = [:], deadline: TimeInterval = 60
  ) throws -> SubprocessResult {
    try Subprocesses.run(
      [path] + arguments, standardInput: standardInput, in: folder, environment: environment,
      deadline: deadline)
  }
}
