import Dashboard
import Screen
import Timeline
import Trace

/// Frames of a 200x60 screen over a large trace: whole pictures, wherever one may look.
///
/// A frame is measured in processor time, since a busy machine would add what it does beside.
struct FrameBenchmark {
  private static let size = Size(200, 60)

  let store: TraceStore

  func run(_ table: inout ResultTable) throws {
    for choice in Choice.allCases {
      var run = RunState(
        RunSubject(name: "synthetic", kind: .recording, clock: .virtual), trace: store, isWhole: true)
      choice.apply(to: &run)
      var base = DashboardState(showing: run, theme: Theme(.dark), size: Self.size)
      // Rows are worked out when what they depend on changes, not for each frame.
      let work = Measurement.processorSeconds { _ = update(&base, .resized(Self.size)) }
      table.add("rows, \(choice.rawValue)", ResultTable.text(seconds: work))
      guard let ready = base.run else { continue }
      for axis in Camera.Axis.allCases { try frames(of: ready, choice, axis, &table) }
    }
  }

  /// The frames of one choice of rows along one axis: the median of all, and the slowest with its place.
  ///
  /// A machine has slow moments of its own: the slowest places are measured again later, and the smaller time counts.
  private func frames(
    of run: RunState, _ choice: Choice, _ axis: Camera.Axis, _ table: inout ResultTable
  ) throws {
    var times: [(seconds: Double, view: View)] = []
    for view in View.all {
      if let seconds = try frame(view, of: run, axis) { times.append((seconds, view)) }
    }
    times.sort { $0.seconds > $1.seconds }
    for _ in 0..<Self.repetitions {
      for place in times.indices.prefix(Self.repeated) {
        if let again = try frame(times[place].view, of: run, axis) {
          times[place].seconds = min(times[place].seconds, again)
        }
      }
    }
    guard let slowest = times.max(by: { $0.seconds < $1.seconds }),
      let median = Measurement.median(times.map(\.seconds))
    else { return }
    table.add(
      "frames at 200x60, \(choice.rawValue), \(axis.rawValue)",
      "median \(ResultTable.text(seconds: median)), "
        + "slowest of \(times.count) \(ResultTable.text(seconds: slowest.seconds)): \(slowest.view.name)")
  }

  /// How often the slowest places are measured again, and how many of them.
  private static let repetitions = 3
  private static let repeated = 40

  /// The time of a frame from one place: the median of some.
  private func frame(_ view: View, of run: RunState, _ axis: Camera.Axis) throws -> Double? {
    var run = run
    run.camera.axis = axis
    view.apply(to: &run, rows: run.rows.count(in: run.trace.index))
    let state = DashboardState(showing: run, theme: Theme(.dark), size: Self.size)
    return try Measurement.medians([{ Measurement.processorSeconds { _ = Dashboard.view(state) } }])[0]
  }

  /// What is to be seen of the lanes and beside them.
  private enum Choice: String, CaseIterable {
    case everything = "all lanes"
    case folded = "all folded"
    case partlyFolded = "every third parent folded"
    case filtered
    case sorted
    case panes = "every pane open"

    func apply(to run: inout RunState) {
      switch self {
      case .everything: break
      case .folded: run.camera.folds = .all
      case .partlyFolded:
        for (number, lane) in run.trace.index.lanes.enumerated() where number % 3 == 0 {
          run.camera.folds.fold(lane.task)
        }
      case .filtered: run.camera.filter = try? LaneFilter("1 outcome:failed|returned")
      case .sorted: run.camera.sort = LaneSort(.duration)
      case .panes: run.panes.shown = Set(Panes.Pane.allCases)
      }
    }
  }

  /// A place to look from.
  private struct View {
    let zoom: Double
    /// The shares of all columns, of all rows and of all events at which the window and the playhead stand.
    let column: Double
    let row: Double
    let arrows: Camera.Arrows

    static let all: [View] = [1, 30, 1_000, 30_000, 1_000_000].flatMap { zoom in
      [0, 0.37, 0.99].flatMap { column in
        [0, 0.5, 1].flatMap { row in
          Camera.Arrows.allCases.map { View(zoom: zoom, column: column, row: row, arrows: $0) }
        }
      }
    }

    var name: String { "zoom \(Int(zoom)), column \(column), row \(row), arrows \(arrows.rawValue)" }

    func apply(to run: inout RunState, rows: Int) {
      run.seek(toPosition: Int(Double(run.trace.count) * column))
      run.camera.zoom = zoom == 1 ? .fit : .magnified(factor: zoom)
      run.camera.firstColumn = Int(200 * zoom * column)
      run.camera.firstRow = Int(Double(rows) * row)
      run.camera.arrows = arrows
    }
  }
}
