import Foundation

/// A table of what CPython 3.13 answers: lines of fields with tabs between them.
struct Table {
  let rows: [[String]]

  static func file(_ name: String) -> URL {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return folder.appending(path: "Tables/\(name).txt")
  }

  init(_ name: String) {
    let text = try? String(contentsOf: Self.file(name), encoding: .utf8)
    rows = (text ?? "").split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
