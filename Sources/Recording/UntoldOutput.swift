/// Tells what a program's terminal gets from that which the recorder has told already.
///
/// The recorder tells of what Python prints, and by which task, before it is written. What else is written, as by
/// subprocesses, `os.write` and C code, nobody tells of: it is what is left over.
struct UntoldOutput {
  private struct Told {
    var text: [UInt8]
    /// At which look it was told.
    var look: Int
    /// Its place among what was told for this look.
    var number: Int
  }

  /// What nobody told of.
  struct Piece: Equatable {
    var text: String
    /// Which of the texts that were told for this look follows it; nil where none does.
    var next: Int?
  }

  /// What is still to be written, the oldest first.
  private var told: [Told] = []
  /// Those before it have been written.
  private var first = 0
  /// What has been written and not yet told apart.
  private var rest: [UInt8] = []
  private var endsWithReturn = false
  private var look = 0
  /// How many texts have been told for this look.
  private var count = 0
  /// How often the beginning of `rest` has been looked at.
  private var waits = 0

  /// How many texts may be written before one that was told earlier: threads print at one time.
  private static let window = 64
  /// After so many looks, what was told counts as written elsewhere.
  private static let patience = 100

  /// Takes a text that will be written.
  mutating func tell(_ text: String) {
    var bytes: [UInt8] = []
    for byte in text.utf8 { Self.append(byte, to: &bytes) }
    told.append(Told(text: bytes, look: look, number: count))
    count += 1
  }

  /// Takes what has been written since the last look, and gives what nobody told of.
  ///
  /// What came after the last text was told is `fresh`: it may be told of at the next look, as may all that has just come
  /// where those who tell `areLate`. At the end, nobody is.
  mutating func take(_ written: [UInt8], fresh: [UInt8] = [], areLate: Bool = false, isLast: Bool = false)
    -> [Piece]
  {
    var known = rest.count
    for byte in written { Self.append(byte, to: &rest) }
    if !areLate { known = rest.count }
    for byte in fresh { Self.append(byte, to: &rest) }
    if isLast { known = rest.count }
    look += 1
    while first < told.count, told[first].look + Self.patience < look { first += 1 }
    var pieces: [Piece] = []
    var untold: [UInt8] = []
    func end(before next: Int?) {
      guard !untold.isEmpty else { return }
      pieces.append(Piece(text: String(decoding: untold, as: UTF8.self), next: next))
      untold = []
    }
    var place = 0
    // What is surely untold, as it is known for long enough or a text that was told follows it.
    var (sure, sureBytes) = (0, 0)
    while place < rest.count {
      let line = rest[place...]
      if let index = index(where: { line.starts(with: $0) }) {
        place += told[index].text.count
        end(before: told[index].look == look - 1 ? told[index].number : nil)
        remove(index)
        (sure, sureBytes) = (place, 0)
        continue
      }
      // The beginning of what was told: its end is on its way.
      if !isLast, waits < Self.patience, index(where: { $0.starts(with: line) }) != nil { break }
      let end = line.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.count
      let next = startOfTold(endingAt: end, after: place) ?? end
      untold += rest[place..<next]
      place = next
      if place <= known { (sure, sureBytes) = (place, untold.count) }
    }
    untold.removeLast(untold.count - sureBytes)
    place = sure
    waits = place == 0 && !rest.isEmpty ? waits + 1 : 0
    rest.removeFirst(place)
    told.removeFirst(first)
    first = 0
    count = 0
    end(before: nil)
    return pieces
  }

  /// Terminals end a line with a return and a line feed.
  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    if byte == 0x0A { while bytes.last == 0x0D { bytes.removeLast() } }
    bytes.append(byte)
  }

  private func index(where matches: ([UInt8]) -> Bool) -> Int? {
    told[first...].prefix(Self.window).firstIndex { matches($0.text) }
  }

  /// Where a told text begins that goes on with a line which somebody else began.
  private func startOfTold(endingAt end: Int, after place: Int) -> Int? {
    let line = rest[place..<end]
    return index { $0.count < line.count && line.reversed().starts(with: $0.reversed()) }
      .map { end - told[$0].text.count }
  }

  /// Those that were told before it keep their order.
  private mutating func remove(_ index: Int) {
    for other in stride(from: index, to: first, by: -1) { told[other] = told[other - 1] }
    first += 1
  }
}
