import NumericalCore
public import Vocabulary

/// The immutable part of placement: the register, the opening roll, where children live, what they choose, the overflow table.
public struct PlacementModel: Sendable {
  /// The assumptions it was built from.
  public let assumptions: PlacementAssumptions
  /// What a reader should know of the register.
  public let findings: [Finding]
  /// The shape of what is said about places.
  public let shape: PlaceSpace
  /// Places of each setting in the academic year of the base census.
  public let basePlaces: [Places]
  /// Roll of each setting at the base census.
  public let baseRoll: [Int]
  /// Roll of each setting in Year 12 and after at the base census.
  public let baseRollPost16: [Int]
  /// Children waiting at the base census for the provision their plan names, cells of the space.
  public let baseWaiting: [Int32]
  /// Places without schemes by projected year and setting: the academic year that holds the closing census.
  public let plannedPlaces: [[Places]]
  /// The share of each setting's places that stands for each leaf of its provision: need × phase.
  public let placeShares: [[Double]]
  /// True where nothing but population says where children live.
  public let isPopulationOnly: Bool
  let network: PlacementNetwork
  let memory: PlacementMemory

  /// Prepares a register for simulation.
  ///
  /// - Parameters:
  ///   - assumptions: the register and its tables.
  ///   - opening: opening plans in whole heads, cells of the space.
  /// - Throws: `PlacementError` where a provision has settings and plans but no roll, or nobody can await a setting.
  public init(_ assumptions: PlacementAssumptions, opening: [Int32]) throws {
    let network = try PlacementNetwork(assumptions, opening: opening)
    self.assumptions = assumptions
    self.network = network
    memory = PlacementMemory(network)
    shape = network.shape
    baseRoll = network.roll.rolls
    baseRollPost16 = network.roll.rollsPost16
    baseWaiting = network.roll.waiting
    basePlaces = network.register.base
    plannedPlaces = network.register.planned
    placeShares =
      PlaceShares(assumptions, heads: network.roll.heads, space: network.plan.space)
      .values
    isPopulationOnly = network.areas.isPopulationOnly
    findings =
      network.roll.findings + network.register.findings
      + RegisterFindings(assumptions, network).all
  }
}

extension PlacementModel {
  /// What stands in the way of a place for a need, phase and area, the least of its years; `places` where settings are within reach.
  ///
  /// - Parameter provision: position among the provisions with settings.
  public func limit(_ provision: Int, need: Int, phase: Int, area: Int) -> PlaceLimit {
    network.limit(provision, need: need, phase: phase, area: area)
  }
}

/// What every draw of placement reads and none writes.
final class PlacementNetwork: Sendable {
  let plan: SeatPlan
  let shape: PlaceSpace
  let register: Register
  let roll: OpeningRoll
  let areas: AreaShares
  let travel: Travel
  let choices: Choices
  let overflow: OverflowTable
  let settings: [Setting]
  /// Blocks of year groups of each setting.
  let blocksOfSetting: [[Int]]
  /// Ceiling of each setting as a multiple of its places.
  let stretch: [Double]
  /// Other authorities' children of each setting.
  let imports: [Int]
  /// By projected year, need × phase.
  let named: [[Double]]
  let induced: [InducedDemand]
  let following: [FollowingRoll]
  /// For each rule of `following`, the settings it binds.
  let followers: [[Int]]
  /// Position in `limited` of the state special provision; nil where it has no settings.
  let special: Int?
  let method: AllocationMethod
  let constants: PlacementSettings
  /// Pounds a year of a plan, need × provision; empty where costs are not known.
  let costs: [Double]
  let overNumberPence: Int
  /// Address of each NCY × need.
  let rowAddress: [UInt64]
  /// Address of each provision.
  let provisionAddress: [UInt64]
  /// Where children sit who have no setting.
  let awaitingBase: Int
  /// By phase, where children are held who keep no seat; nil if that provision has settings of its own.
  let holdingBases: [Int?]

  init(_ assumptions: PlacementAssumptions, opening: [Int32]) throws {
    let space = assumptions.space
    let plan = SeatPlan(space, settings: assumptions.settings)
    try Self.checkSizes(plan, areas: assumptions.locality.areas.count)
    precondition(
      assumptions.named.count == assumptions.years
        && assumptions.named.allSatisfy { $0.count == 4 * space.needs },
      "\(assumptions.named.count) years of shares for \(assumptions.years)")
    let areas = AreaShares(assumptions, opening: opening)
    let travel = Travel(assumptions, plan)
    let roll = try OpeningRoll(
      plan, opening: opening, assumptions: assumptions, areas: areas, travel: travel)
    self.plan = plan
    self.areas = areas
    self.travel = travel
    self.roll = roll
    let ids = assumptions.locality.areas.map(\.id)
    shape = PlaceSpace(space, provisions: plan.limited, areas: ids.isEmpty ? [""] : ids)
    let register = Register(assumptions, rolls: roll.rolls, post16: roll.rollsPost16)
    self.register = register
    choices = Choices(assumptions, plan, areas: areas.areas, travel: travel)
    overflow = OverflowTable(assumptions.overflow, space: space)
    settings = assumptions.settings
    blocksOfSetting = settings.indices.map { setting in
      register.blocks.indices.filter { register.blocks[$0].setting == setting }
    }
    stretch = assumptions.settings.map(\.stretch)
    imports = assumptions.settings.map(\.imports)
    named = assumptions.named
    induced = assumptions.induced
    following = assumptions.following
    followers = assumptions.following.map { rule in
      assumptions.settings.indices.filter { index in
        let setting = assumptions.settings[index]
        return !setting.isElsewhere && rule.settings?.contains(setting.id) ?? true
      }
    }
    special = plan.limited.firstIndex { space.codes.provisions[$0].kind == .special }
    method = assumptions.method
    constants = assumptions.constants
    costs = assumptions.costs ?? []
    overNumberPence = Int((assumptions.overNumberCost * 100).rounded())
    guard method == .fillOrder || !costs.isEmpty || assumptions.settings.isEmpty else {
      throw PlacementError.noCosts
    }
    rowAddress = (0..<(space.ncys * space.needs)).map {
      stableHash("\(NCY.at($0 / space.needs))|\(space.codes.needs[$0 % space.needs].code)")
    }
    provisionAddress = space.codes.provisions.map { stableHash($0.code) }
    let awaiting = Self.openBase(of: .none, plan)
    guard awaiting != nil || assumptions.settings.isEmpty else {
      throw PlacementError.noAwaitingProvision
    }
    awaitingBase = awaiting ?? 0
    holdingBases = Phase.allCases.map { phase in
      switch phase {
      case .earlyYears: Self.openBase(of: .earlyYears, plan)
      case .primary, .secondary: Self.openBase(of: .mainstream, plan)
      case .post16: Self.openBase(of: .furtherEducation, plan)
      }
    }
  }

  /// The least of what stands in the way in the years of a phase.
  func limit(_ provision: Int, need: Int, phase: Int, area: Int) -> PlaceLimit {
    let space = plan.space
    var result = PlaceLimit.designation
    for ncy in 0..<space.ncys where Phase(ncy: NCY.at(ncy)).position == phase {
      let here = choices.limit(provision, row: ncy * space.needs + need, area: area)
      if here.rawValue > result.rawValue { result = here }
    }
    return result
  }

  private static func openBase(of kind: Provision.Kind, _ plan: SeatPlan) -> Int? {
    guard let provision = plan.space.codes.provision(of: kind), !plan.isLimited(provision) else {
      return nil
    }
    return plan.openBase(provision)
  }

  private static func checkSizes(_ plan: SeatPlan, areas: Int) throws {
    for (what, count, limit) in [
      ("settings", plan.bases.count, 1000), ("planning areas", areas, 120),
      ("provisions with settings", plan.limited.count, 15),
      ("provisions", plan.space.provisions, 31), ("needs", plan.space.needs, 40),
    ] where count > limit {
      throw PlacementError.tooMany(what, count, limit: limit)
    }
  }
}
