import AsyncioLoop
import TaskModel

/// A coroutine whose result is made into another one, or into an error.
final class MappedCoroutine: Coroutine {
  let name: String
  private let inner: any Coroutine
  private let transform: (Any) throws -> Any

  init(_ inner: any Coroutine, name: String, _ transform: @escaping (Any) throws -> Any) {
    self.inner = inner
    self.name = name
    self.transform = transform
  }

  var frames: [SourceSite] { inner.frames }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    let step = inner.resume(resumption)
    guard case .returned(let value) = step else { return step }
    do {
      return .returned(try transform(value))
    } catch {
      return .raised(error)
    }
  }

  func close() { inner.close() }
}
