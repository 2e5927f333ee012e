package import Screen

/// The picture of a state: the same state gives the same cells.
package func view(_ state: DashboardState) -> Grid {
  var grid = Grid(
    width: state.size.width, height: state.size.height, fill: Cell(" ", state.theme[.text]))
  guard !state.size.isTooSmall else {
    drawTooSmall(state, on: &grid)
    return grid
  }
  let layout = Layout(state)
  HeaderView(state).draw(on: &grid, in: layout[.header])
  var caption: CaptionView?
  if state.help != nil {
    HelpView(state).draw(on: &grid)
  } else if let run = state.run {
    let input = state.prompt.flatMap { $0.purpose == .input ? $0 : nil }
    let isToldElsewhere = drawRun(run, input, state.theme, layout, isStill: state.isStill, on: &grid)
    caption = isToldElsewhere ? nil : CaptionView(run, state.theme)
  } else {
    PickerView(state, layout).draw(on: &grid)
  }
  if state.prompt?.purpose == .command { PaletteView(state).draw(on: &grid) }
  FootView(state, layout, caption: caption).draw(on: &grid)
  if let run = state.run, !state.hasFooter, run.camera.isForRoom {
    RoomLegendView(run, state.theme).draw(on: &grid, in: layout[.footer])
  } else if state.isStill {
    LegendView(state.theme).draw(on: &grid, in: layout[.footer])
  } else {
    Footer(state).draw(on: &grid, in: layout[.footer])
  }
  return grid
}

/// Draws a run, and gives whether the caption of the moment is told in that.
private func drawRun(
  _ run: RunState, _ prompt: Prompt?, _ theme: Theme, _ layout: Layout, isStill: Bool, on grid: inout Grid
) -> Bool {
  let story = isStill && !run.camera.isForRoom ? StoryView(run, theme, width: layout[.lanes].width) : nil
  let rest = drawLanes(run, theme, storyRows: story?.height ?? 0, on: &grid, in: layout[.lanes])
  let isToldInStory = story?.draw(on: &grid, in: rest) ?? false
  OutputView(run, theme, prompt: prompt).draw(on: &grid, in: layout[.output])
  EventsView(run, theme).draw(on: &grid, in: layout[.events])
  LoopView(run, theme).draw(on: &grid, in: layout[.loop])
  ResourcesView(run, theme).draw(on: &grid, in: layout[.resources])
  ExceptionsView(run, theme).draw(on: &grid, in: layout[.exceptions])
  StatisticsView(run, theme).draw(on: &grid, in: layout[.statistics])
  SourceView(run, theme).draw(on: &grid, in: layout[.source])
  DetailView(run, theme).draw(on: &grid, in: layout[.detail])
  PaneTab.draw(layout.tabs, theme, on: &grid)
  guard let stop = run.tour else { return isToldInStory }
  TourView(stop, theme).draw(on: &grid, in: layout[.caption])
  return true
}

/// Says what is wrong and what to do, as far as there is room for it.
private func drawTooSmall(_ state: DashboardState, on grid: inout Grid) {
  let smallest = Size.smallest
  let lines =
    wrapped("taskviz needs \(smallest.width) columns and \(smallest.height) rows.", width: grid.width)
    + wrapped(
      "This terminal has \(grid.width) and \(grid.height): enlarge it, or press q.", width: grid.width)
  let top = max(0, (grid.height - lines.count) / 2)
  for (offset, line) in lines.enumerated() {
    grid.putCentered(line, columns: 0..<grid.width, row: top + offset, style: state.theme[.text])
  }
}
