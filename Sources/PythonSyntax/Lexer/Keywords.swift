/// The words that are no names.
package enum Keywords {
  package static func contains(_ word: String) -> Bool { Token.Kind(rawValue: word)?.isKeyword ?? false }
}
