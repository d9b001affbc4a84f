/// A release of three invented authorities in the layout of DfE's files 'Education, health and care plans'.
///
/// Every count is of one cube (age × provision × need), so that every sum agrees. Nothing of it is real.
public struct SmallRelease: Sendable {
  /// Which layout the files have.
  public enum Layout: Sendable { case of2025, of2026 }

  /// An invented authority.
  public struct Area: Sendable {
    /// DfE's code.
    public let code: String
    /// The ONS code.
    public let ons: String
    /// The name, one of them with a comma.
    public let name: String
    let seed: Int
  }

  /// The authorities.
  public static let areas = [
    Area(code: "990", ons: "E10099990", name: "Smallshire", seed: 1),
    Area(code: "991", ons: "E06099991", name: "Quayport, City of", seed: 2),
    Area(code: "992", ons: "E06099992", name: "Littleton", seed: 3),
  ]
  /// The columns of provisions that have plans, with the label and the code of each.
  public static let provisions = [
    ("mainstream_academy", "Mainstream - academy", "MAIN"),
    ("mainstream_academy_senunit", "Mainstream - academy (SEN unit)", "DSP"),
    ("special_academy_free", "Special - Academy/free schools", "SPEC-STATE"),
    ("special_independent", "Special - independent", "IND-SPEC"),
    ("placement_unknown", "Placement not recorded", "NOT-RECORDED"),
  ]
  /// The columns of needs that have plans, with their codes.
  public static let needs = [("number_asd", "ASD"), ("number_semh", "SEMH"), ("number_mld", "MLD")]

  /// Which layout the files have.
  public var layout = Layout.of2025
  /// The January of the last census.
  public var census = 2025
  /// Academic years as 2024/25 rather than 202425.
  public var hasSlashes = false
  /// Cells that are not published, by "file|code|period|breakdown".
  public var withheld: Set<String> = []

  /// A release in the layout of 2025.
  public init() {}

  /// Plans of a January at an age (2 is under 3), by provision and need; summed where nil.
  public func plans(
    _ area: Area?, _ census: Int, age: Int? = nil, provision: Int? = nil, need: Int? = nil
  ) -> Int {
    sum(area, 2...25, age, provision, need) { area, age, provision, need in
      let late = census < self.census ? 1 : 0
      return max(
        0, (area.seed * 5 + age * 3 + provision * 7 + need * 2) % 6 - late - age / 20)
    }
  }

  /// New plans of a year by DfE's age (2 and under, 20 and over).
  public func newPlans(
    _ area: Area?, age: Int? = nil, provision: Int? = nil, need: Int? = nil
  ) -> Int {
    sum(area, 2...20, age, provision, need) { area, age, provision, need in
      (area.seed + age + provision * 3 + need) % 3 - (age > 16 ? 1 : 0) > 0 ? 1 : 0
    }
  }

  /// Ceased plans of a year: those of the need at position 0 moved to another authority.
  public func ceased(
    _ area: Area?, age: Int? = nil, provision: Int? = nil, need: Int? = nil
  ) -> Int {
    sum(area, 2...20, age, provision, need) { area, age, provision, need in
      age > 12 && need < 2 && (area.seed + age + provision) % 2 == 0 ? 1 : 0
    }
  }

  private func sum(
    _ area: Area?, _ ages: ClosedRange<Int>, _ age: Int?, _ provision: Int?, _ need: Int?,
    _ cell: (Area, Int, Int, Int) -> Int
  ) -> Int {
    var sum = 0
    for area in area.map({ [$0] }) ?? Self.areas {
      for age in age.map({ $0...$0 }) ?? ages {
        for provision in provision.map({ $0...$0 }) ?? Self.provisions.indices.closed {
          for need in need.map({ $0...$0 }) ?? Self.needs.indices.closed {
            sum += cell(area, age, provision, need)
          }
        }
      }
    }
    return sum
  }

  /// Every file by name.
  public func files() -> [String: String] {
    tables().mapValues { rows in
      rows.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
    }
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains(",") ? "\"\(cell)\"" : cell
  }
}

extension Range<Int> {
  fileprivate var closed: ClosedRange<Int> { lowerBound...(upperBound - 1) }
}
