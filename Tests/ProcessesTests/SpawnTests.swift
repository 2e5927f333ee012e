import Foundation
import Processes
import Subprocesses
import Testing

@Suite(.timeLimit(.minutes(2)))
struct SpawnTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A shell command whose streams are files of the folder.
  private func shell(_ command: String) -> Spawn {
    var spawn = Spawn(["sh", "-c", command])
    spawn.streams = .files(
      input: "/dev/null", output: folder.url.appending(path: "out").path,
      error: folder.url.appending(path: "err").path)
    return spawn
  }

  private func written(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.url.appending(path: name)), as: UTF8.self)
  }

  @Test func `a program is found along the PATH, and its streams lead to the files`() throws {
    let child = try shell("echo told; echo complained >&2; exit 3").start()
    #expect(child.wait() == .exited(code: 3))
    #expect(child.poll() == .exited(code: 3))
    #expect(try written("out") == "told\n")
    #expect(try written("err") == "complained\n")
  }

  @Test func `a program that a signal ends says which one`() throws {
    var sleeper = shell("exec sleep 60")
    sleeper.signals = .all
    let child = try sleeper.start()
    #expect(child.poll() == nil)
    child.send(SIGTERM)
    let end = child.wait()
    #expect(end == .killed(signal: SIGTERM))
    #expect(end.code == 143)
    #expect(end.signalName == "SIGTERM")
  }

  @Test func `a command that there is not cannot be started`() throws {
    let missing = #expect(throws: SpawnError.self) { try Spawn(["no-such-command-here"]).start() }
    #expect(missing?.isMissingCommand == true)
    let closed = #expect(throws: SpawnError.self) { try Spawn([folder.url.path]).start() }
    #expect(closed?.code == EACCES)
  }

  @Test func `a program begins in the folder that is named, whatever that is called`() throws {
    let odd = folder.url.appending(path: "it's \"$0\" here")
    try FileManager.default.createDirectory(at: odd, withIntermediateDirectories: true)
    var spawn = shell("basename \"$PWD\"")
    spawn.folder = odd.path
    #expect(try spawn.start().wait() == .exited(code: 0))
    #expect(try written("out") == "it's \"$0\" here\n")
  }

  @Test func `variables are set, taken away, put before others, and need be no text`() throws {
    var variables = Variables(["PATH": "/usr/bin:/bin", "KEPT": "1", "GONE": "2", "LIST": "b:c"])
    variables.set("GONE", to: nil)
    variables.set("KEPT", to: "=3")
    variables.prepend("a", to: "LIST")
    variables.prepend("only", to: "FRESH")
    var spawn = shell("echo \"$KEPT|${GONE-unset}|$LIST|$FRESH\"")
    spawn.environment = variables
    #expect(try spawn.start().wait() == .exited(code: 0))
    #expect(try written("out") == "=3|unset|a:b:c|only\n")
  }

  /// What a parent ignores, its child ignores, unless it is told otherwise.
  @Test(arguments: [false, true])
  func `ignored signals go on being ignored unless all get their default action`(isReset: Bool) throws {
    var inner = shell("kill -USR2 $$; echo alive")
    inner.signals = isReset ? .all : .these([])
    signal(SIGUSR2, SIG_IGN)
    defer { signal(SIGUSR2, SIG_DFL) }
    // The threads of a test run block signals, which a child would inherit: not ignoring would not show.
    var (mine, old) = (sigset_t(), sigset_t())
    sigaddset(&mine, SIGUSR2)
    pthread_sigmask(SIG_UNBLOCK, &mine, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    let end = try inner.start().wait()
    #expect(end == (isReset ? .killed(signal: SIGUSR2) : .exited(code: 0)))
  }
}
