/// A kind of rate, whose cells are drawn to England's profile with one strength.
///
/// The published data we hold has cells of England and of the two authorities only: no region has rows by NCY, so that
/// there is no step between an authority and England.
public enum StrengthKind: String, Sendable, CaseIterable, Hashable {
  /// New plans by NCY.
  case newPlansByYear = "new_plans_by_year"
  /// New plans by NCY × need.
  case newPlansByNeed = "new_plans_by_year_and_need"
  /// The authority's new plans of each need against England's.
  case newPlansNeedLevel = "new_plans_need_level"
  /// First provisions of the new plans of a need.
  case firstProvision = "first_provision"
  /// The authority's use of each first provision against England's.
  case firstProvisionLevel = "first_provision_level"
  /// Leaving by NCY entered, up to Year 11.
  case leaving = "leaving_to_year_11"
  /// Leaving by NCY entered, from Year 12 on: a local lever.
  case leavingPost16 = "leaving_post16"
  /// Leaving by provision.
  case leavingByProvision = "leaving_by_provision"
  /// Share of leavers that moves to another authority, by NCY entered.
  case transferShare = "transfer_share"
  /// Moves by NCY entered × provision left.
  case moves
  /// The authority's moves between two provisions against England's.
  case moveLevel = "move_level"

  /// The name by which a folder may set it in `evidence/assumptions.csv`.
  public var settingName: String { "strength_\(rawValue)" }

  /// True where whole profiles are brought to the local level: their strength counts events, the others' plans.
  public var isLevel: Bool {
    [.newPlansNeedLevel, .firstProvisionLevel, .moveLevel].contains(self)
  }

  /// What one of its strength is.
  public var unit: String { isLevel ? "events" : "plans" }

  /// The law of the counts around England's profile at the authority's level.
  public var law: String {
    switch self {
    case .newPlansByYear, .newPlansByNeed, .newPlansNeedLevel, .firstProvisionLevel, .moveLevel:
      "negative binomial, the strength being its shape"
    case .firstProvision, .moves: "Dirichlet-multinomial"
    case .leaving, .leavingPost16, .leavingByProvision, .transferShare: "beta-binomial"
    }
  }

  /// What the strength is worth, in words.
  public var meaning: String {
    switch self {
    case .newPlansByYear: "England's profile of new plans by NCY"
    case .newPlansByNeed: "England's profile of new plans by NCY and need"
    case .newPlansNeedLevel: "England's new plans of a need"
    case .firstProvision: "England's first provisions of a need"
    case .firstProvisionLevel: "England's use of a first provision"
    case .leaving: "England's rates of leaving to Year 11"
    case .leavingPost16: "England's rates of leaving from Year 12"
    case .leavingByProvision: "England's rates of leaving by provision"
    case .transferShare: "England's share of leavers who move away"
    case .moves: "England's moves of a year from a provision"
    case .moveLevel: "England's moves between two provisions"
    }
  }

  /// What is used where too few cells say anything.
  var fallback: Double { isLevel ? 4 : 30 }
}
