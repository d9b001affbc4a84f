import NumericalCore
import Vocabulary

/// The opening plans of each provision shared out among its settings, and the waiting list.
struct OpeningRoll {
  /// Heads: NCY × need × seat.
  private(set) var heads: [Int32]
  /// Roll of each setting, brought to the plans of its provision.
  private(set) var rolls: [Int]
  /// Roll of each setting in Year 12 and after.
  private(set) var rollsPost16: [Int]
  private(set) var findings: [Finding] = []
  private let plan: SeatPlan
  private let assumptions: PlacementAssumptions

  init(_ plan: SeatPlan, opening: [Int32], assumptions: PlacementAssumptions) throws {
    self.plan = plan
    self.assumptions = assumptions
    let space = plan.space
    heads = Array(repeating: 0, count: space.ncys * space.needs * plan.seats)
    rolls = assumptions.settings.map { _ in 0 }
    rollsPost16 = rolls
    for provision in 0..<space.provisions {
      if plan.isLimited(provision) {
        try shareOut(provision, opening: opening)
      } else {
        let seat = plan.seat(plan.openBase(provision))
        for row in 0..<(space.ncys * space.needs) {
          heads[row * plan.seats + seat] = opening[row * space.provisions + provision]
        }
      }
    }
    seatWaiting()
    noteEmptyWaiting()
    notePlaces()
  }

  /// Children in waiting seats, cells of the space at the provision they wait for.
  var waiting: [Int32] {
    var cells = [Int32](repeating: 0, count: plan.space.count)
    for (index, count) in heads.enumerated() {
      guard let wanted = plan.waitsFor(index % plan.seats) else { continue }
      cells[index / plan.seats * plan.space.provisions + wanted] += count
    }
    return cells
  }

  /// Rakes the children of a provision to the rolls of its settings and rounds to whole heads.
  private mutating func shareOut(_ provision: Int, opening: [Int32]) throws {
    let space = plan.space
    let bases = Array(plan.basesOfProvision[provision])
    let settings = bases.compactMap { plan.bases[$0].setting }
    let rows = (0..<(space.ncys * space.needs)).filter {
      opening[$0 * space.provisions + provision] > 0
    }
    let children = rows.map { Int(opening[$0 * space.provisions + provision]) }
    let total = children.reduce(0, +)
    let published = settings.map { Double(assumptions.settings[$0].baseRoll) }
    let columns = apportioned(total, like: published)
    guard total > 0, columns.reduce(0, +) == total else {
      if total > 0 { throw PlacementError.noRoll(space.codes.provisions[provision].code, total) }
      return
    }
    noteScaling(provision, settings: settings, columns: columns)
    // A setting without roll is left out, so that opening one does not change how ties of the others are rounded.
    let filled = columns.indices.filter { columns[$0] > 0 }
    let rolls = filled.map { columns[$0] }
    let seed = rows.flatMap { row in
      filled.map { admits(settings[$0], row: row) ? 1 : 1e-4 }
    }
    let table = try raked(
      seed: seed, rows: children.map(Double.init), columns: rolls.map(Double.init),
      tolerance: 1e-6, maximumIterations: 20_000)
    let whole = try controlledRounding(table.values, rows: children, columns: rolls)
    for (i, row) in rows.enumerated() {
      for (j, index) in filled.enumerated() {
        seat(whole[i * filled.count + j], row: row, base: bases[index])
      }
    }
    noteOutside(provision)
  }

  private mutating func seat(_ count: Int, row: Int, base: Int) {
    heads[row * plan.seats + plan.seat(base)] += Int32(count)
    guard let setting = plan.bases[base].setting else { return }
    rolls[setting] += count
    if Phase(ncy: NCY.at(row / plan.space.needs)) == .post16 { rollsPost16[setting] += count }
  }

  private func admits(_ setting: Int, row: Int) -> Bool {
    let need = plan.space.codes.needs[row % plan.space.needs].code
    return assumptions.settings[setting].admits(need: need, ncy: NCY.at(row / plan.space.needs))
  }

  /// Moves children of the waiting list from content seats to waiting ones.
  private mutating func seatWaiting() {
    var missing = 0
    for row in assumptions.waiting where plan.isLimited(row.wanted) {
      let index = NCY.index(row.ncy) * plan.space.needs + row.need
      var left = Int32(row.children)
      for base in plan.basesOfProvision[row.attending] {
        let from = index * plan.seats + plan.seat(base)
        let count = min(left, heads[from])
        heads[from] -= count
        heads[index * plan.seats + plan.seat(base, waitingFor: row.wanted)] += count
        left -= count
      }
      missing += Int(left)
    }
    guard missing > 0 else { return }
    let total = assumptions.waiting.reduce(0) { $0 + $1.children }
    findings.append(
      Finding(
        .warning, "PL-003", at: Finding.Place("evidence/waiting.csv"),
        seen: "\(missing) of \(total) children on the waiting list",
        expected: "as many plans of that year, need and provision in the opening table",
        remedy:
          "The opening table is synthetic and has fewer there; they are left off the list. Move their rows to a year, need or provision with more plans."
      ))
  }

  private mutating func noteEmptyWaiting() {
    guard assumptions.waiting.isEmpty, !assumptions.settings.isEmpty else { return }
    findings.append(
      Finding(
        .note, "PL-006", at: Finding.Place("evidence/waiting.csv"),
        seen: "no children on the waiting list",
        expected: "children whose plan names provision they do not attend, if there are any",
        remedy: "The run starts with nobody waiting, and need for places is the lower for it."))
  }

  private mutating func noteScaling(_ provision: Int, settings: [Int], columns: [Int]) {
    let given = settings.reduce(0) { $0 + assumptions.settings[$1].baseRoll }
    let total = columns.reduce(0, +)
    guard given != total else { return }
    let code = plan.space.codes.provisions[provision].code
    findings.append(
      Finding(
        .note, "PL-001", at: Finding.Place("evidence/settings.csv", column: "base_roll"),
        seen: "rolls of \(code) settings add to \(given)", expected: "its \(total) plans",
        remedy: "The plans include some whose placement was not recorded; rolls are raised alike."))
  }

  private mutating func noteOutside(_ provision: Int) {
    let space = plan.space
    for base in plan.basesOfProvision[provision] {
      guard let setting = plan.bases[base].setting else { continue }
      let count = (0..<(space.ncys * space.needs)).reduce(0) { sum, row in
        admits(setting, row: row)
          ? sum : sum + Int(heads[row * plan.seats + plan.seat(base)])
      }
      guard count > 0 else { continue }
      let item = assumptions.settings[setting]
      findings.append(
        Finding(
          .warning, "PL-002", at: Finding.Place("evidence/settings.csv", column: "ncy_from"),
          seen: "\(count) of the roll of \(item.id) (\(item.name)) outside its years or needs",
          expected: "years \(item.ncys.lowerBound) to \(item.ncys.upperBound)",
          remedy: "They stay until they leave; nobody else is placed there outside them."))
    }
  }

  private mutating func notePlaces() {
    let unknown = assumptions.settings.indices.filter {
      assumptions.commissioned[assumptions.settings[$0].id] == nil && rolls[$0] > 0
    }
    guard !unknown.isEmpty else { return }
    let places = unknown.reduce(0) { $0 + rolls[$1] }
    findings.append(
      Finding(
        .warning, "PL-004", at: Finding.Place("evidence/commissioned_places.csv"),
        seen:
          "no commissioned places for \(unknown.count) of \(rolls.count { $0 > 0 }) settings with children",
        expected: "commissioned places by academic year",
        remedy: "Their \(places) places are their roll at the base census; no surplus is reported.")
    )
  }
}

/// Why children cannot be placed at all.
public enum PlacementError: Error, CustomStringConvertible {
  /// A provision has settings and plans, but no roll to share them by.
  case noRoll(String, Int)
  /// Children without a setting have no provision to be counted in.
  case noAwaitingProvision

  /// What happened, and how to mend it.
  public var description: String {
    switch self {
    case .noRoll(let provision, let plans):
      "evidence/settings.csv: the settings of \(provision) have no base_roll, but \(plans) plans are there. "
        + "Give the rolls, or remove the settings."
    case .noAwaitingProvision:
      "authority.yaml: no provision has the kind 'none', or it has settings. "
        + "Children who await a setting are counted there: add one, without settings."
    }
  }
}
