/// How a picture is written.
package enum PictureFormat: String, CaseIterable, Sendable {
  case text
  case ansi
  case svg
}
