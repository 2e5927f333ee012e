import Foundation

/// A table of what CPython 3.13 answers: lines of fields with tabs between them.
struct Table {
  let rows: [[String]]

  static func file(_ name: String) -> URL {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return folder.appending(path: "Tables/\(name).txt")
  }

  init(_ name: String) {
    let bytes = CPythonLibrary.contents(Self.file(name).path)
    rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
