#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A CPython 3.13 with its library, to compare with, where the machine has one.
package struct CPythonLibrary {
  /// The folder of the library's sources.
  package let folder: String

  /// Looks at $TASKVIZ_PYTHON_LIBRARY, then in the home's pyenv, then where Linux systems put Python.
  package static let found: CPythonLibrary? = {
    var folders: [String] = []
    if let folder = getenv("TASKVIZ_PYTHON_LIBRARY") { folders.append(String(cString: folder)) }
    if let home = getenv("HOME") {
      folders.append(String(cString: home) + "/.pyenv/versions/3.13.0/lib/python3.13")
    }
    folders += ["/usr/lib/python3.13", "/usr/local/lib/python3.13"]
    return folders.first { access($0 + "/asyncio/tasks.py", R_OK) == 0 }.map(CPythonLibrary.init)
  }()

  /// The Python files directly in a folder of the library, sorted.
  package func files(in subfolder: String = "") -> [String] {
    guard let directory = opendir(folder + "/" + subfolder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".py") { names.append(folder + "/" + subfolder + name) }
    }
    return names.sorted()
  }

  package static func contents(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }
}
