/// Hands a value to code that runs when its giver does not, on the same thread or another: which the compiler cannot know.
struct Unchecked<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
