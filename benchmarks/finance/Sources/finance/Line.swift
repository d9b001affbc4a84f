/// A line of the account that plans move, and the section 251 lines and provisions that it stands for.
enum Line: String, CaseIterable {
  case mainstream = "topup_mainstream"
  case special = "topup_special"
  case independent = "fees_independent"
  case post16 = "topup_fe"
  case alternative = "topup_ap"

  /// The columns of lines 1.2.1 to 1.2.3 of the return, before income.
  var costs: [String] {
    switch self {
    case .mainstream:
      ["topup_state_early_years", "topup_state_primary", "topup_state_secondary"]
    case .special: ["topup_state_special"]
    // Fees stand in the column of pupil referral units too: nearly half of Leicestershire's.
    case .independent: ["topup_independent_special", "topup_independent_pru_ap"]
    case .post16: ["topup_state_post_school", "topup_independent_post_school"]
    case .alternative: ["topup_state_pru_ap"]
    }
  }

  /// Whose plans it pays for.
  var provisions: [String] {
    switch self {
    case .mainstream: ["EY-PVI", "MAIN", "DSP"]
    case .special: ["SPEC-STATE"]
    case .independent: ["NMSS", "IND-SPEC"]
    case .post16: ["FE", "SPI"]
    case .alternative: ["AP"]
    }
  }

  /// Lines that no count of plans explains: they stand in the account as published.
  ///
  /// Top-up to independent schools in the early years, primary and secondary columns is one: half of the authorities have none,
  /// others have pupils of independent special schools there.
  static let passedThrough: [(name: String, costs: [String])] = [
    (
      "independent_other_columns",
      [
        "topup_independent_early_years", "topup_independent_primary",
        "topup_independent_secondary",
      ]
    ),
    ("sen_support_and_inclusion", ["sen_support_inclusion_services"]),
    ("alternative_provision_services", ["alternative_provision_services"]),
    ("hospital_education", ["hospital_education"]),
    ("therapies_health", ["therapies_health"]),
  ]
}

/// Whose outturn a unit cost is derived from.
enum Basis: String, CaseIterable {
  /// The authority's own outturn over its plans of January 2021: the growth within the year is left as error.
  case own = "A"
  /// All other authorities' outturn over their plans of January 2021.
  case others = "B"
  /// All other authorities' outturn over their plans of the year, weighted as the account weights them.
  case othersInYear = "C"
}
