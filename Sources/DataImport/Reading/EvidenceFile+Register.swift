extension EvidenceFile {
  static let settings = EvidenceFile(
    name: "settings",
    columns: [
      "setting", "name", "kind", "provision", "needs", "ncy_from", "ncy_to", "located",
      "base_roll", "stretch", "status", "source",
    ],
    optionalColumns: [
      "area", "easting", "northing", "sites", "physical_capacity", "imports", "stretch_source",
    ],
    keys: [["setting"]], necessity: .unlessSkipped(stage: "placement"))
  static let baseRollByNCY = EvidenceFile(
    name: "base_roll_by_ncy", columns: ["setting", "ncy", "children", "status", "source"],
    keys: [["setting", "ncy"]], necessity: .never)
  static let commissionedPlaces = EvidenceFile(
    name: "commissioned_places",
    columns: ["setting", "academic_year", "places", "post16_places", "status", "source"],
    keys: [["setting", "academic_year"]], necessity: .never)
  static let waiting = EvidenceFile(
    name: "waiting",
    columns: ["need", "ncy", "wanted", "attending", "children", "status", "source"],
    keys: [["need", "ncy", "wanted", "attending"]], necessity: .never)
  static let overflow = EvidenceFile(
    name: "overflow",
    columns: ["wanted", "need", "phase", "order", "went", "share", "status", "source"],
    keys: [["wanted", "need", "phase", "went"], ["wanted", "need", "phase", "order"]],
    necessity: .with(["settings"]))
  static let independentNaming = EvidenceFile(
    name: "independent_naming", columns: ["need", "phase", "share", "status", "source"],
    keys: [["need", "phase"]], necessity: .never)
  static let assumptions = EvidenceFile(
    name: "assumptions", columns: ["name", "value", "status", "source"], keys: [["name"]],
    necessity: .never)

  static let anchors = EvidenceFile(
    name: "anchors", columns: ["measure", "date", "value", "status", "source"],
    keys: [["measure", "date"]], necessity: .never)

  /// Every file the tool reads.
  static let all = ofRuns + [neighbours] + returns.map(\.file)

  /// Every file that a run reads.
  private static let ofRuns = [
    plansByNCYProvision, plansByNCYNeed, plansByProvisionNeed, plansByProvision, plansByAgeGroup,
    plansByNCYNeedProvision, inProcess,
    newPlansByNCYNeed, newPlansByProvisionNeed, newPlansByAgeProvision, ceasedByNCYReason,
    ceasedByProvision, flowsByYear, population, areas,
    populationByArea, areaRates, settings, baseRollByNCY, commissionedPlaces, schemes,
    schemePlaces, waiting, overflow, independentNaming, unitCosts, unitCostsEngland, transport,
    fundedPlaces, topUpWithoutPlan, otherCosts, inflation, income, outturn,
    dsgBlocks, assumptions, anchors,
  ]
}
