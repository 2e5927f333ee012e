/// The scenarios that the program carries, in the order in which they teach.
package enum ScenarioCatalog {
  package static let all: [(name: String, source: [UInt8])] = [
    ("gather", PackageResources.gather_py)
  ]
}
