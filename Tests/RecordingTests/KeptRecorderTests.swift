import Foundation
import Subprocesses
import Testing

@testable import Recording

/// The recorder in the user's folder of caches.
struct KeptRecorderTests {
  private let caches: TemporaryFolder

  init() throws {
    caches = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: caches.url.path)
  }

  /// Makes a folder with a file in it that has been used some days ago.
  private func make(_ name: String, days: Double) throws {
    let folder = caches.url.appending(path: "taskviz/\(name)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data("pass\n".utf8).write(to: folder.appending(path: "sitecustomize.py"))
    try age(name, days: days)
  }

  private func age(_ name: String, days: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -days * 86_400)],
      ofItemAtPath: caches.url.appending(path: "taskviz/\(name)").path)
  }

  private var names: [String] { RecordingFolder.names(in: caches.url.path + "/taskviz") }

  private func begin() throws -> KeptRecorder { try #require(KeptRecorder(in: caches.url.path)) }

  /// The name of this version's folder.
  private var own: String { "recorder-\(RecorderFiles.fingerprint)" }

  @Test func `a recorder is written once, and found there the next time`() throws {
    let path = try begin().folder
    #expect(path == caches.url.path + "/taskviz/" + own && names == [own])
    try Data("# kept".utf8).write(to: URL(fileURLWithPath: path + "/mark"))
    #expect(try begin().folder == path)
    #expect(FileManager.default.fileExists(atPath: path + "/mark"))
  }

  @Test func `versions that nobody has used for a month go, and what was left half written`() throws {
    try make("recorder-abc123", days: 31)
    try make("recorder-abc124", days: 29)
    try make("recorder-abc125.4711", days: 31)
    let kept = try begin()
    #expect(names == ["recorder-abc124", own].sorted())
    withExtendedLifetime(kept) {}
  }

  @Test func `to use a version makes it young`() throws {
    _ = try begin()
    try age(own, days: 400)
    _ = try begin()
    OldRecorders(caches: caches.url.path + "/taskviz").remove()
    #expect(names == [own])
  }

  @Test func `a version that somebody records with stays, however long that takes`() throws {
    let kept = try begin()
    try age(own, days: 400)
    OldRecorders(caches: caches.url.path + "/taskviz").remove()
    #expect(names == [own])
    withExtendedLifetime(kept) {}
  }

  @Test func `once nobody records with it any more, it goes`() throws {
    _ = try begin()
    try age(own, days: 400)
    OldRecorders(caches: caches.url.path + "/taskviz").remove()
    #expect(names == [])
  }

  @Test func `what is no recorder stays, and so does what a link leads to`() throws {
    for name in ["recorder-notes", "recorder-abc.old", "recorders", "elsewhere"] { try make(name, days: 400) }
    let link = caches.url.path + "/taskviz/recorder-abc123"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "elsewhere")
    OldRecorders(caches: caches.url.path + "/taskviz").remove()
    #expect(
      names == ["elsewhere", "recorder-abc.old", "recorder-abc123", "recorder-notes", "recorders"])
    #expect(FileManager.default.fileExists(atPath: link + "/sitecustomize.py"))
  }

  @Test func `a folder that others can write to is not used`() throws {
    try make(own, days: 0)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o777], ofItemAtPath: caches.url.path + "/taskviz/" + own)
    #expect(KeptRecorder(in: caches.url.path) == nil)
    #expect(names == [own])
  }
}
