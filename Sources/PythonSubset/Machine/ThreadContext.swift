import TaskModel

extension Machine {
  /// How many functions of `threading` and `concurrent.futures` CPython runs below what a pool's thread is given to call.
  private static let threadDepth = 5

  /// Sets aside where the running thread stands, so that another thread's calls begin from nothing; the closure puts it back.
  func leaveContext() -> () -> Void {
    let frame = currentFrame
    let (handled, depth, native) = (self.handled, self.depth, nativeDepth)
    let (propagating, awaited, guarded) = (self.propagating, awaitedFuture, recursionGuard)
    currentFrame = nil
    (self.handled, self.depth, nativeDepth) = (HandledException(), Self.threadDepth, 0)
    (self.propagating, awaitedFuture, recursionGuard) = (nil, nil, [])
    return { [unowned self] in
      currentFrame = frame
      (self.handled, self.depth, nativeDepth) = (handled, depth, native)
      (self.propagating, awaitedFuture, recursionGuard) = (propagating, awaited, guarded)
    }
  }

  /// The program's calls that are under way, outermost first.
  var currentChain: [SourceSite] {
    var sites: [SourceSite] = []
    var frame = currentFrame
    while let here = frame {
      if !here.code.flags.contains(.inlined), !here.code.flags.contains(.library) {
        sites.append(SourceSite(file: here.code.file, line: here.line, function: here.code.qualifiedName))
      }
      frame = here.back ?? here.caller
    }
    return sites.reversed()
  }
}
