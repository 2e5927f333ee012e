import EventScript
import TaskModel
import Testing
import Timeline

@Suite struct StatisticsTests {
  private func statistics(_ script: EventScript, at position: Int? = nil) -> [CoroutineStatistics] {
    var index = TimelineIndex()
    for event in script.events { index.append(event) }
    return index.statistics(at: position ?? index.count, lanes: 100, spans: 100)
  }

  @Test func `tasks of one coroutine are added up, whoever made the loop busy first`() {
    let script = EventScript(
      """
      0    create main by program
      0    resume main
      0    create work#1 by main
      0    create work#2 by main
      0    suspend main on sleep 10
      0    resume work#1
      0    suspend work#1 on sleep 1
      1    ready work#1
      1    resume work#1
      3    finish work#1 returned
      3    resume work#2
      4    finish work#2 raised ValueError
      10   ready main
      10   resume main
      10   finish main returned
      """)
    let all = statistics(script)
    #expect(all.map(\.tasks) == [2, 1])
    let work = all[0]
    #expect(work.running == .seconds(3) && work.ready == .seconds(3) && work.waiting == .seconds(1))
    #expect(work.longestStep == .seconds(2))
    #expect((work.ended, work.raised, work.cancelled) == (2, 1, 0))
    #expect(work.lives == [.seconds(3), .seconds(4)])
    #expect(work.life(atMost: 0.5) == .seconds(3) && work.life(atMost: 0.95) == .seconds(4))
    #expect(all[1].waiting == .seconds(10))
    // At the position at which the first one has ended, and the second one has not run.
    let early = statistics(script, at: 10)
    #expect(early[0].ended == 1 && early[0].running == .seconds(2) && early[0].ready == .seconds(3))
  }

  @Test(arguments: 1...12) func `all time of all tasks is somewhere, and at no time too much`(seed: Int) {
    let events = RandomTrace(seed: UInt64(seed), count: 60 + 10 * seed).events
    var index = TimelineIndex()
    for event in events { index.append(event) }
    for position in stride(from: 0, through: events.count, by: 9) {
      let all = index.statistics(at: position, lanes: .max, spans: .max - 1)
      for row in all {
        #expect(row.lives.reduce(.zero, +) <= row.running + row.ready + row.waiting)
        #expect(row.longestStep <= row.running)
        #expect(row.ended == row.lives.count && row.ended <= row.tasks)
      }
    }
  }
}
