import AsyncioLoop
import TaskModel

/// The chains of frames in which coroutines were suspended, each made once.
///
/// A task suspends at the same places again and again. The tree finds the chain made the last time by what its frames run,
/// without a look at a text; that it is the same array tells whoever records it that it is the same chain.
final class AwaitChains {
  private struct Place: Hashable {
    let code: ObjectIdentifier
    let instruction: Int
  }

  /// A frame inside those of the nodes above it.
  private final class Node {
    /// Held, so that nothing else gets its identity.
    let code: Code?
    let place: Place?
    let chain: [SourceSite]
    private var inner: [Place: Node] = [:]
    /// The one of `inner` that was asked for last.
    private var recent: Node?

    init(_ code: Code?, _ place: Place?, chain: [SourceSite]) {
      self.code = code
      self.place = place
      self.chain = chain
    }

    func inner(_ code: Code, _ instruction: Int) -> Node {
      let place = Place(code: ObjectIdentifier(code), instruction: instruction)
      if let recent, recent.place == place { return recent }
      if let known = inner[place] {
        recent = known
        return known
      }
      let site = SourceSite(
        file: code.file, line: code.line(at: instruction), function: code.qualifiedName)
      let made = Node(code, place, chain: chain + [site])
      inner[place] = made
      recent = made
      return made
    }
  }

  private let root = Node(nil, nil, chain: [])

  /// Outermost first: the coroutine's or asynchronous generator's own frame, then those of what it awaits.
  func chain(of outermost: PyGenerator) -> [SourceSite] {
    var node = root
    var generator: PyGenerator? = outermost
    while let current = generator {
      generator = nil
      let frame = current.frame
      let isDelegating = current.isDelegating
      if frame.code.flags.isDisjoint(with: [.inlined, .library]) {
        // Suspended at an await, the frame stands before the instruction that awaits again.
        let next = frame.registers.pointee.next
        node = node.inner(frame.code, isDelegating ? next : next - 1)
      }
      guard isDelegating, let delegate = current.delegate?.object else { continue }
      if delegate.kind == .generator {
        generator = unsafeDowncast(delegate, to: PyGenerator.self)
      } else if let step = delegate as? PyAsyncGeneratorStep {
        generator = step.generator
      } else if let native = delegate as? PyNativeCoroutine {
        let inner = native.coroutine.frames
        return inner.isEmpty ? node.chain : node.chain + inner
      }
    }
    return node.chain
  }
}
