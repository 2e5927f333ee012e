/// One answer of a site, as a `# site:` line declares it:
/// `[METHOD] URL [STATUS] delay=300ms size=50KB body="text" json={...} type=text/plain bandwidth=1MB/s location=URL fail=KIND`.
struct DeclaredSite: Sendable {
  /// A property that is given, in the program's terms.
  enum Property: Sendable {
    case text(String)
    case number(Int)
    case real(Double)
  }

  /// By the names that the simulated aiohttp knows them by.
  private(set) var properties: [(name: String, value: Property)] = []

  /// What is wrong with a line, and where.
  struct Fault: Error {
    var offset: Int
    var construct: String
    var fault: String
  }

  private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  /// How a request can fail: the name cannot be resolved, nobody listens, the connection is reset or closed without an
  /// answer, no answer ever comes, the body ends too early.
  private static let failures: Set<String> = ["dns", "refused", "reset", "disconnect", "hang", "truncated"]

  init(_ words: [DeclarationWords.Word]) throws(Fault) {
    var words = words[...]
    if let first = words.first, Self.methods.contains(first.text) {
      properties.append(("method", .text(first.text)))
      words = words.dropFirst()
    }
    guard let address = words.popFirst(), Self.isAddress(address.text) else {
      throw Fault(
        offset: words.first?.offset ?? 0, construct: "a site without an address",
        fault: "answers nothing: begin with one, such as https://python.org")
    }
    properties.append(("url", .text(address.text)))
    if let status = words.first, status.key == nil {
      guard let number = Int(status.text), (100...599).contains(number) else {
        throw Fault(
          offset: status.offset, construct: "site status '\(status.text)'",
          fault: "is no status of HTTP: write one from 100 to 599, such as 200")
      }
      properties.append(("status", .number(number)))
      words = words.dropFirst()
    }
    for word in words { properties.append(try Self.property(word)) }
  }

  private static func isAddress(_ text: String) -> Bool {
    for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
      return text.count > scheme.count && text.dropFirst(scheme.count).first != "/"
    }
    return false
  }

  private static func property(_ word: DeclarationWords.Word) throws(Fault) -> (name: String, value: Property)
  {
    let name = word.key ?? word.text
    let value: Property?
    let remedy: String
    switch name {
    case "delay":
      value = Quantity.seconds(word.value).map { .real($0) }
      remedy = "is no duration: write a number and its unit, such as delay=300ms"
    case "size":
      value = Quantity.bytes(word.value).flatMap { $0 <= largestBody ? .number($0) : nil }
      remedy = "is no size: write a number and its unit, up to 64MiB, such as size=50KB"
    case "bandwidth":
      value = Quantity.bytesPerSecond(word.value).map { .real($0) }
      remedy = "is no bandwidth: write a size a second, such as bandwidth=1MB/s"
    case "fail":
      value = failures.contains(word.value) ? .text(word.value) : nil
      remedy = "is no failure: there are \(failures.sorted().joined(separator: ", "))"
    case "body", "json", "type", "location":
      value = word.key == nil ? nil : .text(word.value)
      remedy = "has no value: write \(name)=..."
    default:
      value = nil
      remedy =
        "is no property of a site: there are delay, size, body, json, type, bandwidth, location and fail"
    }
    guard let value else {
      throw Fault(offset: word.offset, construct: "site '\(word.text)'", fault: remedy)
    }
    return (name, value)
  }

  private static let largestBody = 64 * 1_048_576
}
