import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Settings in the order in which somebody looks at them, one pair compared at a time")
struct NaiveChoiceTests {
  private static let space = RandomNetwork.space

  /// A setting as a child of a need, year and area sees it.
  private struct Seen {
    let base: Int
    /// Beyond the reasonable journey.
    let isFar: Bool
    /// By criterion of the fill order: how much of the designation is not the need's, and whole minutes.
    let values: [Int]
    let acceptance: Double
  }

  private func seen(
    _ model: PlacementModel, _ provision: Int, need: String, ncy: Int, area: Int
  ) -> (all: [Seen], limit: PlaceLimit) {
    let (plan, settings) = (model.network.plan, model.assumptions.settings)
    let limit = ncy <= 6 ? 45.0 : 75.0
    var (serves, admits) = (false, false)
    var all: [Seen] = []
    for base in plan.bases.indices where plan.bases[base].provision == provision {
      guard let index = plan.bases[base].setting else { continue }
      let setting = settings[index]
      let weights = RandomNetwork.needs.map { code in
        setting.designation == nil ? 1 : setting.designation?[code.code] ?? 0
      }
      let own = setting.designation == nil ? 1 : setting.designation?[need] ?? 0
      guard own > 0 else { continue }
      serves = true
      guard setting.ncys.contains(ncy) else { continue }
      admits = true
      let minutes = model.network.travel.minutes(area: area, base: base)
      let acceptance = minutes.map { $0 <= limit ? 1 : max(0, 1 - ($0 - limit) / 30) } ?? 1
      guard acceptance > 0 else { continue }
      let values = model.assumptions.fillOrder.map { criterion in
        switch criterion {
        case .needMatch: Int(((1 - own / weights.reduce(0, +)) * 255).rounded())
        case .distance: min(1023, Int((minutes ?? limit).rounded()))
        default: 0
        }
      }
      all.append(
        Seen(
          base: base, isFar: (minutes ?? 0) > limit, values: values, acceptance: acceptance))
    }
    all.sort { one, other in
      if one.isFar != other.isFar { return other.isFar }
      for (left, right) in zip(one.values, other.values) where left != right { return left < right }
      return one.base < other.base
    }
    return (
      all, !serves ? .designation : !admits ? .years : all.isEmpty ? .distance : .places
    )
  }

  @Test func `choices are those that serve, admit and are near enough, best first`() throws {
    var several = 0
    for seed in Sweep.seeds(74, 10) {
      let network = RandomNetwork(seed, parts: [.areas, .weights, .order])
      let model = try network.model()
      let (plan, choices) = (model.network.plan, model.network.choices)
      for (limited, provision) in plan.limited.enumerated() {
        for row in 0..<(Self.space.ncys * Self.space.needs) {
          for area in 0..<model.network.areas.areas {
            let (expected, limit) = seen(
              model, provision, need: RandomNetwork.needs[row % Self.space.needs].code,
              ncy: NCY.at(row / Self.space.needs), area: area)
            let rows = Self.space.ncys * Self.space.needs
            let list = (limited * rows + row) * model.network.areas.areas + area
            let found = choices.all[choices.starts[list]..<choices.starts[list + 1]]
            #expect(found.map(\.base) == expected.map(\.base), "\(seed)")
            #expect(zip(found, expected).allSatisfy { abs($0.acceptance - $1.acceptance) < 1e-12 })
            #expect(choices.limit(limited, row: row, area: area) == limit)
            // Who is put first has the lower part of the priority, equals the same one, all above the lot.
            for (one, left) in zip(found, expected) {
              #expect(one.priority & (1 << 40 - 1) == 0)
              for (other, right) in zip(found, expected) where left.values != right.values {
                several += 1
                let isFirst = left.values.lexicographicallyPrecedes(right.values)
                #expect((one.priority < other.priority) == isFirst)
              }
              for (other, right) in zip(found, expected)
              where left.values == right.values && left.isFar == right.isFar {
                #expect(one.priority == other.priority && one.rank == other.rank)
              }
            }
          }
        }
      }
    }
    #expect(several > 1_000)
  }

  /// Why children look, in the order of `Seeker.Group`, and the criterion that puts them first.
  private static let criteria: [(Seeker.Group, FillCriterion?)] = [
    (.waiting, .waitingList), (.phaseTransfer, .phaseTransfer), (.newcomer, .newPlan),
    (.midPhase, nil), (.induced, nil),
  ]

  @Test func `a fill order puts those first whom its first criterion names, then its second`()
    throws
  {
    var lots = Lots(75)
    for _ in 0..<40 {
      var network = RandomNetwork(2)
      network.fillOrder = Array(lots.shuffled(FillCriterion.allCases).prefix(lots.next(1...5)))
      let choices = try network.model().network.choices
      let order = network.fillOrder
      func values(_ criterion: FillCriterion?) -> [Int] { order.map { $0 == criterion ? 0 : 1 } }
      for (one, left) in Self.criteria {
        for (other, right) in Self.criteria {
          // Only criteria of why somebody looks tell groups apart.
          let isFirst = values(left).lexicographicallyPrecedes(values(right))
          let (low, high) = (
            choices.groupPriority[one.rawValue], choices.groupPriority[other.rawValue]
          )
          #expect((low < high) == isFirst)
          #expect((low == high) == (values(left) == values(right)))
          #expect(
            (choices.groupTurns[one.rawValue] < choices.groupTurns[other.rawValue]) == isFirst)
        }
        #expect(choices.groupPriority[one.rawValue] & (1 << 40 - 1) == 0)
      }
      #expect(choices.groupTurns.min() == 0)
    }
  }

  @Test func `why somebody looks weighs what its place in the fill order says, whatever setting`()
    throws
  {
    // Distance before why: a nearer newcomer comes before a farther child of the list; why before distance: the other way.
    let (east, west) = (
      GridPoint(easting: 450_000, northing: 300_000), GridPoint(easting: 460_000, northing: 300_000)
    )
    for (order, isListFirst) in [
      ([FillCriterion.distance, .waitingList], false), ([.waitingList, .distance], true),
    ] {
      var network = RandomNetwork.oneSpecial(at: east)
      for (id, centre) in [("near", east), ("far", west)] {
        network.locality.areas.append(
          PlanningArea(id: id, name: id, centre: centre, provenance: invented))
      }
      network.fillOrder = order
      let choices = try network.model().network.choices
      let row = NCY.index(3) * Self.space.needs
      let priority = (0..<2).map { area in
        choices.all[choices.starts[row * 2 + area]].priority
      }
      let (list, new) = (
        choices.groupPriority[Seeker.Group.waiting.rawValue] | priority[1],
        choices.groupPriority[Seeker.Group.newcomer.rawValue] | priority[0]
      )
      #expect((list < new) == isListFirst)
    }
  }

  @Test func `destinations begin with the one whose share holds the number drawn`() throws {
    for seed in Sweep.seeds(76, 10) {
      let network = RandomNetwork(seed)
      let model = try network.model()
      let tables = model.memory.tables
      defer { withExtendedLifetime(model) {} }
      for provision in [0, 3] {
        for row in stride(from: 0, to: tables.rows, by: 7) {
          let need = RandomNetwork.needs[row % Self.space.needs].code
          let phase = Phase(ncy: NCY.at(row / Self.space.needs))
          let here = network.overflow.filter { $0.phase == phase }
          let own = here.filter { $0.need == need }
          let rows = (own.isEmpty ? here.filter { $0.need == nil } : own).sorted {
            $0.order < $1.order
          }
          var sum = 0.0
          for (position, destination) in rows.enumerated() {
            for u in [sum + 1e-9, sum + destination.share / 2] {
              let found = tables.destinations(wanted: provision, row: row, drawn: u)
              #expect(
                found.map { tables.overflow[$0].went } == rows[position...].map(\.went), "\(seed)")
            }
            sum += destination.share
          }
          #expect(
            tables.destinations(wanted: provision, row: row, drawn: 1.5).map {
              tables.overflow[$0].went
            } == rows.suffix(1).map(\.went), "shares may add to a little less than 1")
        }
      }
    }
  }

  @Test func `rows of a provision come before rows of all, a need's before those of all needs`() {
    func row(_ wanted: String?, _ need: String?, _ order: Int, _ went: Int, _ share: Double)
      -> OverflowRow
    {
      OverflowRow(
        wanted: wanted, need: need, phase: .primary, order: order, went: .provision(went),
        share: share, provenance: invented)
    }
    let table = OverflowTable(
      [
        row(nil, nil, 2, 1, 0.75), row(nil, nil, 1, 2, 0.25), row(nil, "ASD", 1, 3, 1),
        row("DSP", nil, 1, 4, 1), row("IND-SPEC", "SLD", 1, 5, 1),
      ], space: Self.space)
    func list(_ provision: String, _ need: Int, _ phase: Phase) -> [OverflowTable.Row] {
      let number = RandomNetwork.codes.provision(provision) ?? 0
      let list = (number * 4 + phase.position) * Self.space.needs + need
      return Array(table.rows[table.starts[list]..<table.starts[list + 1]])
    }
    #expect(list("MAIN", 1, .primary).map(\.went) == [.provision(2), .provision(1)])
    #expect(list("MAIN", 1, .primary).map(\.cumulative) == [0.25, 1])
    #expect(list("MAIN", 0, .primary).map(\.went) == [.provision(3)])
    #expect(list("DSP", 0, .primary).map(\.went) == [.provision(4)])
    #expect(list("IND-SPEC", 2, .primary).map(\.went) == [.provision(5)])
    #expect(list("IND-SPEC", 0, .primary).isEmpty && list("MAIN", 0, .secondary).isEmpty)
  }
}
