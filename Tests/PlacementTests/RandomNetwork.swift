import NumericalCore
import Vocabulary

@testable import Placement

/// What a random network has beyond settings, places, a waiting list and an overflow table.
struct NetworkParts: OptionSet {
  let rawValue: Int
  /// One to four planning areas, some without a centre; settings with a point, an area or neither.
  static let areas = NetworkParts(rawValue: 1)
  /// Designations with weights.
  static let weights = NetworkParts(rawValue: 2)
  /// Other authorities' children.
  static let imports = NetworkParts(rawValue: 4)
  /// Base rolls by year.
  static let rolls = NetworkParts(rawValue: 8)
  /// Schemes at existing and new settings, with places for certain years.
  static let schemes = NetworkParts(rawValue: 16)
  /// Shares of starts in independent schools that are named.
  static let named = NetworkParts(rawValue: 32)
  /// Places that follow the roll.
  static let following = NetworkParts(rawValue: 64)
  /// Any fill order.
  static let order = NetworkParts(rawValue: 128)
  /// Demand that new places draw.
  static let induced = NetworkParts(rawValue: 256)

  static let plain: NetworkParts = []
  static let full: NetworkParts = [
    .areas, .weights, .imports, .rolls, .schemes, .named, .following, .order, .induced,
  ]
}

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
  var changes: [String: [[AcademicYear: Places]]] = [:]
  var opening: [Int32]
  var waiting: [WaitingRow] = []
  var overflow: [OverflowRow] = []
  /// Stretch of each setting in hundredths.
  var stretch: [String: Int] = [:]
  var locality = Locality()
  var schemes: [Scheme] = []
  /// By year, need × phase; nil for everybody named.
  var named: [[Double]]?
  var following: [FollowingRoll] = []
  var induced: [InducedDemand] = []
  /// Newcomers before those who move in the middle of a phase.
  var fillOrder: [FillCriterion] = [
    .waitingList, .phaseTransfer, .newPlan, .needMatch, .distance,
  ]

  init(_ seed: UInt64, waits: Bool = true, parts: NetworkParts = .plain) {
    var lots = Lots(seed)
    opening = Self.opening(&lots)
    for code in ["DSP", "SPEC-STATE"] + (lots.chance(0.5) ? ["IND-SPEC"] : []) {
      addSettings(code, &lots)
    }
    if waits { addWaiting(&lots) }
    addOverflow(&lots)
    var more = Lots(seed &+ 0xA0EA5)
    add(parts, &more)
  }

  private static func opening(_ lots: inout Lots) -> [Int32] {
    // Most networks are small: raking their rolls is what takes the time.
    let density = lots.pick([0.5, 0.12, 0.06, 0.06])
    return (0..<space.count).map { cell in
      let provision = space.codes.provisions[space.provision(of: cell)]
      let serves = provision.ncys.contains(NCY.at(space.ncyIndex(of: cell)))
      return lots.chance(serves ? density : density / 20) ? Int32(lots.next(0...4)) : 0
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
    var result = PlacementAssumptions(
      space: Self.space, settings: settings, commissioned: commissioned, waiting: waiting,
      overflow: overflow, baseCensus: Self.baseCensus, years: Self.years)
    result.changes = changes
    result.locality = locality
    result.variant = "principal"
    result.schemes = schemes
    if let named { result.named = named }
    result.following = following
    result.induced = induced
    result.fillOrder = fillOrder
    return result
  }

  func model() throws -> PlacementModel { try PlacementModel(assumptions(), opening: opening) }
}

extension Setting {
  /// The same setting with other figures.
  func with(
    designation: [String: Double]?? = nil, area: String?? = nil, point: GridPoint?? = nil,
    imports: Int? = nil, baseRoll: Int? = nil, baseRollByNCY: [Int: Int]?? = nil
  ) -> Setting {
    Setting(
      id: id, name: name, kind: kind, provision: provision,
      designation: designation ?? self.designation, ncys: ncys, isElsewhere: isElsewhere,
      area: area ?? self.area, point: point ?? self.point, imports: imports ?? self.imports,
      baseRoll: baseRoll ?? self.baseRoll, baseRollByNCY: baseRollByNCY ?? self.baseRollByNCY,
      stretch: stretch, provenance: provenance)
  }
}
