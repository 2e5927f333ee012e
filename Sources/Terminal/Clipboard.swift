import CTerminal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Terminal {
  /// The longest text that `copy` hands over, in bytes of UTF-8: several terminals take no longer sequence than 100,000 bytes.
  package static let longestCopy = 74_000

  /// Hands a text to the clipboard of the terminal, wherever it runs: OSC 52 (xterm, Control Sequences).
  ///
  /// Terminals that do not know the sequence, or whose user forbids it, pass over it without a word. Of a text that is longer
  /// than `longestCopy` only the whole lines that fit go there; gives how many bytes did.
  @discardableResult
  package func copy(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    var end = bytes.count
    if end > Self.longestCopy {
      end = Self.longestCopy
      while end > 0, bytes[end - 1] != 0x0A { end -= 1 }
    }
    let sequence = "\u{1B}]52;c;" + Data(bytes[..<end]).base64EncodedString() + "\u{07}"
    taskviz_screen_send(sequence)
    return end
  }
}
