package import AsyncioLoop
package import PythonSyntax
package import TaskModel

/// A Python program, read and compiled: ready to run as often as wanted, on any thread.
///
/// Running needs a stack of `Program.stackSize` bytes: every call from Python into Swift and back takes some of it.
package struct Program: Sendable {
  /// As the user gave it.
  package let file: String
  private let source: SourceText
  private let syntax: ModuleSyntax
  private let symbols: SymbolTable
  private let notes: [Compiler.Note]
  private let costs: DeclaredCosts
  private let bindingNames: BindingNames
  private let network: DeclaredNetwork
  /// What CPython's compiler warns of, in the order in which it does.
  package let warnings: [SyntaxWarning]

  /// How much stack the thread of a run must have.
  package static let stackSize = 256 << 20

  /// Why a program cannot run.
  package enum Problem: Error {
    /// It is no Python: what `python3` prints, and exit code 1.
    case syntax(report: String, PythonSyntaxError)
    /// It is Python that taskviz does not run: one line for each place, and exit code 65.
    case unsupported([Refusal])
  }

  /// Reads and checks a program.
  ///
  /// - Throws: `Problem`.
  package init(_ contents: [UInt8], file: String) throws {
    self.file = file
    do {
      source = try SourceText(contents, file: file)
    } catch {
      let line = Int(error.range.start.line)
      throw Problem.syntax(
        report: "  File \"\(file)\", line \(line)\n\(error.kind.rawValue): \(error.message)\n", error)
    }
    let parsed: Parser.Result
    do {
      parsed = try Parser.parse(source)
      syntax = parsed.module
      notes = Self.notes(parsed.comments)
      costs = DeclaredCosts(parsed.comments, of: syntax, in: source)
      network = DeclaredNetwork(parsed.comments, in: source)
      symbols = try SymbolTable(syntax)
      try ContextCheck.check(syntax, symbols)
    } catch {
      throw Problem.syntax(report: error.report(in: source), error)
    }
    bindingNames = BindingNames(syntax)
    let table = ModuleRegistry.support(importing: ImportedModules.names(in: syntax))
    let refusals = costs.refusals + network.refusals + SupportCheck.refusals(syntax, symbols, source, table)
    if !refusals.isEmpty { throw Problem.unsupported(refusals) }
    do {
      // What no table knows of: the compiler finds it here, not when the program runs.
      let compiler = Compiler(file: file, symbols: symbols, notes: notes, costs: costs) { PyString($0) }
      _ = try compiler.compile(syntax)
      warnings = parsed.warnings + compiler.warnings
    } catch let unsupported as Unsupported {
      throw Problem.unsupported([
        Refusal(
          file: file, line: Int(unsupported.range.start.line),
          column: source.characterColumn(of: unsupported.range.start) + 1, construct: unsupported.construct)
      ])
    }
  }

  package init(_ text: String, file: String) throws {
    try self.init(Array(text.utf8), file: file)
  }

  private static func notes(_ comments: [Comment]) -> [Compiler.Note] {
    comments.compactMap { comment in
      comment.text(after: "note:").map { Compiler.Note(line: comment.line, text: $0) }
    }
  }

  private func compiler(_ interned: @escaping (String) -> PyString) -> Compiler {
    Compiler(file: file, symbols: symbols, notes: notes, costs: costs, interned: interned)
  }

  /// What a run can be told.
  package struct Options: Sendable {
    /// What `random` starts from where the program does not seed it.
    package var seed = 0
    /// What `time.time()` says when the program starts, in seconds since 1970; local time is UTC.
    package var epoch = 1_735_689_600.0
    /// `sys.argv`; the first is the program's file.
    package var arguments: [String]?
    /// `os.environ`, in its order.
    package var environment: [(name: String, value: String)] = []
    /// `os.getcwd()`.
    package var directory = "/"

    package init() {}
  }

  /// Runs the program to its end and returns its exit code.
  ///
  /// The session's hooks are replaced by those of the program. `output` gets each text as it is printed. An interrupt asked
  /// for through the session acts as Ctrl-C; `stop` ends the run whatever the program does.
  package func run(
    session: LoopSession, options: Options = Options(), stop: StopFlag = StopFlag(),
    output: @escaping (OutputStream, String) -> Void
  ) -> Int32 {
    var settings = Machine.Settings()
    settings.output = output
    settings.epoch = options.epoch
    settings.seed = options.seed
    settings.arguments = options.arguments ?? [file]
    settings.environment = options.environment
    settings.directory = options.directory
    settings.stop = stop
    settings.sourceLines = (1...max(1, source.lineCount)).map { Substring(source.line($0)) }
    let machine = Machine(session: session, settings: settings)
    machine.notes = notes
    machine.bindingNames = bindingNames
    machine.shownNotes = [Bool](repeating: false, count: notes.count)
    machine.costs = costs
    machine.network = network
    machine.syntaxWarnings = warnings
    session.network.conditions = network.conditions
    defer { machine.clear() }
    do {
      return machine.runProgram(try compiler { machine.intern($0) }.compile(syntax))
    } catch {
      // The same tree compiled when the program was read.
      return 65
    }
  }
}
