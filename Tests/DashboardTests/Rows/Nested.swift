import EventScript
import TaskModel
import Timeline
import Trace

@testable import Dashboard

/// A tree of two levels: a parser that waits for a lock, and a loader with four fetches, of which the second fails and the third
/// is cancelled. Everything has ended at 3 s but the last fetch.
enum Nested {
  static let script = EventScript(
    """
    0    create main by program
    0    resume main
    0    create parser by main
    0    create loader by main
    0    lock db acquire by main size 1
    0    suspend main on task loader
    0    resume parser
    0    lock db wait by parser size 1 waiting 1
    0    suspend parser on resource db wait
    0    resume loader
    0    create fetch#1 by loader
    0    create fetch#2 by loader
    0    create fetch#3 by loader
    0    create fetch#4 by loader
    0    suspend loader on task fetch#1
    0    resume fetch#1
    0    suspend fetch#1 on sleep 1
    0    resume fetch#2
    0    suspend fetch#2 on sleep 2
    0    resume fetch#3
    0    suspend fetch#3 on sleep 9
    0    resume fetch#4
    0    suspend fetch#4 on sleep 9
    1    ready fetch#1
    1    resume fetch#1
    1    finish fetch#1 returned page
    1    ready loader by fetch#1
    1    resume loader
    1    suspend loader on task fetch#2
    2    ready fetch#2
    2    resume fetch#2
    2    finish fetch#2 raised ValueError gone
    2    ready loader by fetch#2
    2    resume loader throwing ValueError
    2    cancel fetch#3 by loader explicit
    2    suspend loader on task fetch#3
    2    resume fetch#3 throwing CancelledError
    2    finish fetch#3 cancelled
    2    ready loader by fetch#3
    2    resume loader
    2    finish loader returned
    2    ready main by loader
    2    resume main
    2    lock db release by main size 0 waiting 1
    2    suspend main on task parser
    2    ready parser
    2    resume parser
    3    finish parser returned
    3    ready main by parser
    3    resume main
    3    finish main returned
    """)

  static func dashboard(size: Size = Size(100, 30)) -> DashboardState {
    SampleTraces.dashboard(SampleTraces.run(script.events, source: ""), size: size)
  }

  static let sizes = [Size(60, 16), Size(80, 24), Size(120, 30), Size(200, 60)]

  /// Where the fetches sleep: nothing has happened since.
  static let middle = 23
}

extension DashboardState {
  /// The names of the rows of lanes, in order, without the tree's lines.
  var rowNames: [String] {
    guard let run else { return [] }
    let index = run.trace.index
    let store = run.trace.store
    let words = LaneWords(index: index, events: { store[$0] }, glyphs: .unicode)
    return run.rows.nodes(inRows: 0..<run.rows.count(in: index), of: index).map { node in
      switch index.tree.nodes[node].content {
      case .lane(let lane): words.name(ofLane: lane)
      case .scope(let scope): words.name(ofScope: scope)
      case .resource(let resource): words.title(of: index.resources[resource].id)
      }
    }
  }

  mutating func go(toPosition position: Int) {
    run?.seek(toPosition: position)
    run?.refreshRows()
  }
}
