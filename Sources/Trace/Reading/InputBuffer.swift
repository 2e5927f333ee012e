/// The part of a file that is being read: a window of bytes that slides over it and grows for a long event.
///
/// Files are read in pieces, not mapped: a file that another program cuts short while it is mapped would end this one.
/// Behind the window lie `padding` zero bytes, so that a scanner may look ahead and always meets an end.
final class InputBuffer {
  static let padding = 16
  /// The longest value that is still read: more than any honest event has.
  static let limit = 256 << 20

  private var memory: UnsafeMutableRawPointer
  private var capacity: Int
  /// Where the window begins in the file.
  private var origin = 0
  /// The line ends before the window.
  private var lines = 0
  private(set) var count = 0
  /// How much of the window is used up.
  var position = 0

  private let source: FileDescriptor?
  private let ownsSource: Bool

  enum Filled { case bytes, end, nothingYet, tooLarge }

  init(_ source: FileDescriptor, owned: Bool, capacity: Int = 1 << 22) {
    self.source = source
    ownsSource = owned
    self.capacity = capacity
    memory = .allocate(byteCount: capacity + Self.padding, alignment: 16)
    pad()
  }

  init(_ bytes: [UInt8]) {
    source = nil
    ownsSource = false
    capacity = bytes.count
    memory = .allocate(byteCount: capacity + Self.padding, alignment: 16)
    bytes.withUnsafeBytes {
      memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count)
    }
    count = bytes.count
    pad()
  }

  deinit {
    memory.deallocate()
    if ownsSource { source?.close() }
  }

  /// The regular file that is read; nil for anything else.
  var identity: FileDescriptor.Identity? {
    guard let source else { return nil }
    return (try? source.identity()) ?? nil
  }

  /// Valid until the next `fill`.
  var start: UnsafePointer<UInt8> { UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)) }

  /// The offset in the file of a place in the window.
  func offset(of place: Int) -> Int { origin + place }

  /// The line, from 1, of a place in the window.
  func line(of place: Int) -> Int { 1 + lines + lineEnds(in: 0..<min(place, count)) }

  /// Reads more behind what is not yet used up, which moves to the front.
  func fill() throws(FileDescriptor.SystemError) -> Filled {
    guard let source else { return .end }
    let rest = count - position
    if rest == capacity {
      guard capacity < Self.limit else { return .tooLarge }
      grow()
    } else if position > 0 {
      lines += lineEnds(in: 0..<position)
      memory.copyMemory(from: memory + position, byteCount: rest)
      origin += position
      count = rest
      position = 0
    }
    let room = UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - count)
    let length: Int
    do throws(FileDescriptor.SystemError) {
      length = try source.read(into: room)
    } catch {
      pad()
      if error == .wouldBlock { return .nothingYet }
      throw error
    }
    count += length
    pad()
    return length > 0 ? .bytes : .end
  }

  private func grow() {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity * 2 + Self.padding, alignment: 16)
    larger.copyMemory(from: memory, byteCount: count)
    memory.deallocate()
    memory = larger
    capacity *= 2
  }

  private func pad() {
    (memory + count).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
  }

  private func lineEnds(in range: Range<Int>) -> Int {
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    var at = range.lowerBound
    var total = 0
    // Eight bytes at a time: the top bit of each byte that is a line end.
    while at + 8 <= range.upperBound {
      let word = memory.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x0a0a_0a0a_0a0a_0a0a
      let others = ((word & low) &+ low) | word | low
      total &+= (~others).nonzeroBitCount
      at += 8
    }
    while at < range.upperBound {
      if start[at] == 0x0a { total += 1 }
      at += 1
    }
    return total
  }
}
