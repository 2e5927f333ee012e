import PythonSyntax

/// `reprlib.repr` (CPython 3.13 `reprlib.py`): what `repr` of a future shows of its result.
extension Machine {
  private static let levels = 6
  private static let longestText = 30
  private static let longestNumber = 40

  func shortRepresentation(_ value: Value) -> String { shortened(value, Self.levels) }

  private func shortened(_ value: Value, _ level: Int) -> String {
    let type = type(of: value)
    if type.isBuiltin, let object = value.object {
      switch object.kind {
      case .string: return shortened(value.string?.value ?? "")
      case .tuple: return shortened(value.tuple?.items ?? [], level, "(", ")", trail: ",")
      case .list: return shortened(value.list?.items ?? [], level, "[", "]")
      case .dict: return value.dict.map { shortened($0, level) } ?? ""
      case .set: return value.set.map { shortened($0, level) } ?? ""
      default: break
      }
    }
    if let deque = value.object as? PyDeque {
      return shortened(Array(deque.items), level, "deque([", "])")
    }
    let isNumber = type === types.int
    guard let text = try? representation(value) else {
      return value.object.map { "<\(type.name) instance at \(address($0))>" } ?? ""
    }
    return middleCut(text, to: isNumber ? Self.longestNumber : Self.longestText)
  }

  private func shortened(
    _ items: [Value], _ level: Int, _ left: String, _ right: String, trail: String = "", limit: Int = 6
  ) -> String {
    if level <= 0, !items.isEmpty { return "\(left)...\(right)" }
    var parts = items.prefix(limit).map { shortened($0, level - 1) }
    if items.count > limit { parts.append("...") }
    return left + parts.joined(separator: ", ") + (items.count == 1 ? trail : "") + right
  }

  private func shortened(_ dict: PyDict, _ level: Int) -> String {
    let limit = 4
    let pairs = dict.pairs
    if pairs.isEmpty { return "{}" }
    if level <= 0 { return "{...}" }
    var parts: [String] = []
    for key in inOrder(pairs.map(\.key)).prefix(limit) {
      let value = (try? dict.get(key, in: self)) ?? .none
      parts.append("\(shortened(key, level - 1)): \(shortened(value, level - 1))")
    }
    if pairs.count > limit { parts.append("...") }
    return "{\(parts.joined(separator: ", "))}"
  }

  private func shortened(_ set: PySet, _ level: Int) -> String {
    let items = inOrder((try? values(of: .object(set))) ?? [])
    if set.isFrozen { return items.isEmpty ? "frozenset()" : shortened(items, level, "frozenset({", "})") }
    return items.isEmpty ? "set()" : shortened(items, level, "{", "}")
  }

  /// Sorted, where that is possible.
  private func inOrder(_ items: [Value]) -> [Value] {
    let sorted = builtins.get(intern("sorted")).flatMap { try? call($0, [.object(PyList(items))]) }
    return sorted?.list?.items ?? items
  }

  private func shortened(_ text: String) -> String {
    let limit = Self.longestText
    let scalars = Array(text.unicodeScalars)
    let whole = StringText.representation(string(scalars.prefix(limit)))
    if whole.unicodeScalars.count <= limit { return whole }
    let (head, tail) = Self.ends(limit)
    let ends = StringText.representation(string(scalars.prefix(head) + scalars.suffix(tail)))
    return middleCut(ends, to: limit, always: true)
  }

  private func middleCut(_ text: String, to limit: Int, always: Bool = false) -> String {
    let scalars = Array(text.unicodeScalars)
    guard always || scalars.count > limit else { return text }
    let (head, tail) = Self.ends(limit)
    return string(scalars.prefix(head)) + "..." + string(scalars.suffix(tail))
  }

  /// How much of each end is left of what is cut to `limit` characters, with three dots in between.
  private static func ends(_ limit: Int) -> (head: Int, tail: Int) {
    let head = (limit - 3) / 2
    return (head, limit - 3 - head)
  }

  private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
