import Foundation
import Screen
import Testing

/// Pictures that are kept as text files beside the tests, to be read by people and compared by machines.
///
/// A file holds the characters, and below them one letter for the look of each cell and what the letters mean. A missing
/// file fails. With TASKVIZ_UPDATE_SNAPSHOTS set, the files are written anew; look at the difference before you keep it.
enum Snapshots {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Snapshots")

  static func expect(_ grid: Grid, _ name: String, location: SourceLocation = #_sourceLocation) throws {
    let picture = grid.text + "\n\n" + grid.annotatedStylePlane + "\n"
    let file = folder.appending(path: name + ".txt")
    if ProcessInfo.processInfo.environment["TASKVIZ_UPDATE_SNAPSHOTS"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(picture.utf8).write(to: file)
    }
    let kept = try? String(contentsOf: file, encoding: .utf8)
    #expect(kept != nil, "\(file.lastPathComponent) is missing", sourceLocation: location)
    guard let kept, kept != picture else { return }
    Issue.record("\(name) looks different now:\n\(grid.text)", sourceLocation: location)
  }
}
