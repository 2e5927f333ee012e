@main
enum Taskviz {
  static func main() {}
}
