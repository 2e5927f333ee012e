import Screen

/// The colours that a theme is mixed from.
struct Palette: Hashable, Sendable {
  var background: Color
  /// Header, footer and titles stand on it.
  var raisedBackground: Color
  var selectedBackground: Color
  var text: Color
  var strong: Color
  var dim: Color
  var faint: Color

  var running: Color
  var runningInk: Color
  var ready: Color
  var readyGround: Color
  var waiting: Color
  var waitingGround: Color
  var waitingInk: Color
  var cancelling: Color
  var cancellingGround: Color
  var stalled: Color
  var stalledGround: Color

  var returned: Color
  var raised: Color
  var cancelled: Color
  var deadline: Color
  var scope: Color
  var playhead: Color
  var key: Color
  var output: Color

  /// The look of a role in these colours.
  func style(_ role: Role) -> Style {
    switch role {
    case .text: Style(text, on: background)
    case .strong: Style(strong, on: background, .bold)
    case .dim: Style(dim, on: background)
    case .faint: Style(faint, on: background)
    case .error: Style(raised, on: background, .bold)

    case .header, .footer: Style(text, on: raisedBackground)
    case .headerStrong: Style(strong, on: raisedBackground, .bold)
    case .headerDim: Style(dim, on: raisedBackground)
    case .key: Style(key, on: raisedBackground, .bold)
    case .border: Style(faint, on: background)
    case .paneTitle: Style(dim, on: background, .bold)
    case .selection: Style(strong, on: selectedBackground, .bold)
    case .selectionDim: Style(text, on: selectedBackground)
    case .searchMatch: Style(key, on: background, [.bold, .underline])

    case .created: Style(faint, on: background)
    case .ready: Style(ready, on: readyGround)
    case .readyLabel: Style(ready, on: readyGround, .bold)
    case .running: Style(running, on: background)
    case .runningLabel: Style(runningInk, on: running, .bold)
    case .waiting: Style(waiting, on: waitingGround)
    case .waitingLabel: Style(waitingInk, on: waitingGround)
    case .cancelling: Style(cancelling, on: cancellingGround)
    case .cancellingLabel: Style(strong, on: cancellingGround, .bold)
    case .stalled: Style(stalled, on: stalledGround)
    case .stalledLabel: Style(strong, on: stalledGround, .bold)
    case .mixed: Style(text, on: waitingGround)

    case .returned: Style(returned, on: background)
    case .raised: Style(raised, on: background, .bold)
    case .cancelled: Style(cancelled, on: background)

    case .laneName: Style(text, on: background)
    case .laneNameDim: Style(dim, on: background)
    case .tree: Style(faint, on: background)
    case .scope: Style(scope, on: background)
    case .scopeLabel: Style(scope, on: background, .bold)
    case .deadline: Style(deadline, on: background)
    case .deadlineFired: Style(deadline, on: background, .bold)
    case .counterfactual: Style(dim, on: background)
    case .cancelArrow: Style(cancelled, on: background, .bold)
    case .wakeArrow: Style(ready, on: background)
    case .createArrow: Style(scope, on: background)
    case .ruler: Style(faint, on: background)
    case .rulerTime: Style(text, on: background, .bold)
    case .stepNumber: Style(dim, on: background)
    case .playhead: Style(playhead, on: background, .bold)
    case .playheadRuler: Style(background, on: playhead, .bold)

    case .output: Style(output, on: background)
    case .outputError: Style(raised, on: background)
    case .note: Style(key, on: background, .italic)
    case .summary: Style(strong, on: background)

    case .sourceKeyword: Style(scope, on: background)
    case .sourceAwait: Style(deadline, on: background, .bold)
    case .lineNumber: Style(dim, on: background)
    }
  }
}

extension Palette {
  static let dark = Palette(
    background: .hex(0x10141B), raisedBackground: .hex(0x1C2330), selectedBackground: .hex(0x2B3648),
    text: .hex(0xD3DAE6), strong: .hex(0xFFFFFF), dim: .hex(0x8F9BAF), faint: .hex(0x667287),
    running: .hex(0x5BE49B), runningInk: .hex(0x06281A), ready: .hex(0xF0B95B), readyGround: .hex(0x3B2E14),
    waiting: .hex(0x5D81B5), waitingGround: .hex(0x182334), waitingInk: .hex(0xB9CDEB),
    cancelling: .hex(0xE879C5), cancellingGround: .hex(0x42203A), stalled: .hex(0xFF8A5C),
    stalledGround: .hex(0x4A2413), returned: .hex(0x74DDA0), raised: .hex(0xFF7373),
    cancelled: .hex(0xEE97D6), deadline: .hex(0x5CCFE6), scope: .hex(0xA6A1F2), playhead: .hex(0xFFE082),
    key: .hex(0xFFD479), output: .hex(0xE6DFC8))

  static let light = Palette(
    background: .hex(0xFCFCFA), raisedBackground: .hex(0xE9ECF1), selectedBackground: .hex(0xD3DEEF),
    text: .hex(0x252B36), strong: .hex(0x000000), dim: .hex(0x596273), faint: .hex(0x858D9B),
    running: .hex(0x0B7D47), runningInk: .hex(0xFFFFFF), ready: .hex(0x9A5B00), readyGround: .hex(0xFBE9C6),
    waiting: .hex(0x6484B4), waitingGround: .hex(0xE3EBF7), waitingInk: .hex(0x27436F),
    cancelling: .hex(0xAE2B85), cancellingGround: .hex(0xF9DDF0), stalled: .hex(0xC24A14),
    stalledGround: .hex(0xFBE0D2), returned: .hex(0x0B7A45), raised: .hex(0xC81E1E),
    cancelled: .hex(0x9C2476), deadline: .hex(0x006F8A), scope: .hex(0x544BB8), playhead: .hex(0xB00020),
    key: .hex(0x7A4A00), output: .hex(0x3F3A28))

  static let highContrast = Palette(
    background: .hex(0x000000), raisedBackground: .hex(0x262626), selectedBackground: .hex(0x0037A6),
    text: .hex(0xFFFFFF), strong: .hex(0xFFFFFF), dim: .hex(0xD0D0D0), faint: .hex(0xA8A8A8),
    running: .hex(0x00FF7F), runningInk: .hex(0x000000), ready: .hex(0xFFD000), readyGround: .hex(0x332900),
    waiting: .hex(0x7FB2FF), waitingGround: .hex(0x001433), waitingInk: .hex(0xFFFFFF),
    cancelling: .hex(0xFF80E5), cancellingGround: .hex(0x330029), stalled: .hex(0xFF9E5E),
    stalledGround: .hex(0x331400), returned: .hex(0x66FFAA), raised: .hex(0xFF8080),
    cancelled: .hex(0xFF9DEB), deadline: .hex(0x66E5FF), scope: .hex(0xC9C5FF), playhead: .hex(0xFFFF00),
    key: .hex(0xFFFF00), output: .hex(0xFFFFFF))

  /// After Okabe and Ito, "Color Universal Design" (2008): tells apart by lightness and by blue against orange.
  static let colorBlind = Palette(
    background: .hex(0x10141B), raisedBackground: .hex(0x1C2330), selectedBackground: .hex(0x2B3648),
    text: .hex(0xD9DEE6), strong: .hex(0xFFFFFF), dim: .hex(0x96A0B0), faint: .hex(0x6A7588),
    running: .hex(0x56B4E9), runningInk: .hex(0x001A29), ready: .hex(0xF0E442), readyGround: .hex(0x3A370C),
    waiting: .hex(0x7A8799), waitingGround: .hex(0x1E242D), waitingInk: .hex(0xD0D8E3),
    cancelling: .hex(0xE69F00), cancellingGround: .hex(0x3D2A00), stalled: .hex(0xFFFFFF),
    stalledGround: .hex(0x5A2A00), returned: .hex(0x7CC7F0), raised: .hex(0xF58A3C),
    cancelled: .hex(0xF2B84B), deadline: .hex(0xD69BC0), scope: .hex(0xB8C0CC), playhead: .hex(0xFFFFFF),
    key: .hex(0xF0E442), output: .hex(0xE6E0CC))
}

extension Color {
  /// A colour as designers write it: 0xRRGGBB.
  static func hex(_ value: UInt32) -> Color {
    .rgb(
      UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
      UInt8(truncatingIfNeeded: value))
  }
}
