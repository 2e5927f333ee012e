import Foundation
import Subprocesses
import Testing

/// `screenshot --tour`: a picture of each stop, for slides.
struct TourPicturesTests {
  @Test func `each stop of a tour becomes a picture of its own, in order`() throws {
    let folder = try TemporaryFolder()
    let result = try TaskvizBinary.run(
      ["screenshot", "gather", "--tour", "--theme", "slides", "--size", "80x24", "-o", "gather.svg"],
      in: folder.url)
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardOutput == "gather-1.svg\ngather-2.svg\ngather-3.svg\n")
    let pictures = try (1...3).map {
      try String(contentsOf: folder.url.appending(path: "gather-\($0).svg"), encoding: .utf8)
    }
    #expect(Set(pictures).count == 3)
    for (number, picture) in pictures.enumerated() {
      #expect(picture.hasPrefix("<svg"), "picture \(number + 1)")
    }
  }

  @Test
  func `notes in a trace are stops, and a program without any has its start, its incidents and its end`()
    throws
  {
    let folder = try TemporaryFolder()
    let program = """
      import asyncio
      async def child():
          await asyncio.sleep(1)
          raise ValueError("no")
      async def main():
          await asyncio.gather(*[child() for _ in range(9)], return_exceptions=True)
      asyncio.run(main())

      """
    try folder.write("x.py", program)
    let result = try TaskvizBinary.run(
      ["screenshot", "x.py", "--tour", "-o", "x.txt"], in: folder.url)
    #expect(result.status == 0, "\(result.standardError)")
    let names = result.standardOutput.split(separator: "\n").map(String.init)
    #expect(names.count == 11 && names.first == "x-01.txt" && names.last == "x-11.txt")
    #expect(names == names.sorted())
    let failure = try String(contentsOf: folder.url.appending(path: "x-02.txt"), encoding: .utf8)
    #expect(failure.contains("2 of 11") && failure.contains("raised ValueError: no"))

    _ = try TaskvizBinary.run(["run", "x.py", "--headless", "-o", "x.json"], in: folder.url)
    let trace = try String(contentsOf: folder.url.appending(path: "x.json"), encoding: .utf8)
    let noted = trace.replacing(
      "\n]\n}\n", with: "\n],\n\"annotations\":[{\"after\":3,\"time\":0,\"text\":\"Only this\"}]\n}\n")
    try folder.write("x.json", noted)
    let again = try TaskvizBinary.run(["screenshot", "x.json", "--tour", "-o", "y.txt"], in: folder.url)
    #expect(again.standardOutput == "y-1.txt\n")
    #expect(
      try String(contentsOf: folder.url.appending(path: "y-1.txt"), encoding: .utf8).contains("Only this"))
  }

  @Test(arguments: [["--tour", "-o", "-"], ["--tour", "--at", "0.5", "-o", "x.svg"]])
  func `what a tour cannot be is refused`(options: [String]) throws {
    let result = try TaskvizBinary.run(["screenshot", "gather"] + options)
    #expect(result.status == 64)
    #expect(result.standardError.contains("--tour"))
  }
}
