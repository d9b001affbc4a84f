import NumericalCore
import Vocabulary

/// Which settings children look at, in which order, and which children settings take first.
///
/// For each provision with settings × NCY × need × area: its eligible settings, best first. What is not eligible is not here.
struct Choices: Sendable {
  /// One setting as somebody sees it.
  struct Choice: Sendable {
    let base: Int
    /// Lower is better for the child; equal ranks are ordered by lot.
    let rank: UInt64
    /// The setting's part of the priority that it gives the child; lower comes first.
    let priority: UInt64
    /// The probability that the journey is accepted.
    let acceptance: Double
  }

  let all: [Choice]
  let starts: [Int]
  let limits: [PlaceLimit]
  private let rows: Int
  private let areas: Int
  /// Priority by why somebody looks; lower comes first.
  let groupPriority: [UInt64]
  /// The same as ranks from 0: reasons that the fill order does not tell apart have the same.
  var groupTurns: [UInt64] {
    let ranks = Set(groupPriority).sorted()
    return groupPriority.map { UInt64(ranks.firstIndex(of: $0) ?? 0) }
  }
  /// Priorities end where the lot begins.
  static let lotBits = 40

  init(_ assumptions: PlacementAssumptions, _ plan: SeatPlan, areas: Int, travel: Travel) {
    let space = plan.space
    let scale = PriorityScale(assumptions.fillOrder)
    rows = space.ncys * space.needs
    self.areas = areas
    groupPriority = Seeker.Group.allCases.map(scale.part)
    var choices: [Choice] = []
    var starts = [0]
    var limits: [PlaceLimit] = []
    for provision in plan.limited {
      let bases = plan.basesOfProvision[provision]
      for row in 0..<(space.ncys * space.needs) {
        let ncy = NCY.at(row / space.needs)
        let need = space.codes.needs[row % space.needs].code
        let serving = bases.filter { base in
          plan.bases[base].setting.map { assumptions.settings[$0].weight(of: need) > 0 } ?? false
        }
        let admitting = serving.filter { base in
          plan.bases[base].setting.map { assumptions.settings[$0].ncys.contains(ncy) } ?? false
        }
        for area in 0..<areas {
          let here = admitting.compactMap { base -> Choice? in
            guard let index = plan.bases[base].setting else { return nil }
            let match = Self.match(assumptions.settings[index], need, space)
            let minutes = travel.minutes(area: area, base: base)
            let acceptance = minutes.map { travel.acceptance(minutes: $0, ncy: ncy) } ?? 1
            guard acceptance > 0 else { return nil }
            // A journey that is not known counts as the longest reasonable one: neither near nor too far.
            let journey = minutes ?? travel.limit(ncy: ncy)
            let isFar = minutes.map { $0 > travel.limit(ncy: ncy) } ?? false
            return Choice(
              base: base, rank: scale.rank(match: match, minutes: journey, isFar: isFar),
              priority: scale.part(match: match, minutes: journey), acceptance: acceptance)
          }
          choices += here.sorted { ($0.rank, $0.base) < ($1.rank, $1.base) }
          starts.append(choices.count)
          limits.append(
            serving.isEmpty
              ? .designation : admitting.isEmpty ? .years : here.isEmpty ? .distance : .places)
        }
      }
    }
    all = choices
    self.starts = starts
    self.limits = limits
  }

  /// The share of a setting's designation that a need has.
  private static func match(_ setting: Setting, _ need: String, _ space: StateSpace) -> Double {
    let total = space.codes.needs.reduce(0) { $0 + setting.weight(of: $1.code) }
    return total > 0 ? setting.weight(of: need) / total : 0
  }

  private func place(_ provision: Int, _ row: Int, _ area: Int) -> Int {
    (provision * rows + row) * areas + area
  }

  /// Why there is no place, when all of the settings that are looked at are full or there are none.
  func limit(_ provision: Int, row: Int, area: Int) -> PlaceLimit {
    limits[place(provision, row, area)]
  }
}

/// Turns the fill order into numbers that compare.
private struct PriorityScale {
  private let order: [FillCriterion]
  private static let matchBits = 8
  private static let minuteBits = 10

  init(_ order: [FillCriterion]) { self.order = order }

  private func width(_ criterion: FillCriterion) -> Int {
    switch criterion {
    case .waitingList, .phaseTransfer, .newPlan: 1
    case .needMatch: Self.matchBits
    case .distance: Self.minuteBits
    }
  }

  /// Values side by side, the first criterion on top; all of them above the bits of the lot.
  private func packed(_ value: (FillCriterion) -> UInt64) -> UInt64 {
    order.reduce(into: 0) { sum, criterion in
      sum = sum << UInt64(width(criterion)) | value(criterion)
    } << UInt64(Choices.lotBits)
  }

  /// The part of a priority that comes from why somebody looks.
  func part(_ group: Seeker.Group) -> UInt64 {
    packed { criterion in
      switch criterion {
      case .waitingList: group == .waiting ? 0 : 1
      case .phaseTransfer: group == .phaseTransfer ? 0 : 1
      case .newPlan: group == .newcomer ? 0 : 1
      case .needMatch, .distance: 0
      }
    }
  }

  /// The part that comes from the setting.
  func part(match: Double, minutes: Double) -> UInt64 {
    packed { value($0, match: match, minutes: minutes) }
  }

  /// How a child ranks a setting: within the reasonable journey first.
  func rank(match: Double, minutes: Double, isFar: Bool) -> UInt64 {
    let rank = order.reduce(into: UInt64(isFar ? 1 : 0)) { sum, criterion in
      sum = sum << UInt64(width(criterion)) | value(criterion, match: match, minutes: minutes)
    }
    return rank
  }

  private func value(_ criterion: FillCriterion, match: Double, minutes: Double) -> UInt64 {
    switch criterion {
    case .needMatch: UInt64(((1 - match) * 255).rounded())
    case .distance: UInt64(min(1023, max(0, minutes.rounded())))
    case .waitingList, .phaseTransfer, .newPlan: 0
    }
  }
}
