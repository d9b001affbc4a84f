import NumericalCore
import Projection
public import Vocabulary

extension InventedCaseload {
  /// Invents people whose plans, changes and waiting are those of a scenario folder.
  ///
  /// Plans by NCY × need and by NCY × provision, "not recorded" included, are the folder's where `plans` is its number, and in proportion
  /// else; need × provision is as near as the opening table of a run. New plans by year and ceased plans by year and reason are those of the
  /// calendar year before the census, as many come from other authorities as go to them, and children in process are those of the
  /// pipeline: all in proportion to `plans`. The same seed gives the same people.
  ///
  /// - Throws: `EstimationError` where the folder lacks a table, or its tables contradict one another.
  public init(like evidence: Evidence, plans: Int, seed: UInt64 = 1) throws {
    self = try CaseloadInvention(evidence, plans: plans, seed: seed).caseload
  }
}

/// A caseload being invented.
struct CaseloadInvention {
  /// A plan of the census before anybody has it.
  struct Seat {
    let ncy: Int
    let state: NeedAndSetting
    /// Its part of the address of every number drawn for it.
    let key: UInt64
  }

  let evidence: Evidence
  let year: Int
  /// Plans invented for each plan of the folder.
  let scale: Double
  let draw: InventionDraw
  /// By year, need and provision.
  let seats: [Seat]
  var caseload: InventedCaseload
  private var people = 0

  init(_ evidence: Evidence, plans: Int, seed: UInt64) throws {
    self.evidence = evidence
    year = evidence.authority.baseCensus
    caseload = InventedCaseload(census: year)
    draw = InventionDraw(seed: seed, year: year)
    guard let byNeed = evidence.local.plansByNCYNeed[year], byNeed.total > 0,
      let byProvision = evidence.local.plansByNCYProvision[year],
      let cross = evidence.local.plansByNeedProvision[year]
    else { throw EstimationError.missing("plans of January \(year)") }
    scale = Double(plans) / byNeed.total
    let space = StateSpace(evidence.codes.withNotRecorded)
    let cube = try RakedPlans(
      space, byNeed: byNeed, byProvision: byProvision.joined, needProvision: cross.joined,
      plans: plans)
    seats = cube.heads.enumerated().flatMap { cell, heads in
      Self.seats(space, cell: cell, count: Int(heads))
    }
    addPlans()
    addLeavers()
    addWaiting()
  }

  private static func seats(_ space: StateSpace, cell: Int, count: Int) -> [Seat] {
    guard count > 0 else { return [] }
    let (ncy, name) = (NCY.at(space.ncyIndex(of: cell)), stableHash(space.name(of: cell)))
    let state = NeedAndSetting(need: space.need(of: cell), setting: space.provision(of: cell))
    return (0..<count).map { Seat(ncy: ncy, state: state, key: mixed(name, UInt64($0))) }
  }

  /// A published number in proportion to the plans invented.
  func scaled(_ count: Double) -> Int { Int((count * scale).rounded()) }

  /// The number of the next person.
  mutating func nextPerson() -> Int {
    people += 1
    return people
  }
}

extension CodeLists {
  /// The lists with "not recorded" as the last provision.
  fileprivate var withNotRecorded: CodeLists {
    let last = Provision(
      code: Provision.notRecordedCode, name: "Not recorded", ncys: NCY.range, kind: .none)
    return CodeLists(needs: needs, provisions: provisions + [last])
  }
}

extension RecordedTable {
  /// "Not recorded" as the last column.
  fileprivate var joined: CrossTable {
    var table = CrossTable(rows: known.rows, columns: known.columns + 1)
    table.values = (0..<known.rows).flatMap { known.row($0) + [notRecorded[$0]] }
    return table
  }
}
