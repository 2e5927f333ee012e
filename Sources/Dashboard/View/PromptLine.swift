import Screen

/// What is being typed, with the cursor where the next character goes; a part of it, where there is too little room.
struct PromptLine {
  private let prompt: Prompt
  private let isHidden: Bool
  private let theme: Theme

  init(_ prompt: Prompt, isHidden: Bool = false, _ theme: Theme) {
    self.prompt = prompt
    self.isHidden = isHidden
    self.theme = theme
  }

  func segments(width: Int, saysForms: Bool = true) -> Segments {
    var line = Segments()
    line.add(prompt.title, theme[.strong])
    let (before, at, behind) = prompt.typed.parts
    let room = width - line.width - DisplayText.width(at)
    line.add(
      DisplayText.truncatedAtStart(shown(before), to: room, ellipsis: theme.glyphs.ellipsis), theme[.text])
    line.add(shown(at), theme.cursor)
    line.add(shown(behind), theme[.text])
    if saysForms { line.add("  " + prompt.forms, theme[.dim]) }
    return line
  }

  /// A password is seen by nobody.
  private func shown(_ text: String) -> String {
    isHidden ? String(text.map { $0 == " " ? " " : "*" }) : text
  }
}
