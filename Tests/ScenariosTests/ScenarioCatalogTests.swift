import Foundation
import Scenarios
import Testing

struct ScenarioCatalogTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Scenarios").standardizedFileURL

  @Test func `every Python file of the folder is in the catalog, and nothing else`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".py") }
    #expect(Set(files) == Set(ScenarioCatalog.all.map { "\($0.name).py" }))
    #expect(files.count == ScenarioCatalog.all.count)
  }

  @Test(arguments: ScenarioCatalog.all.map(\.name))
  func `a scenario carries its own file`(name: String) throws {
    let scenario = try #require(ScenarioCatalog.scenario(named: name))
    let file = try Data(contentsOf: Self.folder.appending(path: "\(name).py"))
    #expect(scenario.source == Array(file))
  }

  @Test(arguments: ScenarioCatalog.all.map(\.name))
  func `a scenario says what it teaches`(name: String) throws {
    let scenario = try #require(ScenarioCatalog.scenario(named: name))
    #expect((8...60).contains(scenario.title.count), "title: \(scenario.title)")
    #expect(!scenario.title.hasSuffix("."))
    let story = scenario.story.joined(separator: " ")
    #expect((100...500).contains(story.count), "story: \(story)")
    #expect(story.hasSuffix("."))
  }

  @Test(arguments: ScenarioCatalog.all.map(\.name))
  func `a scenario is a program that can also be imported`(name: String) throws {
    let scenario = try #require(ScenarioCatalog.scenario(named: name))
    let text = String(decoding: scenario.source, as: UTF8.self)
    #expect(text.contains("\nif __name__ == \"__main__\":\n"))
    #expect(text.contains("# note: "))
    #expect(text.utf8.allSatisfy { $0 < 0x80 }, "a scenario is plain ASCII")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func `an unknown name is no scenario`() {
    #expect(ScenarioCatalog.scenario(named: "gather.py") == nil)
    #expect(ScenarioCatalog.scenario(named: "") == nil)
  }
}
