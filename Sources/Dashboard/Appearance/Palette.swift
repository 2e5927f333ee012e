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
    case .awaitArrow: Style(waitingInk, on: background)
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
    background: Color(hex: 0x10141B), raisedBackground: Color(hex: 0x1C2330),
    selectedBackground: Color(hex: 0x2B3648),
    text: Color(hex: 0xD3DAE6), strong: Color(hex: 0xFFFFFF), dim: Color(hex: 0x8F9BAF),
    faint: Color(hex: 0x667287),
    running: Color(hex: 0x5BE49B), runningInk: Color(hex: 0x06281A), ready: Color(hex: 0xF0B95B),
    readyGround: Color(hex: 0x3B2E14),
    waiting: Color(hex: 0x5D81B5), waitingGround: Color(hex: 0x182334), waitingInk: Color(hex: 0xB9CDEB),
    cancelling: Color(hex: 0xE879C5), cancellingGround: Color(hex: 0x42203A), stalled: Color(hex: 0xFF8A5C),
    stalledGround: Color(hex: 0x4A2413), returned: Color(hex: 0x74DDA0), raised: Color(hex: 0xFF7373),
    cancelled: Color(hex: 0xEE97D6), deadline: Color(hex: 0x5CCFE6), scope: Color(hex: 0xA6A1F2),
    playhead: Color(hex: 0xFFE082),
    key: Color(hex: 0xFFD479), output: Color(hex: 0xE6DFC8))

  static let light = Palette(
    background: Color(hex: 0xFCFCFA), raisedBackground: Color(hex: 0xE9ECF1),
    selectedBackground: Color(hex: 0xD3DEEF),
    text: Color(hex: 0x252B36), strong: Color(hex: 0x000000), dim: Color(hex: 0x596273),
    faint: Color(hex: 0x858D9B),
    running: Color(hex: 0x0B7D47), runningInk: Color(hex: 0xFFFFFF), ready: Color(hex: 0x9A5B00),
    readyGround: Color(hex: 0xFBE9C6),
    waiting: Color(hex: 0x6484B4), waitingGround: Color(hex: 0xE3EBF7), waitingInk: Color(hex: 0x27436F),
    cancelling: Color(hex: 0xAE2B85), cancellingGround: Color(hex: 0xF9DDF0), stalled: Color(hex: 0xC24A14),
    stalledGround: Color(hex: 0xFBE0D2), returned: Color(hex: 0x0B7A45), raised: Color(hex: 0xC81E1E),
    cancelled: Color(hex: 0x9C2476), deadline: Color(hex: 0x006F8A), scope: Color(hex: 0x544BB8),
    playhead: Color(hex: 0xB00020),
    key: Color(hex: 0x7A4A00), output: Color(hex: 0x3F3A28))

  static let highContrast = Palette(
    background: Color(hex: 0x000000), raisedBackground: Color(hex: 0x262626),
    selectedBackground: Color(hex: 0x0037A6),
    text: Color(hex: 0xFFFFFF), strong: Color(hex: 0xFFFFFF), dim: Color(hex: 0xD0D0D0),
    faint: Color(hex: 0xA8A8A8),
    running: Color(hex: 0x00FF7F), runningInk: Color(hex: 0x000000), ready: Color(hex: 0xFFD000),
    readyGround: Color(hex: 0x332900),
    waiting: Color(hex: 0x7FB2FF), waitingGround: Color(hex: 0x001433), waitingInk: Color(hex: 0xFFFFFF),
    cancelling: Color(hex: 0xFF80E5), cancellingGround: Color(hex: 0x330029), stalled: Color(hex: 0xFF9E5E),
    stalledGround: Color(hex: 0x331400), returned: Color(hex: 0x66FFAA), raised: Color(hex: 0xFF8080),
    cancelled: Color(hex: 0xFF9DEB), deadline: Color(hex: 0x66E5FF), scope: Color(hex: 0xC9C5FF),
    playhead: Color(hex: 0xFFFF00),
    key: Color(hex: 0xFFFF00), output: Color(hex: 0xFFFFFF))

  /// After Okabe and Ito, "Color Universal Design" (2008): tells apart by lightness and by blue against orange.
  static let colorBlind = Palette(
    background: Color(hex: 0x10141B), raisedBackground: Color(hex: 0x1C2330),
    selectedBackground: Color(hex: 0x2B3648),
    text: Color(hex: 0xD9DEE6), strong: Color(hex: 0xFFFFFF), dim: Color(hex: 0x96A0B0),
    faint: Color(hex: 0x6A7588),
    running: Color(hex: 0x56B4E9), runningInk: Color(hex: 0x001A29), ready: Color(hex: 0xF0E442),
    readyGround: Color(hex: 0x3A370C),
    waiting: Color(hex: 0x7A8799), waitingGround: Color(hex: 0x1E242D), waitingInk: Color(hex: 0xD0D8E3),
    cancelling: Color(hex: 0xE69F00), cancellingGround: Color(hex: 0x3D2A00), stalled: Color(hex: 0xFFFFFF),
    stalledGround: Color(hex: 0x5A2A00), returned: Color(hex: 0x7CC7F0), raised: Color(hex: 0xF58A3C),
    cancelled: Color(hex: 0xF2B84B), deadline: Color(hex: 0xD69BC0), scope: Color(hex: 0xB8C0CC),
    playhead: Color(hex: 0xFFFFFF),
    key: Color(hex: 0xF0E442), output: Color(hex: 0xE6E0CC))

  /// A projector washes out what is pale, and its room is not dark.
  static let slides = Palette(
    background: Color(hex: 0xFFFFFF), raisedBackground: Color(hex: 0xFFFFFF),
    selectedBackground: Color(hex: 0xCFE0FF),
    text: Color(hex: 0x111111), strong: Color(hex: 0x000000), dim: Color(hex: 0x3D3D3D),
    faint: Color(hex: 0x6B6B6B),
    running: Color(hex: 0x00703A), runningInk: Color(hex: 0xFFFFFF), ready: Color(hex: 0x864400),
    readyGround: Color(hex: 0xFFDF9E),
    waiting: Color(hex: 0x3D67A8), waitingGround: Color(hex: 0xD6E4F8), waitingInk: Color(hex: 0x0B2A5B),
    cancelling: Color(hex: 0xA0146F), cancellingGround: Color(hex: 0xFFD0EC), stalled: Color(hex: 0xB83A00),
    stalledGround: Color(hex: 0xFFD3BD), returned: Color(hex: 0x006B35), raised: Color(hex: 0xC00000),
    cancelled: Color(hex: 0x8F1468), deadline: Color(hex: 0x005F7A), scope: Color(hex: 0x3F35A8),
    playhead: Color(hex: 0xC00000),
    key: Color(hex: 0x6B3F00), output: Color(hex: 0x222222))
}
