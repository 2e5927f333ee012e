import AsyncioLoop
import PythonSyntax

/// What a program's network is like, as its comments say: one `# network:` line, and a `# site:` line for each answer that
/// aiohttp's client can get.
///
/// CPython, for which they are comments, has the real network.
struct DeclaredNetwork: Sendable {
  private(set) var conditions = NetworkConditions()
  private(set) var sites: [DeclaredSite] = []
  /// The lines that say nothing that can be meant.
  private(set) var refusals: [Refusal] = []

  init() {}

  init(_ comments: [Comment], in source: SourceText) {
    var isDeclared = false
    for comment in comments {
      let report = { (offset: Int, construct: String, fault: String) in
        Refusal(
          file: source.file, line: comment.line,
          column: source.characterColumn(of: comment.start) + 2 + offset, construct: construct, fault: fault)
      }
      if comment.text(after: "network:") != nil {
        if isDeclared {
          refusals.append(report(-1, "a second network line", "is one too many: say it all in one line"))
          continue
        }
        isDeclared = true
        for word in DeclarationWords(comment.text, after: "network:").words { read(word, report) }
      } else if comment.text(after: "site:") != nil {
        let words = DeclarationWords(comment.text, after: "site:", wholeLine: ["json"]).words
        do {
          sites.append(try DeclaredSite(words))
        } catch {
          refusals.append(report(error.offset, error.construct, error.fault))
        }
      }
    }
  }

  private mutating func read(
    _ word: DeclarationWords.Word, _ report: (Int, String, String) -> Refusal
  ) {
    let fault: String
    switch word.key {
    case "latency":
      if let seconds = Quantity.seconds(word.value) {
        conditions.latency = seconds
        return
      }
      fault = "is no duration: write a number and its unit, such as latency=20ms"
    case "bandwidth":
      if let bandwidth = Quantity.bytesPerSecond(word.value) {
        conditions.bandwidth = bandwidth
        return
      }
      fault = "is no bandwidth: write a size a second, such as bandwidth=1MB/s"
    case "window":
      if let window = Quantity.bytes(word.value), window > 0 {
        conditions.window = window
        return
      }
      fault = "is no size: write a number and its unit, such as window=64KiB"
    default: fault = "is no property of a network: there are latency, bandwidth and window"
    }
    refusals.append(report(word.offset, "network '\(word.text)'", fault))
  }
}
