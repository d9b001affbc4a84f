public import Vocabulary

/// What is known of schools and colleges by URN and UKPRN: the folder's settings, and an extract of the national register.
public struct SettingRegister: Sendable {
  struct Establishment: Sendable {
    /// Position of the provision; nil where the type has none in the code list.
    let provision: Int?
    /// Ages on 31 August that it admits.
    let ages: ClosedRange<Int>?
  }

  private(set) var byURN: [Int: Establishment] = [:]
  private(set) var byUKPRN: [Int: Establishment] = [:]
  /// Settings that are bases: their URN is that of the school they are in.
  private(set) var bases: [Int: Establishment] = [:]
  /// The provision of each code of `sensetting`.
  let codes: [String: Int]
  /// The provision of SEN units and resourced provision; nil where the list has none.
  let base: Int?
  /// Mainstream schools.
  let mainstream: Int?
  /// Colleges and training providers.
  let trainingProvider: Int?

  /// The settings of a folder whose id is a URN.
  public init(settings: [Setting] = [], codes lists: CodeLists) {
    codes = Dictionary(
      EmbeddedTable(PackageResources.sen_settings_csv).rows.compactMap { row in
        lists.provision(row["provision"]).map { (row["code"], $0) }
      }, uniquingKeysWith: { first, _ in first })
    base = lists.provision("DSP") ?? lists.provision(of: .base)
    mainstream = lists.provision("MAIN") ?? lists.provision(of: .mainstream)
    trainingProvider = lists.provision("FE") ?? lists.provision(of: .furtherEducation)
    for setting in settings {
      guard let urn = Int(setting.id) else { continue }
      let establishment = Establishment(
        provision: lists.provision(setting.provision),
        ages: NCY.age(setting.ncys.lowerBound)...NCY.age(setting.ncys.upperBound))
      if [.specialistBase, .supportBase].contains(setting.kind) {
        bases[urn] = establishment
      } else {
        byURN[urn] = establishment
      }
    }
  }

  /// Adds schools of an extract of the register. Settings that are known already stay; an establishment whose type is not known
  /// has no provision.
  public mutating func add(_ register: SchoolRegister, codes lists: CodeLists) {
    for school in register.schools {
      let establishment = Establishment(school, lists)
      if let urn = school.urn, byURN[urn] == nil { byURN[urn] = establishment }
      if let ukprn = school.ukprn, byUKPRN[ukprn] == nil { byUKPRN[ukprn] = establishment }
    }
  }
}

extension SettingRegister.Establishment {
  fileprivate init(_ school: SchoolRegister.School, _ lists: CodeLists) {
    provision =
      school.provision.flatMap(lists.provision)
      ?? school.type.flatMap { lists.provision($0.provision) }
    // The oldest are one younger on 31 August than the age at which they leave.
    if let low = school.lowAge, let high = school.highAge, low < high {
      ages = low...(high - 1)
    } else {
      ages = nil
    }
  }
}
