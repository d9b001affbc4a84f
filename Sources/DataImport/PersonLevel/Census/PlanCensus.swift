public import Vocabulary

/// The plans in force on a census day, one a person, and what else the return says of them. It names nobody.
public struct PlanCensus: Sendable {
  /// A plan in force.
  struct Plan: Sendable {
    let person: Int
    /// The national curriculum year, not held at -2.
    let ncy: Int
    let need: Int
    /// Position of the provision attended; nil where it is not recorded.
    let provision: Int?
    /// Position of the provision that the plan names; nil where it is not known.
    let named: Int?
    let start: SEN2Date?
    let isTransfer: Bool
    let place: Finding.Place

    /// The year as files write it: -2 stands for all below.
    var heldNCY: Int { max(ncy, NCY.range.lowerBound) }
  }

  /// A plan that has ended.
  struct Ending: Sendable {
    let person: Int
    let date: SEN2Date
    /// 1 to 9; nil where it is missing.
    let reason: Int?
  }

  /// A request or assessment in progress on the census day.
  struct Waiting: Sendable, Hashable {
    let stage: ProcessStage
    let ncy: Int
    /// Whole weeks since the request; nil where the day is missing.
    let weeks: Int?
  }

  /// The day.
  public let date: CalendarDate
  /// The code lists the positions stand for.
  public let codes: CodeLists
  /// The version of the return; nil for a list.
  public let version: SEN2Layout.Version?
  /// Rows read.
  public let rowCount: Int
  /// People read.
  public let peopleCount: Int
  /// Plans in force, whatever their year.
  public internal(set) var planCount = 0
  /// Plans in force before one a person is chosen: what shares of plans are of.
  var candidateCount = 0
  /// How often each flag was raised.
  public internal(set) var tally: SEN2Tally
  var plans: [Plan] = []
  var endings: [Ending] = []
  var waiting: [Waiting] = []
  let links: [ReturnRows.Link]
  /// The planning area of each person; nil where it is not known.
  let areaOfPerson: [Int?]
  /// The ids of the planning areas, empty where postcodes were not looked up.
  let areas: [String]

  init(_ rows: ReturnRows, date: CalendarDate, codes: CodeLists, areas: [String]) {
    (self.date, self.codes, version) = (date, codes, rows.version)
    (rowCount, peopleCount) = (rows.rowCount, rows.people.count)
    (tally, links) = (rows.tally, rows.people.map(\.link))
    (areaOfPerson, self.areas) = (rows.people.map(\.area), areas)
  }

  /// Plans by NCY, need and provision; the provision after the last is "not recorded".
  public var cube: [PlanCell: Int] {
    plans.reduce(into: [:]) { counts, plan in
      counts[
        PlanCell(
          ncy: plan.heldNCY, need: plan.need, provision: plan.provision ?? codes.provisions.count),
        default: 0] += 1
    }
  }

  /// Plans that are in the cube.
  public var countedPlans: Int { plans.count }
}

/// A cell of a table by NCY, need and provision, by position; the provision after the last is "not recorded".
public struct PlanCell: Hashable, Comparable, Sendable {
  /// The national curriculum year.
  public let ncy: Int
  /// Position of the need.
  public let need: Int
  /// Position of the provision.
  public let provision: Int

  /// Names a cell.
  public init(ncy: Int, need: Int, provision: Int) {
    (self.ncy, self.need, self.provision) = (ncy, need, provision)
  }

  /// By year, need and provision.
  public static func < (left: Self, right: Self) -> Bool {
    (left.ncy, left.need, left.provision) < (right.ncy, right.need, right.provision)
  }
}
