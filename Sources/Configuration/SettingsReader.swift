import Dashboard
import Screen
import Yams

extension Settings {
  /// Reads the text of a file of settings: YAML, each entry of which may be left out.
  ///
  /// - Parameter file: what the file is called in an error.
  package init(yaml text: String, file: String) throws(SettingsError) {
    self.init()
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw SettingsReader.error(error, file)
    }
    guard let node else { return }
    var reader = SettingsReader(file: file)
    try reader.read(node)
    self = reader.settings
  }
}

private struct SettingsReader {
  let file: String
  var settings = Settings()

  static let entries = ["theme", "ascii", "speed", "axis", "arrows", "panes", "keys"]

  mutating func read(_ node: Node) throws(SettingsError) {
    // A file in which every line is a comment holds nothing.
    if case .scalar(let scalar) = node, scalar.string.isEmpty { return }
    guard case .mapping(let mapping) = node else {
      throw error("settings are lines such as `theme: light`", at: node)
    }
    for (key, value) in mapping {
      guard let name = key.string else { throw error("the name of a setting is a word", at: key) }
      try read(name, key, value)
    }
  }

  private mutating func read(_ name: String, _ key: Node, _ value: Node) throws(SettingsError) {
    switch name {
    case "theme": settings.theme = try choice(value, of: Theme.Name.allCases, "theme") { $0.rawValue }
    case "ascii": settings.ascii = try choice(value, of: [true, false], "answer") { $0 ? "true" : "false" }
    case "speed": settings.speed = try speed(value)
    case "axis":
      settings.preferences.axis = try choice(value, of: Camera.Axis.allCases, "axis") { $0.rawValue }
    case "arrows":
      settings.preferences.arrows = try choice(value, of: Camera.Arrows.allCases, "choice of arrows") {
        $0.rawValue
      }
    case "panes": settings.preferences.panes = try panes(value)
    case "keys": try readKeys(value)
    default: throw error("there is no setting '\(name)': there are \(list(Self.entries))", at: key)
    }
  }

  private func choice<Value>(
    _ node: Node, of values: [Value], _ kind: String, _ name: (Value) -> String
  ) throws(SettingsError) -> Value {
    guard let text = node.scalar?.string else { throw error("one word is wanted here", at: node) }
    if let value = values.first(where: { name($0) == text }) { return value }
    throw error("no \(kind) is called '\(text)': choose \(list(values.map(name), "or"))", at: node)
  }

  private func speed(_ node: Node) throws(SettingsError) -> Speed {
    guard let factor = node.scalar.flatMap({ Double($0.string) }), factor > 0, factor.isFinite else {
      throw error("a speed is a number above 0: 1 is real time, 2 twice as fast", at: node)
    }
    return Speed(clamping: factor)
  }

  private func panes(_ node: Node) throws(SettingsError) -> Set<Panes.Pane> {
    guard case .sequence(let nodes) = node else {
      throw error("panes are a list, such as [output, source], or [] for none", at: node)
    }
    // The lanes are always there.
    var panes: Set<Panes.Pane> = [.lanes]
    for node in nodes {
      let offered = Panes.Pane.allCases.filter { $0 != .lanes }
      panes.insert(try choice(node, of: offered, "pane") { "\($0)" })
    }
    return panes
  }

  // MARK: Keys

  private mutating func readKeys(_ node: Node) throws(SettingsError) {
    if case .scalar(let scalar) = node, scalar.string.isEmpty { return }
    guard case .mapping(let mapping) = node else {
      throw error("keys are lines such as `step-forward: [right, n]`", at: node)
    }
    let bindable = Set(Binding.table.filter(\.isRebindable).map(\.action))
    var bound: [Key: String] = [:]
    var keys: [Action: [Key]] = [:]
    for (name, value) in mapping {
      guard let text = name.string, let action = ActionName.action(text), bindable.contains(action) else {
        throw error("no action is called '\(name.string ?? "")'; `taskviz config` lists them all", at: name)
      }
      let nodes = value.sequence.map(Array.init) ?? [value]
      for node in nodes {
        let key = try key(node)
        if let other = bound.updateValue(text, forKey: key), other != text {
          throw error("'\(KeyName.name(key))' is given to \(other), too: a key does one thing", at: node)
        }
        keys[action, default: []].append(key)
      }
      if nodes.isEmpty { keys[action] = [] }
    }
    settings.preferences.bindings = Bindings.standard.rebinding(keys)
  }

  private func key(_ node: Node) throws(SettingsError) -> Key {
    guard let name = node.scalar?.string, let key = KeyName.key(name) else {
      throw error(
        "'\(node.scalar?.string ?? "")' is no key: write a character, space, enter, left, f5 ..., with ctrl-, alt- or shift- before it",
        at: node)
    }
    guard ![.control("c"), .control("z"), .control("l")].contains(key) else {
      throw error("'\(name)' has a meaning of its own that it always keeps", at: node)
    }
    return key
  }

  // MARK: Errors

  private func list(_ words: [String], _ conjunction: String = "and") -> String {
    words.dropLast().joined(separator: ", ") + " \(conjunction) " + (words.last ?? "")
  }

  private func error(_ message: String, at node: Node) -> SettingsError {
    SettingsError(file: file, line: node.mark?.line, column: node.mark?.column, message: message)
  }

  static func error(_ error: any Error, _ file: String) -> SettingsError {
    guard let error = error as? YamlError else {
      return SettingsError(file: file, message: "is no YAML: \(error)")
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return SettingsError(
        file: file, line: mark.line, column: mark.column, message: "is no YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return SettingsError(
        file: file, line: context.mark.line,
        message: "'\(duplicates.first ?? "")' is set twice: once is enough")
    default: return SettingsError(file: file, message: "is no YAML: \(error)")
    }
  }
}
