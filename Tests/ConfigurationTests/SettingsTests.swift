import Configuration
import Screen
import Testing

@testable import Dashboard

@Suite struct SettingsTests {
  private func settings(_ text: String) throws(SettingsError) -> Settings {
    try Settings(yaml: text, file: "config.yaml")
  }

  private func complaint(_ text: String) -> String {
    do {
      _ = try settings(text)
      return "taken"
    } catch {
      return error.description
    }
  }

  @Test func `everything that can be set is taken`() throws {
    let settings = try settings(
      """
      theme: light
      ascii: true
      speed: 0.5
      axis: time
      arrows: all
      panes: [loop, detail]
      keys:
        step-forward: [n, right]
        play-or-pause: ctrl-x
      """)
    #expect(settings.theme == .light)
    #expect(settings.ascii == true)
    #expect(settings.speed == Speed(clamping: 0.5))
    #expect(settings.preferences.axis == .time)
    #expect(settings.preferences.arrows == .all)
    #expect(settings.preferences.panes == [.lanes, .loop, .detail])
    let bindings = settings.preferences.bindings
    #expect(bindings.action(for: .character("n"), in: .run) == .stepForward)
    #expect(bindings.action(for: .control("x"), in: .run) == .playOrPause)
    #expect(bindings.action(for: .character(" "), in: .run) == nil)
    // The next match has lost its key: it was given away.
    #expect(bindings.binding(of: .nextMatch, in: .run)?.keys == [])
    #expect(bindings.action(for: .character("N"), in: .run) == .previousMatch)
  }

  @Test(arguments: ["", "# only a comment\n", "\n\n", "keys:\n", "keys: {}"])
  func `a file that sets nothing changes nothing`(text: String) throws {
    #expect(try settings(text) == Settings())
  }

  @Test func `the documented file sets what holds without it`() throws {
    let documented = Settings.documented(path: "config.yaml")
    #expect(try settings(documented) == Settings())
    // Without the comment signs before its entries, it says the same aloud.
    let lines = documented.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("#") && (!line.hasPrefix("# ") || line.hasPrefix("#  "))
        ? String(line.dropFirst()) : String(line)
    }
    let spoken = try settings(lines.joined(separator: "\n"))
    #expect(spoken.theme == .dark)
    #expect(spoken.ascii == false)
    #expect(spoken.speed == .normal)
    #expect(spoken.preferences.axis == Camera().axis)
    #expect(spoken.preferences.arrows == Camera().arrows)
    #expect(spoken.preferences.panes == Panes().shown)
    #expect(spoken.preferences.bindings == .standard)
  }

  @Test(arguments: Binding.table.flatMap(\.keys))
  func `a key's name means that key`(key: Key) {
    #expect(KeyName.key(KeyName.name(key)) == key)
  }

  @Test(arguments: [
    "", "shift-", "shift-a", "f13", "f0", "ab", "ctrl-", "Space", "\u{1B}", "ctrl-left-right",
  ])
  func `what names no key is refused`(name: String) {
    #expect(KeyName.key(name) == nil)
  }

  @Test(arguments: [
    ("theme: neon", "config.yaml:1:8: no theme is called 'neon': choose dark, light"),
    ("\n  colour: red", "config.yaml:2:3: there is no setting 'colour': there are theme, ascii"),
    ("speed: fast", "config.yaml:1:8: a speed is a number above 0"),
    ("speed: -1", "config.yaml:1:8: a speed is a number above 0"),
    ("- 1", "config.yaml:1:1: settings are lines such as"),
    ("panes: output", "config.yaml:1:8: panes are a list"),
    ("panes: [lanes]", "config.yaml:1:9: no pane is called 'lanes'"),
    ("keys: [a]", "config.yaml:1:7: keys are lines such as"),
    ("keys:\n  fly: x", "config.yaml:2:3: no action is called 'fly'"),
    ("keys:\n  quit: x", "config.yaml:2:3: no action is called 'quit'"),
    ("keys:\n  step-back: shift-q", "config.yaml:2:14: 'shift-q' is no key"),
    ("keys:\n  step-back: ctrl-c", "config.yaml:2:14: 'ctrl-c' has a meaning of its own"),
    ("keys:\n  step-back: x\n  faster: x", "config.yaml:3:11: 'x' is given to step-back, too"),
    ("theme: dark\ntheme: light", "config.yaml:1: 'theme' is set twice"),
    ("theme: [dark", "config.yaml:2:1: is no YAML"),
    ("theme: {dark: light}", "config.yaml:1:8: one word is wanted here"),
  ])
  func `what is wrong is said with its place`(text: String, message: String) {
    #expect(complaint(text).hasPrefix(message), "\(complaint(text))")
  }
}
