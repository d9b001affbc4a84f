/// Row labels of the returns, character for character as the sources have them.
///
/// None of them was read in a template of DfE's: they are third parties' words for its templates, and every file says so.
public enum ReturnLabels {
  /// What is said of labels that nobody read in DfE's own template.
  public static let thirdParty = "third-party labels"
  /// What is said of words that no source has.
  public static let own = "words of this tool, not of a template"
  /// The row of a sum in the DSG management plan.
  public static let total = "TOTAL"

  /// The age groups of the DSG management plan and the LSRP, in the order of `AgeBand`.
  public static let ageGroups = [
    "Under 5", "Age 5 to 10", "Age 11 to 15", "Age 16 to 19", "Age 20 to 25",
  ]

  /// The primary needs of both, in the order of the templates.
  public static let needs = [
    "Autistic Spectrum Disorder", "Hearing Impairment", "Moderate Learning Difficulty",
    "Multi- Sensory Impairment", "Physical Disability",
    "Profound & Multiple Learning Difficulty", "Social, Emotional and Mental Health",
    "Speech, Language and Communications needs", "Severe Learning Difficulty",
    "Specific Learning Difficulty", "Visual Impairment", "Other Difficulty/Disability",
    "SEN support but no specialist assessment of type of need",
  ]

  /// The sheets of the DSG management plan, one a placement category.
  public static let dsgSheets = [
    "Mainstream schools or academies placements",
    "Resourced provision or SEN Units placements",
    "Maintained special schools or special academies placements",
    "Non-maintained special schools or independent (NMSS or independent) placements",
    "Hospital schools or alternative provision (AP) placements",
    "Post 16 and further education (FE) placements",
    "Other placements or direct payments",
  ]

  /// The age groups of a sheet: that of post-16 and further education has the last two only.
  public static func ageGroups(ofSheet sheet: Int) -> [AgeBand] {
    sheet == 5 ? [.from16to19, .from20to25] : AgeBand.allCases
  }

  /// The provision rows of the LSRP, in their order.
  public static let lsrpProvisions = [
    "Early Years settings including PVIs", "Mainstream schools or academies",
    "Support bases in mainstream settings", "Specialist bases in mainstream settings",
    "Maintained special schools or special academies",
    "NMSS or independent schools - LA funded placements",
    "NMSS or independent schools - other suitable arrangements", "Alternative Provision",
    "Mainstream Post 16 provision", "Mainstream Post 16 specialist provision",
    "Specialist Post-16 institutions", "Elective Home Education (EHE)",
    "Other arrangements by LA (EOTAS)", "Other (including hospital schools where applicable)",
  ]

  /// The tables of the LSRP that a run fills, before those of needs within a provision.
  public static let lsrpTables = [
    "5.1 Total number of EHC plans by age group with estimated future projections",
    "6 Current and projected number of all CYP with EHC plans by provision",
    "7 Current and projected number of all CYP with EHC plans by primary need",
  ]

  /// A table of the LSRP by primary need within some provisions.
  public struct NeedTable: Sendable, Hashable {
    /// The number by which `crosswalk.csv` names it.
    public let number: String
    /// The title.
    public let title: String
    /// True where a source numbers the table; the others are listed without number and title.
    public let isNumbered: Bool
  }

  /// The tables by primary need within provisions. A source has the words of the first two, and lists the others.
  public static let lsrpNeedTables = [
    ("in Early Years Settings including PVIs", true),
    ("in Mainstream Schools or Academies (including Support Bases)", true),
    ("in specialist bases", false),
    ("in maintained special schools or special academies", false),
    ("in non-maintained special or independent schools", false),
    ("in alternative provision or hospital schools", false),
    ("in post-16 FE or specialist FE", false),
  ].enumerated().map { index, words in
    NeedTable(
      number: "7.\(index + 1)",
      title: "7.\(index + 1) Current and projected number of all CYP with EHC plans \(words.0)"
        + " by primary need",
      isNumbered: words.1)
  }

  /// The calendar years of the LSRP's tables.
  public static let lsrpYears = 2025...2029
}
