import NumericalCore
import Vocabulary

@testable import Placement

/// What a random network can have beyond settings, places, a waiting list and an overflow table.
extension RandomNetwork {
  /// One special school for everybody, with nobody in it, and no other setting.
  static func oneSpecial(at point: GridPoint?) -> RandomNetwork {
    var network = RandomNetwork(1, waits: false)
    network.opening = network.opening.map { _ in 0 }
    network.settings = [
      Setting(
        id: "school", name: "", kind: .special, provision: "SPEC-STATE", designation: nil,
        ncys: NCY.range, point: point, provenance: invented)
    ]
    return network
  }

  mutating func add(_ parts: NetworkParts, _ lots: inout Lots) {
    if parts.contains(.areas) { addAreas(&lots) }
    if parts.contains(.weights) { addWeights(&lots) }
    if parts.contains(.imports) { addImports(&lots) }
    if parts.contains(.rolls) { addRolls(&lots) }
    if parts.contains(.schemes) { addSchemes(&lots) }
    if parts.contains(.named) { addNamed(&lots) }
    if parts.contains(.following), lots.chance(0.4) {
      following = [
        FollowingRoll(
          settings: lots.chance(0.5) ? nil : Set(settings.prefix(2).map(\.id)),
          starts: AcademicYear(start: 2025 + lots.next(0...2)), floor: lots.next())
      ]
    }
    if parts.contains(.order) { fillOrder = lots.shuffled(FillCriterion.allCases) }
    if parts.contains(.induced), lots.chance(0.5) {
      induced = [
        InducedDemand(
          provision: Self.codes.provision(lots.pick(["SPEC-STATE", "DSP"])) ?? 0,
          elasticity: lots.next() * 1.5, starts: AcademicYear(start: 2025 + lots.next(0...1)))
      ]
    }
  }

  /// A point some minutes from the origin of the tests.
  static func point(_ lots: inout Lots) -> GridPoint? {
    GridPoint(easting: 450_000 + lots.next(0...45_000), northing: 300_000 + lots.next(0...45_000))
  }

  private mutating func addAreas(_ lots: inout Lots) {
    let ids = ["east", "mid", "north", "west"].prefix(lots.next(1...4))
    for id in ids {
      locality.areas.append(
        PlanningArea(
          id: id, name: id, centre: lots.chance(0.75) ? Self.point(&lots) : nil,
          provenance: invented))
    }
    for year in [2024, 2026] {
      for id in ids {
        let level = 200 + lots.next() * 2000
        locality.population["principal", default: [:]][year, default: [:]][id] = (0...25).map {
          _ in (level * (0.8 + 0.4 * lots.next())).rounded()
        }
      }
    }
    for id in ids where lots.chance(0.4) {
      locality.evidence.append(
        AreaEvidence(
          area: id, need: lots.chance(0.5) ? nil : lots.pick(Self.needs).code,
          phase: lots.chance(0.5) ? nil : lots.pick(Phase.allCases),
          figure: lots.chance(0.5) ? .plans(lots.next(0...200)) : .relativeRate(0.5 + lots.next()),
          provenance: invented))
    }
    for index in settings.indices {
      let kind = lots.next(0...2)
      settings[index] = settings[index].with(
        area: kind == 1 ? lots.pick(Array(ids)) : .some(nil),
        point: kind == 0 ? Self.point(&lots) : .some(nil))
    }
  }

  private mutating func addWeights(_ lots: inout Lots) {
    for index in settings.indices where lots.chance(0.5) {
      let codes = lots.shuffled(Self.needs.map(\.code)).prefix(lots.next(1...3))
      let weights = codes.map { ($0, 0.5 + 3 * lots.next()) }
      settings[index] = settings[index].with(
        designation: Dictionary(weights, uniquingKeysWith: { first, _ in first }))
    }
  }

  private mutating func addImports(_ lots: inout Lots) {
    for index in settings.indices where lots.chance(0.4) {
      settings[index] = settings[index].with(imports: lots.next(0...5))
    }
  }

  private mutating func addRolls(_ lots: inout Lots) {
    for index in settings.indices where lots.chance(0.4) {
      var rolls: [Int: Int] = [:]
      for ncy in settings[index].ncys where lots.chance(0.7) { rolls[ncy] = lots.next(0...3) }
      let total = rolls.values.reduce(0, +)
      guard total > 0 else { continue }
      settings[index] = settings[index].with(baseRoll: total, baseRollByNCY: rolls)
    }
  }

  private mutating func addSchemes(_ lots: inout Lots) {
    for number in 0..<lots.next(0...3) {
      var setting = lots.pick(settings)
      if lots.chance(0.3) {
        let id = "new-\(number)"
        setting = Setting(
          id: id, name: id, kind: .special, provision: lots.pick(["SPEC-STATE", "DSP"]),
          designation: nil, ncys: lots.pick([0...6, 7...14, 0...14]),
          point: locality.areas.isEmpty ? nil : Self.point(&lots), stretch: 1.1,
          provenance: invented)
        stretch[id] = 110
        commissioned[id] = [AcademicYear(start: 2020): Places(all: 0)]
        settings.append(setting)
      }
      schemes.append(Self.scheme("s\(number)", setting, &lots))
    }
  }

  static func scheme(_ id: String, _ setting: Setting, _ lots: inout Lots) -> Scheme {
    let low = setting.ncys.lowerBound
    let middle = (low + setting.ncys.upperBound) / 2
    let halves = [low...middle, (middle + 1)...setting.ncys.upperBound]
    let ranges = lots.pick([[setting.ncys], [setting.ncys], [halves[0]], [halves[1]], halves])
    var steps: [Scheme.Step] = []
    for range in ranges {
      for year in 0...lots.next(0...2) {
        let places = lots.chance(0.8) ? lots.next(1...12) : lots.next(-12...0)
        steps.append(Scheme.Step(year: year, ncys: range, places: places, provenance: invented))
      }
    }
    let slip = lots.pick([[1.0], [0.6, 0.4], [0.25, 0.5, 0.25]])
    return Scheme(
      id: id, name: id, setting: setting.id, opens: AcademicYear(start: 2025 + lots.next(0...1)),
      deliveryProbability: lots.pick([0, 0.3, 0.5, 0.8, 1, 1]), slip: slip, steps: steps,
      provenance: invented)
  }

  private mutating func addNamed(_ lots: inout Lots) {
    let shares = (0..<(Self.needs.count * 4)).map { _ in lots.pick([0, 1, lots.next()]) }
    named = Array(repeating: shares, count: Self.years)
  }

  /// Sixty rows among the children who are there, more of them than there are in some cells.
  mutating func addLongWaitingList(_ lots: inout Lots) {
    let (space, codes) = (Self.space, Self.codes)
    let wanted = Set(settings.map(\.provision)).sorted().compactMap { codes.provision($0) }
    let filled = opening.indices.filter { opening[$0] > 0 }
    waiting = (0..<60).compactMap { _ in
      let (cell, place) = (lots.pick(filled), lots.pick(wanted))
      guard space.provision(of: cell) != place else { return nil }
      return WaitingRow(
        need: space.need(of: cell), ncy: NCY.at(space.ncyIndex(of: cell)), wanted: place,
        attending: space.provision(of: cell), children: lots.next(1...2), provenance: invented)
    }
  }
}
