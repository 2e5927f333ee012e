/// A table of what CPython 3.13 answers: lines of fields with tabs between them.
struct Table {
  let rows: [[String]]

  init(_ name: String) {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let bytes = CPythonLibrary.contents("/\(folder)/Tables/\(name).txt")
    rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
