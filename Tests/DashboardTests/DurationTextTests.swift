import Testing

@testable import Dashboard

@Suite struct DurationTextTests {
  @Test(arguments: [
    (Duration.zero, "0 s"), (.seconds(1), "1 s"), (.milliseconds(500), "0.5 s"),
    (.milliseconds(1250), "1.25 s"),
    (.milliseconds(100), "0.1 s"), (.milliseconds(50), "50 ms"), (.microseconds(1500), "1.5 ms"),
    (.microseconds(999), "999 µs"), (.nanoseconds(1234), "1.23 µs"), (.nanoseconds(80), "80 ns"),
    (.seconds(60), "1 min"), (.milliseconds(119_990), "2 min"), (.seconds(125), "2 min 5 s"),
    (.seconds(3600), "1 h"), (.seconds(3720), "1 h 2 min"), (.seconds(-2), "-2 s"),
    (.nanoseconds(333_333_333), "0.333 s"), (.microseconds(59_999_600), "1 min"),
  ])
  func `a duration is written in its natural unit`(duration: Duration, text: String) {
    #expect(DurationText.short(duration) == text)
  }

  @Test func `no duration is too long or too short to write`() {
    #expect(DurationText.short(.nanoseconds(Int64.max)) == "2562047 h 47 min")
    #expect(DurationText.short(.seconds(Int64.max)).hasSuffix("min"))
    #expect(DurationText.short(.nanoseconds(Int64.min)).hasPrefix("-2562047 h"))
    #expect(DurationText.clock(.seconds(Int64.max)).hasSuffix(".855"))
  }

  @Test(arguments: [
    (Duration.zero, "0.000 s"), (.milliseconds(1500), "1.500 s"), (.microseconds(1999), "0.002 s"),
    (.microseconds(306_500), "0.307 s"), (.microseconds(59_999_600), "1:00.000"), (.seconds(61), "1:01.000"),
    (.seconds(-1), "0.000 s"),
  ])
  func `a clock keeps its width while it runs`(duration: Duration, text: String) {
    #expect(DurationText.clock(duration) == text)
  }

  @Test(arguments: [306_499, 306_500, 306_999, 1_999_499, 59_999_499])
  func `a clock and a sentence say the same of one duration`(microseconds: Int) {
    let clock = DurationText.clock(.microseconds(microseconds))
    #expect(clock == DurationText.short(.microseconds(microseconds)))
  }

  @Test(arguments: [
    (46.2, "0.05 ms"), (4.9, "<0.01 ms"), (812.3, "0.81 ms"), (1250, "1.25 ms"), (0, "0 s"), (999.9, "1 ms"),
  ])
  func `beside much longer ones, durations have no unit as small as microseconds`(
    microseconds: Double, text: String
  ) {
    let duration = Duration.nanoseconds(Int64(microseconds * 1000))
    #expect(DurationText.short(duration, beside: .milliseconds(300)) == text)
    #expect(DurationText.short(duration, beside: .milliseconds(2)) == DurationText.short(duration))
  }

  @Test func `ASCII has a name of its own for microseconds`() {
    #expect(DurationText.short(.microseconds(12), ascii: true) == "12 us")
  }

  @Test func `a count has its plural`() {
    #expect(DurationText.count(1, "step") == "1 step")
    #expect(DurationText.count(0, "step") == "0 steps")
    #expect(DurationText.count(2, "child", plural: "children") == "2 children")
  }
}
