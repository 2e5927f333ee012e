import Recording
import TaskModel

/// A program that is compared with CPython, and what comes of it in words.
struct VerifiedProgram {
  private var input: ProgramInput
  /// The commands for CPython, of which the first one that there is runs it.
  private let pythons: [String]

  struct Report {
    var text: String
    var isEqual = false
    var isRefused = false
  }

  init(_ input: ProgramInput, python: String?) {
    self.input = input
    pythons = python.map { [$0] } ?? ["python3.13", "python3"]
  }

  func report() throws(Failure) -> Report {
    if importsAiohttp {
      return Report(
        text: "not compared: aiohttp is simulated here, and the real one asks the network.", isRefused: true)
    }
    let folder = try RecordedProgram.folder(nil)
    defer { folder.remove() }
    // Both sides get the same path: tracebacks and warnings show it.
    var input = input
    input.file = input.isFile ? Self.absolute(input.file) : "\(folder.path)/\(input.file)"
    if !input.isFile { try Files.write(input.source, to: input.file) }
    let program = try PreparedProgram(input, seed: nil)
    var failure = RecordingError.commandNotFound("python3")
    for python in pythons {
      do throws(RecordingError) {
        let verification = Verification(
          program.program, options: program.options, file: input.file, python: python)
        return report(try verification.run(in: folder))
      } catch {
        failure = error
        guard case .commandNotFound = error else { break }
      }
    }
    throw Failure(failure)
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(Environment.directory)/\(path)"
  }

  private var importsAiohttp: Bool {
    String(decoding: input.source, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      return words.count > 1 && ["import", "from"].contains(words[0]) && words[1] == "aiohttp"
    }
  }

  // MARK: Words

  private func report(_ answer: Verification.Answer) -> Report {
    switch answer {
    case .refused(let why): return Report(text: "not compared: \(why)", isRefused: true)
    case .compared(let comparison, let version, let isWhole):
      guard let difference = comparison.difference else {
        let rest = isWhole ? "" : ", the first ones of a program that goes on"
        return Report(text: "equal: \(comparison.equalCount) events\(rest)", isEqual: true)
      }
      let lines =
        ["different at event \(comparison.equalCount + 1):"] + difference.before.map { line("before", $0) }
        + [line("taskviz", difference.ours), line("CPython \(version)", difference.theirs)]
      return Report(text: lines.joined(separator: "\n"))
    }
  }

  private func line(_ who: String, _ side: TraceComparison.Side?) -> String {
    let who = "  " + who + String(repeating: " ", count: max(0, 15 - who.count))
    guard let side else { return "\(who) has ended" }
    return "\(who) \(Double(side.time.nanoseconds) / 1e9) s  \(side.text)"
  }
}
