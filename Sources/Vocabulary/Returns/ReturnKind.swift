/// A statutory return that a run can fill.
public enum ReturnKind: String, CaseIterable, Sendable {
  /// The DSG management plan: plans by placement category, age group and primary need.
  case dsgPlan = "dsg-plan"
  /// The local SEND reform plan: plans by age group, provision and primary need.
  case lsrp
  /// The school capacity survey's forecast of specialist places that resident pupils require.
  case scap
  /// The high needs lines of the section 251 return.
  case s251
}

/// The age by which a return puts children into age groups. The same child lands in different groups.
public enum AgeBasis: String, CaseIterable, Sendable {
  /// Age at 31 August before the academic year.
  case august
  /// The age reached during the academic year.
  case inYear = "in-year"

  /// The age of a national curriculum year on this basis; under 3 at 31 August counts as 2.
  public func age(ncy: Int) -> Int {
    switch self {
    case .august: NCY.age(ncy)
    case .inYear: NCY.age(ncy) + 1
    }
  }

  /// The age group of a national curriculum year on this basis.
  public func band(ncy: Int) -> AgeBand {
    switch age(ncy: ncy) {
    case ...4: .under5
    case 5...10: .from5to10
    case 11...15: .from11to15
    case 16...19: .from16to19
    default: .from20to25
    }
  }

  /// The words of the files.
  public var text: String {
    switch self {
    case .august: "age at 31 August (NCY = age - 4)"
    case .inYear: "age in year (NCY = age - 5)"
    }
  }
}
