/// A kind of place that a child with a plan attends, or the lack of one.
public struct Provision: Hashable, Sendable {
  /// What the model needs to know of a provision, whatever it is called locally.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Early years settings outside schools.
    case earlyYears = "early_years"
    /// A mainstream school.
    case mainstream
    /// A support base or designated specialist provision in a mainstream school.
    case base
    /// A state-funded special school.
    case special
    /// An independent or non-maintained school.
    case independent
    /// Alternative provision and hospital schools.
    case alternative
    /// A further education college or training provider.
    case furtherEducation = "fe"
    /// A specialist post-16 institution.
    case specialistPost16 = "specialist_post16"
    /// Education arranged elsewhere, by the authority or by parents.
    case elsewhere
    /// No place: not in education, awaiting one, not known.
    case none
  }

  /// The code in our files, for example `SPEC-STATE`.
  public let code: String
  /// The name in words.
  public let name: String
  /// The national curriculum years it usually serves.
  public let ncys: ClosedRange<Int>
  /// What the model needs to know of it.
  public let kind: Kind

  /// Names a provision.
  public init(code: String, name: String, ncys: ClosedRange<Int>, kind: Kind) {
    self.code = code
    self.name = name
    self.ncys = ncys
    self.kind = kind
  }
}

extension Provision {
  /// The code by which the published files say that DfE was not told the placement.
  public static let notRecordedCode = "NOT-RECORDED"

  /// The canonical list: each maps to one row of every statutory template.
  public static let canonical: [Provision] = [
    Provision(
      code: "EY-PVI", name: "Non-maintained early years", ncys: -2...0, kind: .earlyYears),
    Provision(code: "MAIN", name: "Mainstream school", ncys: -2...15, kind: .mainstream),
    Provision(code: "BASE-SUP", name: "Support base", ncys: -2...15, kind: .base),
    Provision(
      code: "DSP", name: "Specialist base (SEN unit, resourced provision)", ncys: -2...15,
      kind: .base),
    Provision(code: "SPEC-STATE", name: "State special school", ncys: -2...21, kind: .special),
    Provision(
      code: "NMSS", name: "Non-maintained special school", ncys: -2...21, kind: .independent),
    Provision(
      code: "IND-SPEC", name: "Independent special school", ncys: -2...21, kind: .independent),
    Provision(
      code: "IND-MAIN", name: "Independent mainstream school", ncys: -2...15, kind: .independent),
    Provision(code: "AP", name: "Alternative provision", ncys: -2...15, kind: .alternative),
    Provision(code: "HOSP", name: "Hospital school", ncys: -2...15, kind: .alternative),
    Provision(
      code: "FE", name: "Further education college or training provider", ncys: 10...21,
      kind: .furtherEducation),
    Provision(
      code: "SPI", name: "Specialist post-16 institution", ncys: 12...21, kind: .specialistPost16),
    Provision(code: "EHE", name: "Elective home education", ncys: -2...21, kind: .elsewhere),
    Provision(
      code: "EOTAS", name: "Other arrangements by the authority", ncys: -2...21, kind: .elsewhere),
    Provision(
      code: "OPA", name: "Other arrangements by parents", ncys: -2...21, kind: .elsewhere),
    Provision(
      code: "NONE", name: "No school (NEET, awaiting, other)", ncys: -2...21, kind: .none),
  ]
}
