import Foundation
import Subprocesses
import Testing

/// The heart of taskviz's claim: on any program, its loop takes the steps that CPython's takes, in the same order.
///
/// `TASKVIZ_PROGRAMS=20000` makes that many programs; `TASKVIZ_SEED=n` begins with another seed than 0;
/// `TASKVIZ_KEEP=folder` keeps them there, to be run by hand; `TASKVIZ_WHOLE=1` reports them as they are, which saves the
/// time of shrinking them.
@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct DifferenceTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = UInt64(environment["TASKVIZ_PROGRAMS"] ?? "") ?? 300
  private static let mostFindings = environment["TASKVIZ_WHOLE"] == nil ? 3 : 30
  private static let firstSeed = UInt64(environment["TASKVIZ_SEED"] ?? "") ?? 0

  /// A difference, with the smallest program that still shows it.
  private struct Finding: Error, CustomStringConvertible {
    var seed: UInt64
    var program: GeneratedProgram
    var difference: LogDifference
    var standardError: String

    var description: String {
      """
      seed \(seed): taskviz and CPython differ (TASKVIZ_SEED=\(seed) TASKVIZ_PROGRAMS=1 runs it alone)
      \(program.ownSource)
      \(difference)
      \(standardError)
      """
    }
  }

  @Test func `random asyncio programs take the same steps in the same order`() throws {
    try compare(Self.count, ProgramGenerator.program)
  }

  @Test func `programs that share locks, events and queues take the same steps in the same order`() throws {
    try compare(Self.count, ProgramGenerator.sharingProgram)
  }

  /// With the two before, 1,000 programs of tasks: what a normal run is to compare.
  @Test func `programs that use all of asyncio take the same steps in the same order`() throws {
    try compare(Self.count * 4 / 3, ProgramGenerator.wideProgram)
  }

  @Test func `programs that use all of the language take the same steps in the same order`() throws {
    try compare(Self.count / 2, ProgramGenerator.languageProgram)
  }

  @Test func `random expressions have the same values and errors`() throws {
    try compare(Self.count / 5, ExpressionGenerator.program)
  }

  @Test func `random uses of itertools, collections and functools have the same values and errors`() throws {
    try compare(Self.count / 5, LibraryGenerator.program)
  }

  @Test func `random servers and clients take the same steps on the same network`() throws {
    try compare(Self.count / 2, NetworkGenerator.program)
  }

  private func compare(_ count: UInt64, _ generate: (UInt64) -> GeneratedProgram) throws {
    let twin = Twin(python: try #require(Python.found))
    var findings = 0
    var seeds = (Self.firstSeed..<Self.firstSeed + count)[...]
    while !seeds.isEmpty, findings < Self.mostFindings {
      let batch = Array(seeds.prefix(200))
      seeds = seeds.dropFirst(200)
      let programs = batch.map(generate)
      if let folder = Self.environment["TASKVIZ_KEEP"] {
        for (seed, program) in zip(batch, programs) {
          try program.source.write(toFile: "\(folder)/\(seed).py", atomically: false, encoding: .utf8)
        }
      }
      for (index, difference) in try differences(programs, twin).enumerated()
      where findings < Self.mostFindings {
        guard let difference else { continue }
        findings += 1
        Issue.record(try shrunk(programs[index], difference, seed: batch[index], twin))
      }
    }
  }

  private func differences(_ programs: [GeneratedProgram], _ twin: Twin) throws -> [LogDifference?] {
    let sources = programs.map(\.source)
    let theirs = try twin.run(sources)
    return zip(Taskviz.run(sources), theirs).map { ours, theirs in
      LogDifference(ours: ours.statedLog, cpython: theirs.statedLog)
    }
  }

  private func shrunk(
    _ program: GeneratedProgram, _ difference: LogDifference, seed: UInt64, _ twin: Twin
  ) throws -> Finding {
    let isLeftWhole = Self.environment["TASKVIZ_WHOLE"] != nil
    let small =
      try isLeftWhole
      ? program
      : shrink(program) { candidates in
        try differences(candidates, twin).map { $0?.kind == difference.kind }
      }
    let left = try differences([small], twin)[0] ?? difference
    let standardError = Taskviz.run([small.source])[0].stderr
    return Finding(seed: seed, program: small, difference: left, standardError: standardError)
  }

  private static let files = ProgramFile.corners + ProgramFile.articles

  /// What CPython does with the files, asked of one process.
  private static let answers = Result {
    let sources = try files.map { try String(contentsOfFile: $0.path, encoding: .utf8) }
    let answers = try Twin(python: try #require(Python.found)).run(sources)
    return Dictionary(uniqueKeysWithValues: zip(files, answers))
  }

  @Test(arguments: files)
  func `a program takes the steps that it takes under CPython`(file: ProgramFile) throws {
    let source = try String(contentsOfFile: file.path, encoding: .utf8)
    let theirs = try #require(Self.answers.get()[file])
    let ours = Taskviz.run([source])[0]
    let difference = LogDifference(ours: ours.statedLog, cpython: theirs.statedLog)
    #expect(difference == nil, "\(difference?.description ?? "")\n\(ours.stderr)")
  }

  @Test func `a program that never ends is reported, and not waited for`() throws {
    let file = try #require(ProgramFile.corners.first { $0.name == "deadlock.py" })
    let ours = Taskviz.run([try String(contentsOfFile: file.path, encoding: .utf8)])[0]
    #expect(ours.log.contains { $0.hasSuffix("print 1 before") })
    #expect(!ours.log.contains { $0.hasSuffix("print 1 never") })
    #expect(ours.status != 0)
    #expect(!ours.stderr.isEmpty)
  }
}

extension Twin.Answer {
  /// The log, and as its last line how the program ended.
  fileprivate var statedLog: [String] {
    log.map(Self.withoutAddresses) + ["exit status \(status)"]
  }

  /// Where an object lies says nothing, nor does the order of a set that has elements which are hashed by that.
  private static func withoutAddresses(_ line: String) -> String {
    let line = line.replacing(/\ at 0x[0-9a-f]+/, with: " at 0x")
    let isByAddress = line.contains("{") && (line.contains("Ellipsis") || line.contains("<"))
    return isByAddress ? String(line.sorted()) : line
  }
}
