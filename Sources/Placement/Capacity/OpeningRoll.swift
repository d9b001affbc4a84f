import NumericalCore
import Vocabulary

/// The opening plans of each provision shared out among its settings and the areas, and the waiting list.
struct OpeningRoll {
  /// Plans in provisions without settings of children who wait for nothing: cells of the space.
  private(set) var open: [Int32]
  /// Everybody else.
  private(set) var groups = PupilGroups()
  /// Roll of each setting, brought to the plans of its provision.
  private(set) var rolls: [Int]
  /// Roll of each setting in Year 12 and after.
  private(set) var rollsPost16: [Int]
  /// Children of each setting by NCY × need.
  private(set) var heads: [[Int]]
  private(set) var findings: [Finding] = []
  private let plan: SeatPlan
  private let assumptions: PlacementAssumptions
  private let areas: AreaShares
  private let travel: Travel

  init(
    _ plan: SeatPlan, opening: [Int32], assumptions: PlacementAssumptions, areas: AreaShares,
    travel: Travel
  ) throws {
    self.plan = plan
    self.assumptions = assumptions
    self.areas = areas
    self.travel = travel
    let space = plan.space
    let rows = space.ncys * space.needs
    open = opening
    rolls = assumptions.settings.map { _ in 0 }
    rollsPost16 = rolls
    heads = rolls.map { _ in [Int](repeating: 0, count: rows) }
    for provision in 0..<space.provisions where plan.isLimited(provision) {
      for row in 0..<rows { open[row * space.provisions + provision] = 0 }
      try shareOut(provision, opening: opening)
    }
    groups.normalise()
    seatWaiting()
    groups.normalise()
    noteEmptyWaiting()
    notePlaces()
  }

  /// Children in waiting seats, cells of the space at the provision they wait for.
  var waiting: [Int32] {
    var cells = [Int32](repeating: 0, count: plan.space.count)
    for (bits, count) in zip(groups.keys, groups.counts) {
      let key = PupilKey(bits: bits)
      guard case .waiting(let index) = plan.status(key.status) else { continue }
      cells[key.row * plan.space.provisions + plan.limited[index]] += count
    }
    return cells
  }

  /// Rakes the children of a provision to the rolls of its settings and rounds to whole heads.
  private mutating func shareOut(_ provision: Int, opening: [Int32]) throws {
    let space = plan.space
    let bases = Array(plan.basesOfProvision[provision])
    let settings = bases.compactMap { plan.bases[$0].setting }
    let rows = plan.rowsByCode.filter { opening[$0 * space.provisions + provision] > 0 }
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
    let seed = rows.flatMap { row in filled.map { likelihood(settings[$0], row: row) } }
    let whole = try wholeHeads(seed, rows: children, columns: rolls)
    for (i, row) in rows.enumerated() {
      for (j, index) in filled.enumerated() {
        seat(whole[i * filled.count + j], row: row, setting: settings[index])
      }
    }
    try settle(filled.map { bases[$0] })
    noteOutside(provision)
  }

  /// A table of whole heads with these margins, near to the seed raked to them.
  ///
  /// Where likelihoods are far apart raking creeps; a thousandth of a head is near enough for whole ones.
  private func wholeHeads(_ seed: [Double], rows: [Int], columns: [Int]) throws -> [Int] {
    let (down, across) = (rows.map(Double.init), columns.map(Double.init))
    let fine = try? raked(
      seed: seed, rows: down, columns: across, tolerance: 1e-6, maximumIterations: 20_000)
    let table =
      try fine ?? raked(seed: seed, rows: down, columns: across, maximumIterations: 20_000)
    return try controlledRounding(table.values, rows: rows, columns: columns)
  }

  /// How likely a child of a row is in a setting before rolls are met: by designation and, where it is known, by roll of the year.
  ///
  /// Small where the setting does not serve them: some children are there all the same.
  private func likelihood(_ setting: Int, row: Int) -> Double {
    let item = assumptions.settings[setting]
    let need = plan.space.codes.needs[row % plan.space.needs].code
    let ncy = NCY.at(row / plan.space.needs)
    if let roll = item.baseRollByNCY {
      let here = Double(roll[ncy] ?? 0) / Double(max(1, item.baseRoll))
      return max(1e-4, here) * max(1e-4, item.weight(of: need))
    }
    return item.admits(need: need, ncy: ncy) ? item.weight(of: need) : 1e-4
  }

  private mutating func seat(_ count: Int, row: Int, setting: Int) {
    rolls[setting] += count
    heads[setting][row] += count
    if Phase(ncy: NCY.at(row / plan.space.needs)) == .post16 { rollsPost16[setting] += count }
  }

  /// Says where the children of settings live: each area has its share of them by NCY and need, nearer settings more of it.
  private mutating func settle(_ bases: [Int]) throws {
    guard areas.areas > 1 else {
      for base in bases {
        guard let setting = plan.bases[base].setting else { continue }
        for (row, count) in heads[setting].enumerated() {
          groups.add(PupilKey(row: row, base: base, status: 0, area: 0), count)
        }
      }
      return
    }
    let totals = try bySettingAndArea(bases)
    for (index, base) in bases.enumerated() {
      guard let setting = plan.bases[base].setting else { continue }
      try settle(base, heads[setting], byArea: totals[index])
    }
  }

  /// Whole children by setting and area: rows are rolls, columns the areas' shares of all their children.
  private func bySettingAndArea(_ bases: [Int]) throws -> [[Int]] {
    let rolls = bases.map { base in plan.bases[base].setting.map { self.rolls[$0] } ?? 0 }
    var expected = [Double](repeating: 0, count: areas.areas)
    for base in bases {
      guard let setting = plan.bases[base].setting else { continue }
      for row in plan.rowsByCode where heads[setting][row] > 0 {
        for (area, share) in areas.shares(census: 0, row: row).enumerated() {
          expected[area] += share * Double(heads[setting][row])
        }
      }
    }
    let columns = apportioned(rolls.reduce(0, +), like: expected)
    let seed = bases.flatMap { base in (0..<areas.areas).map { nearness(area: $0, base: base) } }
    let whole = try wholeHeads(seed, rows: rolls, columns: columns)
    return bases.indices.map { Array(whole[($0 * areas.areas)..<(($0 + 1) * areas.areas)]) }
  }

  /// A setting fills from near: the pull falls with the cube of the journey in quarters of an hour; one not known counts as an hour.
  ///
  /// Source: the form is that of spatial interaction models (Wilson 1971, doi 10.1068/a030001); the exponent is an assumption.
  private func nearness(area: Int, base: Int) -> Double {
    let minutes = (travel.minutes(area: area, base: base) ?? 60).rounded()
    return max(1e-6, 1 / (1 + minutes / 15) / (1 + minutes / 15) / (1 + minutes / 15))
  }

  private mutating func settle(_ base: Int, _ heads: [Int], byArea columns: [Int]) throws {
    let rows = plan.rowsByCode.filter { heads[$0] > 0 }
    let open = columns.indices.filter { columns[$0] > 0 }
    let seed = rows.flatMap { row in
      let shares = areas.shares(census: 0, row: row)
      return open.map { max(1e-9, shares[$0]) }
    }
    let counts = rows.map { heads[$0] }
    let whole = try wholeHeads(seed, rows: counts, columns: open.map { columns[$0] })
    for (i, row) in rows.enumerated() {
      for (j, area) in open.enumerated() {
        groups.add(
          PupilKey(row: row, base: base, status: 0, area: area), whole[i * open.count + j])
      }
    }
  }

  private func admits(_ setting: Int, row: Int) -> Bool {
    let need = plan.space.codes.needs[row % plan.space.needs].code
    return assumptions.settings[setting].admits(need: need, ncy: NCY.at(row / plan.space.needs))
  }

  /// Moves children of the waiting list from content seats to waiting ones.
  private mutating func seatWaiting() {
    var missing = 0
    for row in assumptions.waiting.sorted(by: isBefore) {
      guard let wanted = plan.limitedIndex[row.wanted] else { continue }
      let status = plan.number(.waiting(wanted))
      let place = NCY.index(row.ncy) * plan.space.needs + row.need
      var left = row.children
      if plan.isLimited(row.attending) {
        takeSeats(&left, row: place, provision: row.attending, status: status)
      } else {
        let cell = place * plan.space.provisions + row.attending
        let count = min(left, Int(open[cell]))
        open[cell] -= Int32(count)
        left -= count
        let shares = areas.shares(census: 0, row: place)
        for (area, heads) in apportioned(count, like: shares).enumerated() {
          groups.add(
            PupilKey(row: place, base: plan.openBase(row.attending), status: status, area: area),
            heads)
        }
      }
      missing += left
    }
    guard missing > 0 else { return }
    let total = assumptions.waiting.reduce(0) { $0 + $1.children }
    findings.append(
      Finding(
        .waitingBeyondStock, at: Finding.Place("evidence/waiting.csv"),
        seen: "\(missing) of \(total) children on the waiting list",
        expected: "as many plans of that year, need and provision in the opening table",
        remedy:
          "The opening table is synthetic and has fewer there: move their rows to a year, need or provision with more plans."
      ))
  }

  /// The order of codes: where rows want more children than there are, the order of the file does not say whose are left off.
  private func isBefore(_ one: WaitingRow, _ two: WaitingRow) -> Bool {
    let codes = plan.space.codes
    func key(_ row: WaitingRow) -> (Int, String, String, String, Int) {
      (
        row.ncy, codes.needs[row.need].code, codes.provisions[row.wanted].code,
        codes.provisions[row.attending].code, row.children
      )
    }
    return key(one) < key(two)
  }

  /// Lets content children of a provision's settings wait, in the order of the settings' ids and the areas.
  private mutating func takeSeats(_ left: inout Int, row: Int, provision: Int, status: Int) {
    for index in groups.keys.indices where left > 0 {
      let key = PupilKey(bits: groups.keys[index])
      guard key.row == row, key.status == 0, plan.basesOfProvision[provision].contains(key.base)
      else { continue }
      let count = min(left, Int(groups.counts[index]))
      groups.counts[index] -= Int32(count)
      groups.add(PupilKey(row: row, base: key.base, status: status, area: key.area), count)
      left -= count
    }
  }

  private mutating func noteEmptyWaiting() {
    guard assumptions.waiting.isEmpty, !assumptions.settings.isEmpty else { return }
    findings.append(
      Finding(
        .nobodyWaiting, at: Finding.Place("evidence/waiting.csv"),
        seen: "no children on the waiting list",
        expected: "children whose plan names provision they do not attend, if there are any",
        remedy: "Write waiting.csv, if there are any."))
  }

  private mutating func noteScaling(_ provision: Int, settings: [Int], columns: [Int]) {
    let given = settings.reduce(0) { $0 + assumptions.settings[$1].baseRoll }
    let total = columns.reduce(0, +)
    guard given != total else { return }
    let code = plan.space.codes.provisions[provision].code
    findings.append(
      Finding(
        .rollsRaised, at: Finding.Place("evidence/settings.csv", column: "base_roll"),
        seen: "rolls of \(code) settings add to \(given)", expected: "its \(total) plans",
        remedy:
          "The plans include some whose placement was not recorded: give their placements, if known."
      ))
  }

  private mutating func noteOutside(_ provision: Int) {
    for base in plan.basesOfProvision[provision] {
      guard let setting = plan.bases[base].setting else { continue }
      let count = heads[setting].indices.reduce(0) { sum, row in
        admits(setting, row: row) ? sum : sum + heads[setting][row]
      }
      guard count > 0 else { continue }
      let item = assumptions.settings[setting]
      findings.append(
        Finding(
          .rollOutsideSetting, at: Finding.Place("evidence/settings.csv", column: "ncy_from"),
          seen: "\(count) of the roll of \(item.id) (\(item.name)) outside its years or needs",
          expected: "years \(item.ncys.lowerBound) to \(item.ncys.upperBound)",
          remedy: "Correct its years or needs, or the roll."))
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
        .placesUnknown, at: Finding.Place("evidence/commissioned_places.csv"),
        seen:
          "no commissioned places for \(unknown.count) of \(rolls.count { $0 > 0 }) settings with children, \(places) on roll",
        expected: "commissioned places by academic year",
        remedy: "Write the places that are commissioned there.")
    )
  }
}

/// Why children cannot be placed at all.
public enum PlacementError: Error, CustomStringConvertible {
  /// A provision has settings and plans, but no roll to share them by.
  case noRoll(String, Int)
  /// Children without a setting have no provision to be counted in.
  case noAwaitingProvision
  /// The cheapest allocation is asked for, and nothing is known of costs.
  case noCosts
  /// More settings, areas or provisions with settings than a run can hold.
  case tooMany(String, Int, limit: Int)

  /// What happened, and how to mend it.
  public var description: String {
    switch self {
    case .noRoll(let provision, let plans):
      "evidence/settings.csv: the settings of \(provision) have no base_roll, but \(plans) plans are there. "
        + "Give the rolls, or remove the settings."
    case .noAwaitingProvision:
      "authority.yaml: no provision has the kind 'none', or it has settings. "
        + "Children who await a setting are counted there: add one, without settings."
    case .noCosts:
      "authority.yaml: allocation: lowest-cost needs evidence/unit_costs.csv. "
        + "Give costs, or write allocation: fill-order."
    case .tooMany(let what, let count, let limit):
      "evidence: \(count) \(what), but a run can hold \(limit). Put small ones together."
    }
  }
}
