import ArgumentParser
import Configuration
import Dashboard
import TaskModel

/// A speed on the command line: more than 0.
struct SpeedArgument: ExpressibleByArgument {
  var factor: Double

  init?(argument: String) {
    let text = argument.hasSuffix("x") ? String(argument.dropLast()) : argument
    guard let factor = Double(text), factor > 0, factor.isFinite else { return nil }
    self.factor = factor
  }
}

extension Settings {
  /// The speed that was asked for, or else the one that was set.
  func speed(_ argument: SpeedArgument?) -> Speed {
    argument.map { Speed(clamping: $0.factor) } ?? speed ?? .normal
  }
}

/// A size on the command line: columns, an x, rows.
struct SizeArgument: ExpressibleByArgument {
  var size: Size

  /// What fits on a page, and in memory.
  private static let range = 1...1000

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
      Self.range.contains(width), Self.range.contains(height)
    else { return nil }
    size = Size(width, height)
  }

  init(_ size: Size) { self.size = size }

  var defaultValueDescription: String { "\(size.width)x\(size.height)" }
}

/// A moment of a run on the command line: `end`, or a time such as `0.5`, `1.5s`, `250ms`.
enum MomentArgument: ExpressibleByArgument {
  case time(TraceTime)
  case end

  init?(argument: String) {
    if argument == "end" {
      self = .end
      return
    }
    let units: [(String, Double)] = [("ms", 1e6), ("us", 1e3), ("ns", 1), ("s", 1e9), ("", 1e9)]
    guard let (unit, scale) = units.first(where: { argument.hasSuffix($0.0) }),
      let number = Double(argument.dropLast(unit.count)), number >= 0,
      let nanoseconds = Int64(exactly: (number * scale).rounded())
    else { return nil }
    self = .time(TraceTime(nanoseconds: nanoseconds))
  }

  var defaultValueDescription: String {
    switch self {
    case .end: "end"
    case .time(let time): "\(time.nanoseconds)ns"
    }
  }
}
