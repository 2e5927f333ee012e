import Dashboard
import Screen

extension Settings {
  /// A file of settings that sets everything as it comes, each line of it a comment: somebody takes away the signs before
  /// those lines that are to be changed.
  package static func documented(path: String) -> String {
    let lines =
      [
        "# taskviz reads this file from \(path) when it opens its dashboard.",
        "# Take away the # before a line, and change it. What the command line says counts more.",
        "",
        "# Colours: \(names(Theme.Name.allCases.map(\.rawValue))). Without it: what the environment says.",
        "#theme: dark",
        "",
        "# Draw with ASCII characters only.",
        "#ascii: false",
        "",
        "# How fast a run plays: 1 is real time, 2 twice as fast.",
        "#speed: 1",
        "",
        "# The axis: \(names(Camera.Axis.allCases.map(\.rawValue))).",
        "#axis: elastic",
        "",
        "# Arrows for who created, woke and cancelled whom: \(names(Camera.Arrows.allCases.map(\.rawValue))).",
        "#arrows: selection",
        "",
        "# The panes around the lanes: \(names(Panes.Pane.allCases.filter { $0 != .lanes }.map { "\($0)" })).",
        "#panes: [output, source]",
        "",
        "# Keys: a character, space, enter, tab, escape, backspace, delete, insert, left, right, up, down, home, end,",
        "# pageup, pagedown, f1 to f12, with ctrl-, alt- or shift- before them. A key that is given to an action is taken",
        "# from the one that had it; [] leaves an action to the palette of commands. Ctrl-C always quits.",
        "#keys:",
      ] + Binding.table.filter(\.isRebindable).map(line)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ binding: Binding) -> String {
    let keys = binding.keys.map { quoted(KeyName.name($0)) }.joined(separator: ", ")
    return "#  \(ActionName.name(binding.action)): [\(keys)]  # \(binding.explanation)"
  }

  /// Signs mean something in YAML where they stand alone.
  private static func quoted(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } && name != "-"
      ? name : "'\(name == "'" ? "''" : name)'"
  }

  private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }
}
