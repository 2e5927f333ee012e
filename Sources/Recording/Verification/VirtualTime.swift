import Processes

/// The clock that jumps, as the recorder makes it for a program that runs under CPython.
enum VirtualTime {
  /// Tells the recorder to make it.
  static func ask(for variables: inout Variables) { variables.set("TASKVIZ_VIRTUAL_TIME", to: "1") }

  /// What makes a run under CPython one that taskviz's own can be compared with: the same moment of the calendar, the same
  /// random numbers.
  static func makeComparable(_ variables: inout Variables, epoch: Double, seed: Int) {
    ask(for: &variables)
    let more = ["TASKVIZ_EPOCH": "\(epoch)", "TASKVIZ_SEED": "\(seed)", "TZ": "UTC", "PYTHONHASHSEED": "0"]
    for (name, value) in more { variables.set(name, to: value) }
  }
}
