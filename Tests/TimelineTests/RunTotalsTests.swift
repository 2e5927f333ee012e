import EventScript
import Testing
import Timeline

/// What a run would have taken one after the other.
@Suite struct RunTotalsTests {
  @Test func `a call that a thread makes counts once, where the thread tells of it`() {
    let totals = totals(
      """
      0    create main by program
      0    resume main
      0    thread worker
      0    suspend main on executor read
      0    resume worker
      0    suspend worker on sleep 1
      1    ready worker
      1    resume worker
      1    suspend worker on io another call
      1    ready main
      1    resume main
      1    suspend main on io a socket
      3    ready main
      3    resume main
      3    finish main returned
      3    ready worker
      3    resume worker
      3    finish worker returned
      """)
    #expect(totals.sequential == .seconds(3))
    #expect(totals.calls == 1)
  }

  @Test func `a call in a thread counts as long as it is waited for where no thread tells of it`() {
    let totals = totals(
      """
      0    create main by program
      0    resume main
      0    suspend main on executor read
      2    ready main
      2    resume main
      2    finish main returned
      """)
    #expect(totals.sequential == .seconds(2))
  }

  private func totals(_ script: String) -> RunTotals {
    var index = TimelineIndex()
    for event in EventScript(script).events { index.append(event) }
    return index.totals
  }
}
