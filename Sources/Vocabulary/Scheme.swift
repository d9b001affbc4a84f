/// A place programme's scheme: what opens where, when, how surely, and at what cost.
public struct Scheme: Hashable, Sendable {
  /// Places by year group that are open from some year after the opening.
  public struct Step: Hashable, Sendable {
    /// Academic years after the opening: 0 is the opening year.
    public let year: Int
    /// The year groups that the places are for.
    public let ncys: ClosedRange<Int>
    /// Places open above the commissioned ones, until a later step of the same year groups; negative where places close.
    public let places: Int
    /// Where the figure comes from.
    public let provenance: Provenance

    /// Records a step.
    public init(year: Int, ncys: ClosedRange<Int>, places: Int, provenance: Provenance) {
      self.year = year
      self.ncys = ncys
      self.places = places
      self.provenance = provenance
    }
  }

  /// Who pays for the buildings.
  public enum Funding: String, Hashable, Sendable, CaseIterable {
    /// High needs provision capital allocation.
    case highNeedsProvisionCapital = "high_needs_provision_capital"
    /// Another grant or a contribution.
    case other
    /// Borrowing, whose cost falls on the general fund.
    case borrowing
  }

  /// A short id.
  public let id: String
  /// The name.
  public let name: String
  /// The setting that grows, opens or closes.
  public let setting: String
  /// The academic year in which it is to open.
  public let opens: AcademicYear
  /// True if it is decided, and so in the baseline; others come with a scenario's lever.
  public let isCommitted: Bool
  /// The probability that it is delivered at all, 0 to 1.
  public let deliveryProbability: Double
  /// The probability of opening so many years late, from 0 on; adds to 1.
  public let slip: [Double]
  /// Places by year group and year since opening, in the order of the file.
  public let steps: [Step]
  /// Capital cost; nil where it is not known.
  public let capital: Money?
  /// How the capital is funded; what is missing to `capital` is unfunded.
  public let funding: [Funding: Money]
  /// Where the figures come from.
  public let provenance: Provenance

  /// Describes a scheme.
  public init(
    id: String, name: String, setting: String, opens: AcademicYear, isCommitted: Bool = false,
    deliveryProbability: Double = 1, slip: [Double] = [1], steps: [Step], capital: Money? = nil,
    funding: [Funding: Money] = [:], provenance: Provenance
  ) {
    self.id = id
    self.name = name
    self.setting = setting
    self.opens = opens
    self.isCommitted = isCommitted
    self.deliveryProbability = deliveryProbability
    self.slip = slip
    self.steps = steps
    self.capital = capital
    self.funding = funding
    self.provenance = provenance
  }

  /// The scheme, surer or less sure, sooner or later.
  public func changed(deliveryProbability: Double, slip: [Double]) -> Scheme {
    Scheme(
      id: id, name: name, setting: setting, opens: opens, isCommitted: isCommitted,
      deliveryProbability: deliveryProbability, slip: slip, steps: steps, capital: capital,
      funding: funding, provenance: provenance)
  }

  /// Places open above the commissioned ones when the scheme is complete.
  public var places: Int {
    Dictionary(grouping: steps, by: \.ncys).values
      .reduce(0) { sum, steps in sum + (steps.max { $0.year < $1.year }?.places ?? 0) }
  }
}

/// The share of starts in independent schools that a preference or a Tribunal decision names: the rest would take a place in a
/// state special school if there were one.
public struct IndependentNaming: Hashable, Sendable {
  /// Code of the need; nil for all.
  public let need: String?
  /// The phase entered or in.
  public let phase: Phase
  /// The share, 0 to 1.
  public let share: Double
  /// Where it comes from.
  public let provenance: Provenance

  /// Records a share.
  public init(need: String?, phase: Phase, share: Double, provenance: Provenance) {
    self.need = need
    self.phase = phase
    self.share = share
    self.provenance = provenance
  }
}

/// How places are given out in a September.
public enum AllocationMethod: String, Hashable, Sendable, CaseIterable {
  /// In an editable order of priorities: a modelling assumption, not an admission rule.
  case fillOrder = "fill-order"
  /// The cheapest allocation of the same children: a comparator for officers only.
  case lowestCost = "lowest-cost"
}

/// What puts one child before another for a place, and one setting before another for a child.
public enum FillCriterion: String, Hashable, Sendable, CaseIterable {
  /// On the waiting list at the start of the year.
  case waitingList = "waiting_list"
  /// Their setting ends, or they transfer between phases.
  case phaseTransfer = "phase_transfer"
  /// A new plan, before moves in the middle of a phase.
  case newPlan = "new_plan"
  /// The setting's designation gives the child's need more weight.
  case needMatch = "need_match"
  /// The setting is nearer.
  case distance

  /// The order used where `authority.yaml` gives none.
  public static let standard: [FillCriterion] = [
    .waitingList, .phaseTransfer, .needMatch, .distance,
  ]
}
