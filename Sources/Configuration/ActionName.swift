package import Dashboard

/// What actions are called in a file of settings: `step-forward`.
package enum ActionName {
  package static func action(_ name: String) -> Action? { actions[name] }

  package static func name(_ action: Action) -> String {
    "\(action)".reduce("") { $0 + ($1.isUppercase ? "-" + $1.lowercased() : String($1)) }
  }

  private static let actions = Dictionary(uniqueKeysWithValues: Action.allCases.map { (name($0), $0) })
}
