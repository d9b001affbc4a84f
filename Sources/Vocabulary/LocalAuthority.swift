/// Where an authority stands with the High Needs Stability Grant.
public enum StabilityGrant: String, Sendable, Hashable, CaseIterable {
  /// Not decided.
  case expected
  /// The plan is approved.
  case approved
  /// The plan is refused.
  case refused
}

/// An authority and the frame of its runs.
public struct LocalAuthority: Sendable, Hashable {
  /// The name.
  public var name: String
  /// DfE's three-digit code.
  public var dfeCode: String
  /// The nine-character ONS code.
  public var onsCode: String
  /// The January census the runs start from.
  public var baseCensus: Int
  /// How many years they run, unless the command says otherwise.
  public var horizon: Int
  /// The first financial year that is costed.
  public var firstFinancialYear: FinancialYear
  /// The population variant of the baseline.
  public var populationVariant: String
  /// How places are given out.
  public var allocation: AllocationMethod = .fillOrder
  /// What goes before what when places are given out by fill order.
  public var fillOrder: [FillCriterion] = FillCriterion.standard
  /// Where it stands with the stability grant, which is shown with and without it all the same.
  public var stabilityGrant: StabilityGrant = .expected

  /// Describes an authority.
  public init(
    name: String, dfeCode: String, onsCode: String, baseCensus: Int, horizon: Int,
    firstFinancialYear: FinancialYear, populationVariant: String
  ) {
    self.name = name
    self.dfeCode = dfeCode
    self.onsCode = onsCode
    self.baseCensus = baseCensus
    self.horizon = horizon
    self.firstFinancialYear = firstFinancialYear
    self.populationVariant = populationVariant
  }
}
