extension EvidenceFile {
  /// Columns of a cost per plan that may be left out.
  private static let priceTerms = [
    "band", "share", "health_share", "social_care_share", "billing", "includes", "uplift",
    "uncertainty",
  ]
  private static let priceColumns = [
    "line", "provision", "need", "gbp_per_year", "price_year", "status", "source",
  ]

  static let unitCosts = EvidenceFile(
    name: "unit_costs", columns: priceColumns, optionalColumns: priceTerms,
    keys: [["provision", "need", "band"]], necessity: .unlessSkipped(stage: "costing"))
  static let transport = EvidenceFile(
    name: "transport", columns: priceColumns, optionalColumns: ["includes", "uplift"],
    keys: [["line", "provision", "need"]], necessity: .never)
  static let fundedPlaces = EvidenceFile(
    name: "funded_places", columns: ["line", "academic_year", "places", "status", "source"],
    optionalColumns: ["follows"], keys: [["line", "academic_year"]], necessity: .never)
  static let otherCosts = EvidenceFile(
    name: "other_costs", columns: ["line", "financial_year", "gbp", "status", "source"],
    keys: [["line", "financial_year"]], necessity: .never)
  static let inflation = EvidenceFile(
    name: "inflation", columns: ["line", "financial_year", "percent", "status", "source"],
    keys: [["line", "financial_year"]], necessity: .with(["unit_costs"]))
  static let income = EvidenceFile(
    name: "income", columns: ["line", "financial_year", "gbp", "status", "source"],
    keys: [["line", "financial_year"]], necessity: .with(["unit_costs"]))
  static let outturn = EvidenceFile(
    name: "outturn", folder: "finance",
    columns: ["line", "budget", "outturn", "closed_year", "status", "source"],
    blankColumns: ["budget"], keys: [["line", "closed_year"]], necessity: .never)
  static let dsgBlocks = EvidenceFile(
    name: "dsg_blocks", folder: "finance",
    columns: [
      "block", "financial_year", "income", "spending", "opening_balance", "status", "source",
    ],
    blankColumns: ["opening_balance"], keys: [["block", "financial_year"]], necessity: .never)
  static let unitCostsEngland = EvidenceFile(
    name: "unit_costs_england",
    columns: ["line", "gbp_per_year", "price_year", "status", "source"],
    keys: [["line"]], necessity: .never)
}
