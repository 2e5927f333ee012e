import Foundation
import Subprocesses

/// The start: how long it takes from the command to the first frame in a real terminal.
struct StartBenchmark {
  func run(_ table: inout ResultTable) throws {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let binary = folder.appending(path: "taskviz").path
    guard FileManager.default.isExecutableFile(atPath: binary) else {
      table.add("first frame", "there is no taskviz beside this program: swift build -c release")
      return
    }
    guard let python = Python.found else {
      table.add("first frame", "needs python3, whose pty module measures it")
      return
    }
    let result = try Subprocesses.run([python.path, "-c", Self.script, binary, "run", "gather"])
    guard let time = Double(result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      table.add("first frame", "not measured: \(result.standardError)")
      return
    }
    table.add("first frame of taskviz run gather", ResultTable.text(seconds: time))
  }

  /// Starts the command in a pseudo-terminal of 120 columns and 30 rows again and again, and prints the median time until
  /// the name of the first lane is on the screen.
  private static let script = """
    import fcntl, os, pty, select, signal, statistics, struct, sys, termios, time

    def first_frame():
        start = time.perf_counter()
        child, terminal = pty.fork()
        if child == 0:
            os.environ["TERM"] = "xterm-256color"
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 120, 0, 0))
            os.execv(sys.argv[1], sys.argv[1:])
        seen = b""
        while b"main" not in seen:
            if not select.select([terminal], [], [], 10)[0]:
                sys.exit("no frame within 10 seconds")
            seen += os.read(terminal, 65536)
        elapsed = time.perf_counter() - start
        os.kill(child, signal.SIGTERM)
        try:
            while os.read(terminal, 65536):
                pass
        except OSError:
            pass
        os.waitpid(child, 0)
        os.close(terminal)
        return elapsed

    print(statistics.median(first_frame() for _ in range(11)))
    """
}
