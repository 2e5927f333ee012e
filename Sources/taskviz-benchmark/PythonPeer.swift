import Foundation
import Subprocesses

/// What is measured against: a program on a real CPython, which measures itself so that its start does not count.
enum PythonPeer: String, CaseIterable {
  case asyncio, uvloop

  /// The processor time that `program` takes, in seconds; nil where the Python or the library is missing.
  func seconds(_ program: LoopProgram) -> Double? {
    number(
      """
      import asyncio, time, \(rawValue)
      \(program.python)

      start = time.process_time()
      \(rawValue).run(main())
      print(time.process_time() - start)
      """)
  }

  /// By how much `program` makes the process grow at most, in bytes.
  func growth(_ program: LoopProgram) -> Double? {
    number(
      """
      import asyncio, resource, sys, \(rawValue)
      \(program.python)

      def peak():
          return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

      start = peak()
      \(rawValue).run(main())
      print(peak() - start)
      """)
  }

  /// What stands where it is missing.
  var absence: String { self == .uvloop ? "uvloop: not installed" : "python3.13 is missing" }

  private func number(_ script: String) -> Double? {
    guard let python = Python.found, let result = try? Subprocesses.run([python.path, "-c", script]),
      result.status == 0
    else { return nil }
    return Double(result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
