import Foundation
import Subprocesses
import Testing

/// A Python file of this package: a scenario, or a listing of the tutorial as printed.
struct ProgramFile: CustomTestStringConvertible, Hashable, Sendable {
  var path: String

  var name: String { URL(filePath: path).lastPathComponent }
  var testDescription: String { path.split(separator: "/").suffix(2).joined(separator: "/") }

  /// Under CPython the scenario `deadlock` never ends: it has a test of its own.
  static let all = (scenarios + files(in: "Tests/CPythonTests/Listings")).filter { $0.name != "deadlock.py" }

  static let scenarios = files(in: "Scenarios")

  /// Whether its comments say what its network is like.
  var declaresNetwork: Bool {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.contains("\n# network: ") || text.hasPrefix("# site: ") || text.contains("\n# site: ")
  }

  /// Programs for the corners of asyncio, a topic each.
  static let corners = files(in: "Tests/CPythonTests/Programs")

  /// What popular articles on asyncio teach, in words of our own: worker pools, retries, caches, event buses ...
  static let articles = files(in: "Tests/CPythonTests/Articles")

  /// Programs that talk over sockets, a topic each.
  static let network = files(in: "Tests/CPythonTests/NetworkPrograms")

  /// Programs that CPython runs as it is, a topic each.
  static let plain = files(in: "Tests/CPythonTests/Plain")

  private static func files(in folder: String) -> [ProgramFile] {
    let url = TaskvizBinary.packageFolder.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { $0.hasSuffix(".py") }.sorted().map {
      ProgramFile(path: url.appending(path: $0).path)
    }
  }

  /// What the program prints, without what legitimately differs from run to run.
  ///
  /// The time of day: only its presence counts. The measured seconds of a real run: rounded down to whole ones, which
  /// the machine's own delays do not reach. The listing that draws random delays: the set of its lines.
  func comparable(_ output: String) -> String {
    let output = output.replacing(#/\d\d:\d\d:\d\d/#, with: "HH:MM:SS")
      .replacing(#/in (\d+)\.\d\d seconds/#) { "in \($0.1) seconds" }
    guard path.hasSuffix("Listings/as_completed.py") else { return output }
    return output.split(separator: "\n").sorted().joined(separator: "\n")
  }
}
