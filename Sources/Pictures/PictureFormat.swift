package import Screen

/// How a picture is written.
package enum PictureFormat: String, CaseIterable, Sendable {
  /// Characters only.
  case text
  /// Characters with the colours and attributes of a terminal.
  case ansi
  /// Scalable, for pages and slides.
  case svg

  /// The ends of file names that mean this format, the usual one first; without the dot.
  package var fileExtensions: [String] {
    switch self {
    case .text: ["txt", "text"]
    case .ansi: ["ansi", "ans"]
    case .svg: ["svg"]
    }
  }

  /// The format that a file's name asks for by its end; nil where it asks for none that there is.
  package init?(fileName: String) {
    let name = fileName.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let end = name[name.index(after: dot)...].lowercased()
    guard let format = Self.allCases.first(where: { $0.fileExtensions.contains(end) }) else { return nil }
    self = format
  }
}

/// What a picture needs besides its grid.
package struct PictureOptions: Sendable {
  /// What the picture is called, for those who cannot see it and for tabs of browsers.
  package var title: String
  /// What there is to see, in a sentence or more; empty where the title says it all.
  package var description: String
  /// What the terminal's own colours look like in a format that has no terminal.
  package var foreground: Color
  package var background: Color
  /// How many colours there are where the format leaves it open.
  package var colorDepth: ColorDepth

  package init(
    title: String = "", description: String = "", foreground: Color = Color(hex: 0xE6E6E6),
    background: Color = Color(hex: 0x101418), colorDepth: ColorDepth = .direct
  ) {
    self.title = title
    self.description = description
    self.foreground = foreground
    self.background = background
    self.colorDepth = colorDepth
  }
}

extension PictureFormat {
  /// The bytes of a picture; the same grid and options give the same bytes.
  package func bytes(of grid: Grid, _ options: PictureOptions = PictureOptions()) -> [UInt8] {
    switch self {
    case .text: Array(grid.text.utf8) + (grid.height > 0 ? [0x0A] : [])
    case .ansi: Array(ANSIPicture(options.colorDepth).text(of: grid).utf8)
    case .svg: Array(SVGPicture(options).text(of: grid).utf8)
    }
  }
}
