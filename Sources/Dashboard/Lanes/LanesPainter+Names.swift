import Screen
import TaskModel
import Timeline

extension LanesPainter {
  /// The tree's lines, and the name of a task or a scope.
  mutating func drawName(_ offset: Int, _ node: Int, _ row: Int) {
    let depth = min(index.depth(ofNode: node), TreePrefix.deepest)
    let isSelected = self.isSelected(node)
    var tree = theme[.tree]
    var name = theme[.laneName]
    switch index.tree.nodes[node].content {
    case .scope(let scope):
      name = theme[[.timeout, .waitFor].contains(index.scopes[scope].kind) ? .deadline : .scopeLabel]
    case .resource: name = theme[.scopeLabel]
    case .lane(let lane):
      if rows.isContext(node) || offset < plan.stickyRows { name = theme[.laneNameDim] }
      // Whom nobody has created yet, a covered future does not name.
      if camera.hidesFuture, !hasBegun(node) { return }
      if !hasBegun(node) { name = theme.future(name) }
      if isFound(lane) { name = theme[.searchMatch] }
    }
    if isSelected {
      tree = theme.selected(tree)
      name = theme.selected(name)
      name.attributes.insert(.bold)
      let height = plan.laneRows
      grid.fill(Rect(column: 0, row: row, width: plan.axisColumn, height: height), with: Cell(" ", name))
      grid.put(glyphs.selected, column: 0, row: row, style: theme.selected(theme[.playhead]))
    }
    if offset < plan.stickyRows { grid.put(glyphs.arrowUp, column: 0, row: row, style: tree) }
    drawTree(node, depth, row, tree)
    let column = 1 + 3 * depth
    let counts = plan.counts[offset]
    let room = plan.axisColumn - column - 1 - counts.reduce(0) { $0 + 1 + DisplayText.width($1.text) }
    var end = grid.put(
      plan.names[offset], column: column, row: row, width: max(0, room), style: name,
      ellipsis: glyphs.ellipsis)
    for (text, role) in counts {
      let style = isSelected ? theme.selected(theme[role]) : theme[role]
      end = grid.put(text, column: end + 1, row: row, width: max(0, plan.axisColumn - end - 2), style: style)
    }
  }

  private func isSelected(_ node: Int) -> Bool {
    guard let selection = camera.selection, case .lane(let lane) = index.tree.nodes[node].content else {
      return false
    }
    // Within a fold, its row stands for the selected task.
    return index.lanes[lane].task == selection
      || index.lane(of: selection).flatMap { rows.holder(ofNode: index.node(ofLane: $0)) } == node
  }

  private func hasBegun(_ node: Int) -> Bool {
    guard case .lane(let lane) = index.tree.nodes[node].content else { return true }
    return index.state(ofLane: lane, at: position) != .absent
  }

  /// A piece of a line of the tree, on whatever ground is there.
  private mutating func drawTrunk(column: Int, row: Int) {
    var style = theme[.tree]
    style.background = grid[column, row].style.background
    grid.put(glyphs.trunk, column: column, row: row, style: style)
  }

  /// `│  ├─ `: where a node hangs in the tree, and which of its ancestors go on below it.
  private mutating func drawTree(_ node: Int, _ depth: Int, _ row: Int, _ style: Style) {
    guard depth > 0 else { return }
    let place = 1 + 3 * (depth - 1)
    let corner = rows.hasLaterSibling(node, in: index) ? glyphs.branch : glyphs.lastBranch
    grid.put(corner + glyphs.horizontal, column: place, row: row, style: style)
    for line in 1..<max(1, plan.spacing) where row - line >= plan.body.lowerBound {
      drawTrunk(column: place, row: row - line)
    }
    var ancestor = Int(index.tree.nodes[node].parent)
    var level = depth - 1
    while ancestor >= 0, level > 0 {
      if rows.hasLaterSibling(ancestor, in: index) {
        for line in 0..<plan.spacing where row - line >= plan.body.lowerBound {
          drawTrunk(column: 1 + 3 * (level - 1), row: row - line)
        }
      }
      ancestor = Int(index.tree.nodes[ancestor].parent)
      level -= 1
    }
  }
}
