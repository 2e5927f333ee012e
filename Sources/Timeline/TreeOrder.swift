/// The rows of a growing tree in order: every node before its children, children by insertion.
///
/// Kept in blocks, so that a row is found, and a node put between others, in time proportional to the number of blocks
/// (one for some hundred rows) and not to that of the rows.
package struct TreeOrder: Sendable {
  package struct Node: Sendable {
    package var content: Content
    package var parent: Int32
    package var depth: Int32
    var lastChild: Int32 = -1
    var block: Int32 = 0
    package internal(set) var ending: Lane.Ending?
  }

  package enum Content: Hashable, Sendable {
    /// An index of the timeline's lanes.
    case lane(Int)
    /// An index of the timeline's scopes: the first one of the row.
    case scope(Int)
    /// An index of the timeline's resources.
    case resource(Int)
  }

  struct Block: Sendable {
    var nodes: [Int32] = []
    var raised = 0
    var cancelled = 0
  }

  static let blockLimit = 256

  package private(set) var nodes: [Node] = []
  private var blocks: [Block] = []
  /// The blocks in the order of their rows, and where each one stands in it.
  private var sequence: [Int32] = []
  private var place: [Int32] = []

  init() {}

  package var count: Int { nodes.count }

  /// Adds a node behind everything below its parent, or right before another node; gives its number.
  mutating func insert(_ content: Content, under parent: Int?, before sibling: Int? = nil) -> Int {
    let number = Int32(nodes.count)
    let depth = parent.map { nodes[$0].depth + 1 } ?? 0
    nodes.append(Node(content: content, parent: Int32(parent ?? -1), depth: depth))
    if let sibling {
      let block = Int(nodes[sibling].block)
      let offset = blocks[block].nodes.firstIndex(of: Int32(sibling)) ?? 0
      put(number, in: block, at: offset)
      return Int(number)
    }
    guard let parent else {
      append(number)
      return Int(number)
    }
    let last = lastDescendant(of: parent)
    nodes[parent].lastChild = number
    let block = Int(nodes[last].block)
    if Int(place[block]) == sequence.count - 1, blocks[block].nodes.last == Int32(last) {
      append(number)
    } else {
      let offset = blocks[block].nodes.firstIndex(of: Int32(last)) ?? 0
      put(number, in: block, at: offset + 1)
    }
    return Int(number)
  }

  mutating func end(_ node: Int, _ ending: Lane.Ending) {
    nodes[node].ending = ending
    let block = Int(nodes[node].block)
    if ending == .raised { blocks[block].raised += 1 }
    if ending == .cancelled { blocks[block].cancelled += 1 }
  }

  private func lastDescendant(of node: Int) -> Int {
    var last = node
    while nodes[last].lastChild >= 0 { last = Int(nodes[last].lastChild) }
    return last
  }

  private mutating func append(_ number: Int32) {
    if let last = sequence.last, blocks[Int(last)].nodes.count < Self.blockLimit {
      nodes[Int(number)].block = last
      blocks[Int(last)].nodes.append(number)
      return
    }
    nodes[Int(number)].block = Int32(blocks.count)
    place.append(Int32(sequence.count))
    sequence.append(Int32(blocks.count))
    blocks.append(Block(nodes: [number]))
  }

  private mutating func put(_ number: Int32, in block: Int, at offset: Int) {
    nodes[Int(number)].block = Int32(block)
    blocks[block].nodes.insert(number, at: offset)
    if blocks[block].nodes.count > 2 * Self.blockLimit { split(block) }
  }

  private mutating func split(_ block: Int) {
    let moved = Array(blocks[block].nodes[Self.blockLimit...])
    let new = Int32(blocks.count)
    blocks[block].nodes.removeSubrange(Self.blockLimit...)
    var half = Block(nodes: moved)
    for node in moved {
      nodes[Int(node)].block = new
      if nodes[Int(node)].ending == .raised { half.raised += 1 }
      if nodes[Int(node)].ending == .cancelled { half.cancelled += 1 }
    }
    blocks[block].raised -= half.raised
    blocks[block].cancelled -= half.cancelled
    blocks.append(half)
    sequence.insert(new, at: Int(place[block]) + 1)
    place.append(0)
    for index in Int(place[block])..<sequence.count { place[Int(sequence[index])] = Int32(index) }
  }

  package func hasChildren(_ node: Int) -> Bool { nodes[node].lastChild >= 0 }

  /// Whether more children of the same parent follow.
  package func hasLaterSibling(_ node: Int) -> Bool {
    let parent = Int(nodes[node].parent)
    return parent >= 0 && Int(nodes[parent].lastChild) != node
  }

  /// The nodes that stand in a range of rows; rows outside the tree give none.
  package func nodes(inRows rows: Range<Int>) -> [Int] {
    var found: [Int] = []
    var start = 0
    for number in sequence {
      if start >= rows.upperBound { break }
      let block = blocks[Int(number)].nodes
      let low = max(0, rows.lowerBound - start)
      let high = min(block.count, rows.upperBound - start)
      if low < high { found += block[low..<high].map(Int.init) }
      start += block.count
    }
    return found
  }

  package func row(of node: Int) -> Int {
    let block = Int(nodes[node].block)
    var row = 0
    for number in sequence[..<Int(place[block])] { row += blocks[Int(number)].nodes.count }
    return row + (blocks[block].nodes.firstIndex(of: Int32(node)) ?? 0)
  }

  /// What there is in a range of rows.
  package func tally(ofRows rows: Range<Int>) -> RowTally {
    var tally = RowTally()
    var start = 0
    for number in sequence {
      if start >= rows.upperBound { break }
      let block = blocks[Int(number)]
      let low = max(0, rows.lowerBound - start)
      let high = min(block.nodes.count, rows.upperBound - start)
      if low == 0, high == block.nodes.count {
        tally += RowTally(rows: high, raised: block.raised, cancelled: block.cancelled)
      } else if low < high {
        for node in block.nodes[low..<high] { tally.add(nodes[Int(node)].ending) }
      }
      start += block.nodes.count
    }
    return tally
  }
}
