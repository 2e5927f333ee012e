import Foundation
import Testing

@testable import Trace

struct JSONScannerTests {
  /// How far a value reaches; nil where it is no JSON.
  private static func length(_ bytes: [UInt8]) -> Int? {
    let buffer = InputBuffer(bytes)
    var scanner = JSONScanner(buffer.start, 0..<bytes.count)
    guard (try? scanner.skipValue()) != nil else { return nil }
    scanner.skipSpace()
    return scanner.at
  }

  private static func document(_ random: inout SeededGenerator, _ depth: Int) -> Any {
    switch Int.random(in: 0..<(depth > 4 ? 6 : 9), using: &random) {
    case 0: return NSNull()
    case 1: return Bool.random(using: &random)
    case 2: return Int.random(in: -1_000_000...1_000_000, using: &random)
    case 3: return Double.random(in: -1e9...1e9, using: &random)
    case 4:
      return ["", "plain", "q\"\\/\u{1}\n", "日本語 🧵", "a longer text of more than eight bytes"].randomElement(
        using: &random) ?? ""
    case 5: return Int64.random(in: .min ... .max, using: &random)
    case 6, 7: return (0..<Int.random(in: 0..<5, using: &random)).map { _ in document(&random, depth + 1) }
    default:
      var object: [String: Any] = [:]
      for key in 0..<Int.random(in: 0..<5, using: &random) {
        object["k\(key)\"é"] = document(&random, depth + 1)
      }
      return object
    }
  }

  @Test(arguments: 0..<20)
  func `values are as long as a JSON library says, whole or damaged`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    for round in 0..<20 {
      let value = [Self.document(&random, 0)]
      let options: JSONSerialization.WritingOptions =
        round % 2 == 0 ? [] : [.prettyPrinted, .withoutEscapingSlashes]
      var bytes = Array(try JSONSerialization.data(withJSONObject: value, options: options))
      #expect(Self.length(bytes) == bytes.count)
      // Structure only: a library may take or leave bytes that are no Unicode, and numbers that no double holds.
      let places = bytes.indices.filter { #"[]{},:" "#.utf8.contains(bytes[$0]) }
      guard let place = places.randomElement(using: &random) else { continue }
      bytes.remove(at: place)
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      #expect((Self.length(bytes) == bytes.count) == isJSON, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test(arguments: [
    ("0 ", 0), ("-1 ", -1), ("9223372036854775807 ", Int64.max), ("-9223372036854775808 ", Int64.min),
    ("999999999999999999 ", 999_999_999_999_999_999), ("1000000000000000000 ", 1_000_000_000_000_000_000),
  ])
  func `whole numbers`(text: String, value: Int64) throws {
    let buffer = InputBuffer(Array(text.utf8))
    var scanner = JSONScanner(buffer.start, 0..<text.utf8.count)
    guard case .integer(value) = try scanner.number() else {
      Issue.record("\(text) is not read as \(value)")
      return
    }
  }

  @Test(arguments: [
    "9223372036854775808 ", "-9223372036854775809 ", "18446744073709551616 ", "99999999999999999999999 ",
  ])
  func `whole numbers that do not fit`(text: String) throws {
    let buffer = InputBuffer(Array(text.utf8))
    var scanner = JSONScanner(buffer.start, 0..<text.utf8.count)
    guard case .outOfRange = try scanner.number() else {
      Issue.record("\(text) is read as a number that fits")
      return
    }
  }

  @Test func `every keyword is found and nothing else is`() {
    let words = EventKey.allCases.map { "\($0)" }
    for (number, word) in words.enumerated() {
      for text in [word, word + "x", String(word.dropLast()), "x" + word, word.uppercased()] {
        let padded = Array(text.utf8) + Array("\":padding-behind".utf8) + [UInt8](repeating: 0, count: 16)
        let found = padded.withUnsafeBufferPointer { bytes in
          bytes.baseAddress.map { EventKey.table.number($0, text.utf8.count) }
        }
        #expect(found == (text == word ? number : words.firstIndex(of: text) ?? -1))
      }
    }
  }
}
