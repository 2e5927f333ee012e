/// Names each distinct source site, and each distinct chain of sites, by a number.
///
/// A chain is a path in a tree, so that chains that begin alike share what they have in common and a recursion of
/// any depth costs one node a level. -1 is no site, and the empty chain.
package struct SiteTable: Sendable {
  struct Site: Equatable, Sendable {
    var file: Int32
    var line: Int32
    var function: Int32
  }

  struct ChainNode: Equatable, Sendable {
    var outer: Int32
    var site: Int32
  }

  private var sites: [Site] = []
  private var siteIndex = HashIndex()
  private var nodes: [ChainNode] = []
  private var nodeIndex = HashIndex()

  package init() {}

  /// What sites and chains take, in bytes, with their share of the index.
  package var byteCount: Int {
    sites.count * MemoryLayout<Site>.stride + nodes.count * MemoryLayout<ChainNode>.stride
      + siteIndex.byteCount + nodeIndex.byteCount
  }

  package var siteCount: Int { sites.count }
  package var chainCount: Int { nodes.count }

  /// The names of a site's file and function in the string table, and its line.
  func site(_ number: Int32) -> Site? {
    sites.indices.contains(Int(number)) ? sites[Int(number)] : nil
  }

  func chain(_ number: Int32) -> ChainNode? {
    nodes.indices.contains(Int(number)) ? nodes[Int(number)] : nil
  }

  @inline(__always)
  mutating func intern(_ site: Site) -> Int32 {
    let names = UInt64(UInt32(bitPattern: site.file)) << 32 | UInt64(UInt32(bitPattern: site.function))
    let hash = HashIndex.mix(HashIndex.mix(HashIndex.seed, names), UInt64(UInt32(bitPattern: site.line)))
    if let number = siteIndex.find(hash, where: { sites[$0] == site }) { return number }
    sites.append(site)
    return siteIndex.insert(hash)
  }

  /// The chain that goes one site further in than `outer`.
  @inline(__always)
  mutating func intern(_ node: ChainNode) -> Int32 {
    let pair = UInt64(UInt32(bitPattern: node.outer)) << 32 | UInt64(UInt32(bitPattern: node.site))
    let hash = HashIndex.mix(HashIndex.seed, pair)
    if let number = nodeIndex.find(hash, where: { nodes[$0] == node }) { return number }
    nodes.append(node)
    return nodeIndex.insert(hash)
  }
}
