extension EvidenceFile {
  static let plansByNCYProvision = EvidenceFile(
    name: "plans_by_ncy_provision",
    columns: ["geography", "january_census", "ncy", "provision", "plans", "source"],
    keys: [["geography", "january_census", "ncy", "provision"]])
  static let plansByNCYNeed = EvidenceFile(
    name: "plans_by_ncy_need",
    columns: ["geography", "january_census", "ncy", "need", "plans", "source"],
    keys: [["geography", "january_census", "ncy", "need"]])
  static let plansByProvisionNeed = EvidenceFile(
    name: "plans_by_provision_need",
    columns: ["geography", "january_census", "provision", "need", "plans", "source"],
    keys: [["geography", "january_census", "provision", "need"]])
  static let plansByProvision = EvidenceFile(
    name: "plans_by_provision",
    columns: ["geography", "january_census", "provision", "plans", "source"],
    keys: [["geography", "january_census", "provision"]])
  static let plansByAgeGroup = EvidenceFile(
    name: "plans_by_age_group",
    columns: ["geography", "january_census", "age_group", "plans", "source"],
    keys: [["geography", "january_census", "age_group"]],
    necessity: .unlessSkipped(stage: "growth of the age groups before the last two censuses"))
  static let newPlansByNCYNeed = EvidenceFile(
    name: "new_plans_by_ncy_need",
    columns: ["geography", "calendar_year", "ncy_from", "ncy_to", "need", "plans", "source"],
    keys: [["geography", "calendar_year", "ncy_from", "ncy_to", "need"]])
  static let newPlansByProvisionNeed = EvidenceFile(
    name: "new_plans_by_provision_need",
    columns: ["geography", "calendar_year", "provision", "need", "plans", "source"],
    keys: [["geography", "calendar_year", "provision", "need"]])
  static let newPlansByAgeProvision = EvidenceFile(
    name: "new_plans_by_age_provision",
    columns: ["geography", "calendar_year", "age_from", "age_to", "provision", "plans", "source"],
    keys: [["geography", "calendar_year", "age_from", "age_to", "provision"]])
  static let ceasedByNCYReason = EvidenceFile(
    name: "ceased_by_ncy_reason",
    columns: ["geography", "calendar_year", "ncy_from", "ncy_to", "reason", "plans", "source"],
    keys: [["geography", "calendar_year", "ncy_from", "ncy_to", "reason"]])
  static let ceasedByProvision = EvidenceFile(
    name: "ceased_by_provision",
    columns: ["geography", "calendar_year", "provision", "plans", "source"],
    keys: [["geography", "calendar_year", "provision"]])
  static let flowsByYear = EvidenceFile(
    name: "flows_by_year",
    columns: ["geography", "calendar_year", "measure", "value", "source"],
    keys: [["geography", "calendar_year", "measure"]])
  static let population = EvidenceFile(
    name: "population",
    columns: ["geography", "variant", "mid_year", "age", "population", "source"],
    optionalColumns: ["status"],
    keys: [["geography", "variant", "mid_year", "age"]])
}
