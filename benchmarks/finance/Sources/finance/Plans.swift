import Vocabulary

/// Plans of an authority at a January census, by position in `Plans.codes.provisions`.
struct Plans {
  /// One need: the outturn is not told apart by need.
  static let codes = CodeLists(needs: [Need(code: "ALL", name: "All needs")])

  private(set) var counts = [Int](repeating: 0, count: codes.provisions.count)

  subscript(code: String) -> Int { Self.codes.provision(code).map { counts[$0] } ?? 0 }

  var total: Int { counts.reduce(0, +) }

  func sum(_ provisions: [String]) -> Int { provisions.reduce(0) { $0 + self[$1] } }

  mutating func add(_ plans: Int, _ group: String, _ type: String) throws {
    guard let position = Self.codes.provision(Self.provision(group, type)) else {
      throw FinanceError("no provision for \(group), \(type)")
    }
    counts[position] += plans
  }

  /// The provision of a type of establishment in the returns to January 2022.
  private static func provision(_ group: String, _ type: String) -> String {
    switch group {
    case "Mainstream school": mainstream(type)
    case "Special school": special(type)
    case "Non-maintained early years": "EY-PVI"
    case "Alternative provision/Pupil referral unit": "AP"
    case "Further education": type == "Specialist post-16 institutions" ? "SPI" : "FE"
    default: "NONE"
    }
  }

  private static func mainstream(_ type: String) -> String {
    if type == "Mainstream - Independent" { return "IND-MAIN" }
    let isBase = type.hasSuffix("SEN unit") || type.lowercased().hasSuffix("resourced provision")
    return isBase ? "DSP" : "MAIN"
  }

  private static func special(_ type: String) -> String {
    switch type {
    case "Special - Independent": "IND-SPEC"
    case "Special - Non-maintained": "NMSS"
    case "Hospital School": "HOSP"
    default: "SPEC-STATE"
    }
  }
}

extension Plans {
  /// The groups that the outturn file counts at January 2021, and the provisions that make them.
  static let groups: [(name: String, provisions: [String])] = [
    ("ehcp_mainstream", ["MAIN"]), ("ehcp_resourced_or_sen_unit", ["DSP"]),
    ("ehcp_maintained_or_academy_special", ["SPEC-STATE"]),
    ("ehcp_nmss_or_independent", ["NMSS", "IND-SPEC", "IND-MAIN"]),
    ("ehcp_hospital_or_ap", ["AP", "HOSP"]), ("ehcp_post16", ["FE", "SPI"]),
    ("ehcp_total_jan2021", codes.provisions.map(\.code)),
  ]
}
