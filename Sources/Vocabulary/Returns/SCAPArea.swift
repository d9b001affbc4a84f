/// The kind of specialist place of a planning area of the school capacity survey.
public enum SCAPProvision: String, CaseIterable, Sendable {
  /// SEN units and resourced provision in mainstream schools.
  case units = "UR"
  /// Independent schools.
  case independent = "IN"
  /// State-funded special schools, non-maintained ones included.
  case stateSpecial = "SS"
  /// Alternative provision.
  case alternative = "AP"

  /// What it is, in words.
  public var text: String {
    switch self {
    case .units: "SEN units & resourced provision in mainstream"
    case .independent: "independent (incl. independent special)"
    case .stateSpecial:
      "state-funded special (LA-maintained, special academies, non-maintained special)"
    case .alternative: "alternative provision"
    }
  }
}

/// A planning area of the school capacity survey: a phase and a kind of specialist place.
public struct SCAPArea: Sendable, Hashable {
  /// `primary` or `secondary`.
  public let phase: Phase
  /// The kind of place.
  public let provision: SCAPProvision
  /// The code in the template; its prefix may differ between authorities.
  public let code: String

  /// Names an area.
  public init(_ phase: Phase, _ provision: SCAPProvision, code: String) {
    self.phase = phase
    self.provision = provision
    self.code = code
  }

  /// The years it is forecast for: Reception to Year 6, or Years 7 to 11.
  public var ncys: ClosedRange<Int> { phase == .primary ? 0...6 : 7...11 }

  /// The phases with planning areas.
  public static let phases: [Phase] = [.primary, .secondary]

  /// The heading of a year group.
  public static func column(_ ncy: Int) -> String { ncy == 0 ? "Reception" : String(ncy) }
}
