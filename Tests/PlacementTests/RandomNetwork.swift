import NumericalCore
import Vocabulary

@testable import Placement

/// A generator with a fixed sequence (Knuth's MMIX constants).
struct Lots {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    _ = next()
  }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 33) * 0x1p-31
  }

  mutating func next(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() * Double(range.count))
  }

  mutating func chance(_ share: Double) -> Bool { next() < share }

  mutating func shuffled<Element>(_ items: [Element]) -> [Element] {
    items.map { ($0, next()) }.sorted { $0.1 < $1.1 }.map(\.0)
  }
}

let invented = Provenance(.illustrative, "invented for tests")

/// A small random network: settings, plans, places, a waiting list and an overflow table.
struct RandomNetwork {
  static let needs = ["ASD", "SEMH", "SLD"].map { Need(code: $0, name: $0) }
  static let provisions: [Provision] = [
    Provision(code: "EY-PVI", name: "Early years", ncys: -2...0, kind: .earlyYears),
    Provision(code: "MAIN", name: "Mainstream", ncys: -2...15, kind: .mainstream),
    Provision(code: "DSP", name: "Base", ncys: -2...15, kind: .base),
    Provision(code: "SPEC-STATE", name: "Special", ncys: -2...21, kind: .special),
    Provision(code: "IND-SPEC", name: "Independent", ncys: -2...21, kind: .independent),
    Provision(code: "FE", name: "College", ncys: 10...21, kind: .furtherEducation),
    Provision(code: "NONE", name: "None", ncys: -2...21, kind: .none),
  ]
  static let codes = CodeLists(needs: needs, provisions: provisions)
  static let space = StateSpace(codes)
  static let years = 3
  static let baseCensus = 2025

  var settings: [Setting] = []
  var commissioned: [String: [AcademicYear: Places]] = [:]
  var opening: [Int32]
  var waiting: [WaitingRow] = []
  var overflow: [OverflowRow] = []
  /// Stretch of each setting in hundredths.
  var stretch: [String: Int] = [:]

  init(_ seed: UInt64, waits: Bool = true) {
    var lots = Lots(seed)
    opening = Self.space.codes.needs.isEmpty ? [] : Self.opening(&lots)
    for code in ["DSP", "SPEC-STATE"] + (lots.chance(0.5) ? ["IND-SPEC"] : []) {
      addSettings(code, &lots)
    }
    if waits { addWaiting(&lots) }
    addOverflow(&lots)
  }

  private static func opening(_ lots: inout Lots) -> [Int32] {
    (0..<space.count).map { cell in
      let provision = space.codes.provisions[space.provision(of: cell)]
      let serves = provision.ncys.contains(NCY.at(space.ncyIndex(of: cell)))
      return lots.chance(serves ? 0.5 : 0.03) ? Int32(lots.next(0...4)) : 0
    }
  }

  private mutating func addSettings(_ code: String, _ lots: inout Lots) {
    let ranges = [-2...21, -1...6, 0...6, 7...11, 7...14, 0...14, 12...21, 3...9]
    for number in 1...lots.next(1...4) {
      let id = "\(code.lowercased())-\(number)"
      let needs = lots.shuffled(Self.needs.map(\.code)).prefix(lots.next(1...3))
      let percent = [100, 100, 110, 115, 125][lots.next(0...4)]
      stretch[id] = percent
      settings.append(
        Setting(
          id: id, name: id, kind: .special, provision: code,
          needs: lots.chance(0.5) ? nil : Set(needs), ncys: ranges[lots.next(0...7)],
          isElsewhere: lots.chance(0.2), baseRoll: lots.next(1...12),
          stretch: Double(percent) / 100, provenance: invented))
      guard lots.chance(0.8) else { continue }
      var places: [AcademicYear: Places] = [:]
      for start in 2024...2027 where lots.chance(0.6) || start == 2024 {
        places[AcademicYear(start: start)] = Places(all: lots.next(0...40))
      }
      commissioned[id] = places
    }
  }

  private mutating func addWaiting(_ lots: inout Lots) {
    let limited = Array(Set(settings.map(\.provision))).sorted()
    for _ in 0..<lots.next(0...12) {
      let cell = lots.next(0...(Self.space.count - 1))
      let wanted = Self.codes.provision(limited[lots.next(0...(limited.count - 1))]) ?? 0
      guard Self.space.provision(of: cell) != wanted else { continue }
      waiting.append(
        WaitingRow(
          need: Self.space.need(of: cell), ncy: NCY.at(Self.space.ncyIndex(of: cell)),
          wanted: wanted, attending: Self.space.provision(of: cell), children: lots.next(1...3),
          provenance: invented))
    }
  }

  private mutating func addOverflow(_ lots: inout Lots) {
    let destinations: [OverflowRow.Destination] =
      [.overNumber, .otherAuthority, .held, .awaiting]
      + Self.provisions.indices.map { .provision($0) }
    for need in [nil] + Self.needs.map({ Optional($0.code) }) where need == nil || lots.chance(0.3)
    {
      for phase in Phase.allCases {
        let chosen = lots.shuffled(destinations).prefix(lots.next(1...5))
        let weights = chosen.map { _ in 0.1 + lots.next() }
        let sum = weights.reduce(0, +)
        for (order, pair) in zip(chosen, weights).enumerated() {
          overflow.append(
            OverflowRow(
              need: need, phase: phase, order: order + 1, went: pair.0, share: pair.1 / sum,
              provenance: invented))
        }
      }
    }
  }

  func assumptions() -> PlacementAssumptions {
    PlacementAssumptions(
      space: Self.space, settings: settings, commissioned: commissioned, waiting: waiting,
      overflow: overflow, baseCensus: Self.baseCensus, years: Self.years)
  }

  func model() throws -> PlacementModel { try PlacementModel(assumptions(), opening: opening) }
}

/// What a year of demand may contain.
struct DemandKinds: OptionSet {
  let rawValue: Int
  static let leaving = DemandKinds(rawValue: 1)
  static let moving = DemandKinds(rawValue: 2)
  static let coming = DemandKinds(rawValue: 4)
  static let all: DemandKinds = [.leaving, .moving, .coming]
}

/// Random demand that keeps its promises: leavers and movers are among those who are there.
func randomDemand(
  _ kinds: DemandKinds, attended: [Int32], released: [Int32], _ lots: inout Lots,
  space: StateSpace = RandomNetwork.space
) -> Demand {
  var demand = Demand(space)
  let width = space.cellsPerNCY
  demand.agedOut = Array(attended.suffix(width))
  for cell in width..<space.count where attended[cell - width] > 0 {
    let heads = Int(attended[cell - width])
    demand.aged[cell] = Int32(heads)
    let leaving = kinds.contains(.leaving) && lots.chance(0.4) ? lots.next(0...heads) : 0
    let ceased = lots.next(0...leaving)
    let out = lots.next(0...(leaving - ceased))
    demand.ceased[cell] = Int32(ceased)
    demand.out[cell] = Int32(out)
    demand.lost[cell] = Int32(leaving - ceased - out)
    let free = Int(released[cell])
    let staying = heads - leaving
    let freed = lots.next(max(0, free - leaving)...min(free, staying))
    demand.releasedStaying[cell] = Int32(freed)
    guard kinds.contains(.moving) else { continue }
    addMovements(cell, of: freed, released: true, into: &demand, &lots, space)
    addMovements(cell, of: staying - freed, released: false, into: &demand, &lots, space)
  }
  if kinds.contains(.coming) { addNewcomers(into: &demand, &lots, space) }
  return demand
}

private func addMovements(
  _ cell: Int, of heads: Int, released: Bool, into demand: inout Demand, _ lots: inout Lots,
  _ space: StateSpace
) {
  var left = heads
  let from = space.provision(of: cell)
  for to in 0..<space.provisions where to != from && left > 0 && lots.chance(0.25) {
    let count = lots.next(0...left)
    guard count > 0 else { continue }
    left -= count
    demand.add(
      Movement(
        ncyIndex: space.ncyIndex(of: cell), need: space.need(of: cell), from: from, to: to,
        count: count, released: released))
  }
}

private func addNewcomers(into demand: inout Demand, _ lots: inout Lots, _ space: StateSpace) {
  for kind in Seeking.allCases {
    for cell in 0..<space.count where lots.chance(0.12) {
      demand.coming[kind.rawValue][cell] = Int32(lots.next(0...3))
    }
  }
}

/// One year of one draw of a network, as a test sees it.
struct PlacedYear {
  let year: Int
  let demand: Demand
  let released: [Int32]
  let opening: [Int32]
  /// Who sat where before, and sits now: NCY × need × seat.
  let headsBefore: [Int32]
  let headsAfter: [Int32]
  /// Children who hold a place in each base, those who keep one while they move included.
  let held: [Int]
  let waitingBefore: [Int32]
  let result: Placements
}

/// All years of a draw.
func placedYears(
  _ model: PlacementModel, _ kinds: DemandKinds, seed: UInt64, draw: UInt32 = 1,
  years: Int = RandomNetwork.years
) -> [PlacedYear] {
  var lots = Lots(seed &+ 77)
  let space = model.plan.space
  var draw = PlacementDraw(model, address: DrawAddress(seed: seed, draw: draw))
  var result = Placements(space, settings: model.assumptions.settings.count)
  draw.summarise(into: &result)
  return (0..<years).map { year in
    let (opening, waiting, heads) = (result.attended, result.waiting, draw.heads)
    var released = [Int32](repeating: 0, count: space.count)
    draw.released(into: &released)
    let demand = randomDemand(
      kinds, attended: opening, released: released, &lots, space: space)
    draw.place(year: year, demand: demand, into: &result)
    return PlacedYear(
      year: year, demand: demand, released: released, opening: opening, headsBefore: heads,
      headsAfter: draw.heads, held: draw.held, waitingBefore: waiting, result: result)
  }
}

extension PlacedYear {
  /// The sum of overflow counts: went is a provision or one of the words after.
  func went(
    _ space: StateSpace,
    where picks: (_ need: Int, _ phase: Int, _ wanted: Int, _ went: Int) -> Bool
  ) -> Int {
    var sum = 0
    for need in 0..<space.needs {
      for phase in 0..<4 {
        for wanted in 0..<space.provisions {
          for went in 0..<(space.provisions + 5) where picks(need, phase, wanted, went) {
            let index = Placements.overflowIndex(
              space, need: need, phase: phase, wanted: wanted, went: went)
            sum += Int(result.overflow[index])
          }
        }
      }
    }
    return sum
  }

  func went(_ space: StateSpace, _ words: [Placements.Word]) -> Int {
    let kept = words.map { space.provisions + $0.rawValue }
    return went(space) { _, _, _, went in kept.contains(went) }
  }
}

func sum(_ values: [Int32]) -> Int { values.reduce(0) { $0 + Int($1) } }
