package import TaskModel
import Timeline

/// What is said about locks, events, queues ...
extension LaneWords {
  /// What a task waits for and why it has to: `Lock db, held by writer-2`, `Queue jobs (empty)`.
  package func resource(_ id: ResourceID, to operation: ResourceOperation, at position: Int) -> String {
    let title = title(of: id)
    guard let number = index.resource(of: id) else { return title }
    let resource = index.resources[number]
    switch operation {
    case .acquire:
      let holders = resource.holders(at: position).map(name(ofLane:))
      return holders.isEmpty ? title : "\(title), held by \(Self.list(holders))"
    case .get: return "\(title) (empty)"
    case .put: return "\(title) (full)"
    case .join: return "\(title), until its items are done"
    case .wait where resource.kind == .barrier:
      return "\(title) (\(size(ofResource: number, at: position)) arrived)"
    default: return title
    }
  }

  /// `Lock db`.
  func title(of id: ResourceID) -> String {
    guard let resource = index.resource(of: id), let change = index.resources[resource].changes.first,
      case .resource(_, let kind, let name, _, _, _, _) = events(Int(change)).kind
    else { return "resource \(id.number)" }
    return kind.title(name)
  }

  /// `a`, `a and b`, `a, b and 3 more`.
  static func list(_ names: [String], limit: Int = 3) -> String {
    guard names.count > 1 else { return names.first ?? "nobody" }
    if names.count <= limit {
      return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    }
    return names.prefix(limit - 1).joined(separator: ", ") + " and \(names.count - limit + 1) more"
  }
}
