public import Vocabulary

/// England's placements of the last census against those that the cohort model expects from the census before.
///
/// In sample: leaving and new plans are the published flows of the year between, and moves are read off the two censuses, because
/// none before is published by NCY × provision. Out of sample: the residual, the mean of the years before. So it says whether
/// ageing, leaving, joining and moving close on the published stock year by year of age; not how well another year is foreseen.
public struct PlacementValidation: Sendable {
  /// A sort of placement.
  public enum Group: String, Sendable, CaseIterable {
    /// State-funded and non-maintained special schools.
    case special = "Special school"
    /// Independent special schools.
    case independent = "Independent special"
    /// Designated specialist provision and support bases.
    case base = "Specialist base"
    /// Mainstream schools.
    case mainstream = "Mainstream"

    /// True where a provision belongs to it.
    func holds(_ provision: Provision) -> Bool {
      switch self {
      case .special: provision.kind == .special || provision.code == "NMSS"
      case .independent:
        provision.kind == .independent && !["NMSS", "IND-MAIN"].contains(provision.code)
      case .base: provision.kind == .base
      case .mainstream: provision.kind == .mainstream
      }
    }
  }

  /// One group over some years of age.
  public struct Row: Sendable, Hashable {
    /// The sort of placement.
    public let group: Group
    /// The years of age, NCY at the last census.
    public let ncys: ClosedRange<Int>
    /// Plans expected.
    public let expected: Double
    /// Plans published, "placement not recorded" spread over the known placements of the year.
    public let published: Double

    /// Expected less published, as a share of published; nil where nobody is.
    public var deviation: Double? { published > 0 ? expected / published - 1 : nil }
  }

  /// The censuses compared: from and to.
  public let censuses: (from: Int, to: Int)
  /// Phase by phase, and all years of age last.
  public let phases: [Row]
  /// Year by year.
  public let years: [Row]
  /// Least plans of a single year of age that are judged: below them a count's own noise is above 3 %.
  public static let leastPlans = 1000.0

  /// Carries England's plans forward a year.
  ///
  /// - Throws: `EstimationError` where England's figures of both censuses or of the year between are missing.
  public init(_ evidence: Evidence) throws {
    let census = evidence.authority.baseCensus
    let england = try EnglandYear(evidence)
    let step = CohortStep(
      leaving: england.leaving, moves: england.moves, newPlans: england.cohorts.newByProvision,
      transferIn: england.transferIn,
      residual: Trends.earlierResidual(evidence.england, evidence))
    let expected = step.closing(from: england.opening)
    let published = england.cohorts.closing
    censuses = (census - 1, census)
    func rows(_ spans: [ClosedRange<Int>]) -> [Row] {
      Group.allCases.flatMap { group in
        let columns = evidence.codes.provisions.indices.filter {
          group.holds(evidence.codes.provisions[$0])
        }
        func sum(_ table: CrossTable, _ span: ClosedRange<Int>) -> Double {
          span.reduce(0) { part, ncy in
            columns.reduce(part) { $0 + table[NCY.index(ncy), $1] }
          }
        }
        return spans.map {
          Row(group: group, ncys: $0, expected: sum(expected, $0), published: sum(published, $0))
        }
      }
    }
    phases = rows(Self.spans)
    years = rows(NCY.range.map { $0...$0 })
  }

  /// The years of each phase, and all.
  public static let spans: [ClosedRange<Int>] =
    Phase.allCases.map { phase in
      let years = NCY.range.filter { Phase(ncy: $0) == phase }
      return (years.first ?? 0)...(years.last ?? 0)
    } + [NCY.range]

  /// The row that is furthest off among single years of at least `leastPlans`.
  public var worstYear: Row? {
    years.filter { $0.published >= Self.leastPlans }
      .max { abs($0.deviation ?? 0) < abs($1.deviation ?? 0) }
  }
}
