extension Grid {
  /// The characters, a line a row, without the blanks at the ends of lines.
  package var text: String {
    (0..<height).map { Self.trimmed(row($0).lazy.map(\.text).joined()) }.joined(separator: "\n")
  }

  /// The styles, a character a cell, as the legend names them: `.` is plain unless named, `?` is not in the legend.
  ///
  /// For tests: the second plane of a picture.
  package func stylePlane(legend: [Style: Character]) -> String {
    let plain = legend[.plain] ?? "."
    return (0..<height).map { row in
      String(self.row(row).map { $0.style == .plain ? plain : legend[$0.style] ?? "?" })
    }.joined(separator: "\n")
  }

  /// The styles, each given a letter in order of appearance, and below them what each letter means.
  package var annotatedStylePlane: String {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    var next = letters.makeIterator()
    var legend: [Style: Character] = [:]
    var lines: [String] = []
    for cell in cells where cell.style != .plain && legend[cell.style] == nil {
      guard let letter = next.next() else { break }
      legend[cell.style] = letter
      lines.append("\(letter) = \(cell.style)")
    }
    return ([stylePlane(legend: legend)] + lines).joined(separator: "\n")
  }

  private static func trimmed(_ line: String) -> String {
    var end = line.utf8.endIndex
    while end > line.utf8.startIndex {
      let before = line.utf8.index(before: end)
      guard line.utf8[before] == 0x20 else { break }
      end = before
    }
    return String(line[..<end])
  }
}
