import Foundation

/// The rows of the report, aligned: what was measured, what came out, and beside whom.
struct ResultTable {
  private var rows: [[String]] = []

  mutating func add(_ what: String, _ value: String, peer: String = "", ratio: Double? = nil) {
    rows.append([what, value, peer, ratio.map { String(format: "%.2fx", $0) } ?? ""])
  }

  /// A time beside that of a peer; the ratio says how many times as fast ours is.
  mutating func add(
    _ what: String, _ value: String, ours: Double, peer name: String, theirs: Double?, absence: String? = nil
  ) {
    if let theirs {
      add(what, value, peer: "\(name) \(Self.text(seconds: theirs))", ratio: theirs / ours)
    } else {
      add(what, value, peer: absence ?? "\(name) is missing")
    }
  }

  func printed() -> String {
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        let space = String(repeating: " ", count: widths[index] - cell.count)
        return index == 3 ? space + cell : cell + space
      }
      return cells.joined(separator: "  ").trimmingSuffix()
    }.joined(separator: "\n")
  }

  static func text(seconds: Double) -> String {
    switch seconds {
    case ..<1e-5: String(format: "%.0f ns", seconds * 1e9)
    case ..<0.001: String(format: "%.0f us", seconds * 1e6)
    case ..<1: String(format: "%.1f ms", seconds * 1e3)
    default: String(format: "%.2f s", seconds)
    }
  }
}

extension String {
  fileprivate func trimmingSuffix() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
