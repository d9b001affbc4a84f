extension EvidenceFile {
  static let areas = EvidenceFile(
    name: "areas", columns: ["area", "name", "easting", "northing", "status", "source"],
    blankColumns: ["easting", "northing"], keys: [["area"]],
    necessity: .with(["population_by_area", "area_rates"]))
  static let populationByArea = EvidenceFile(
    name: "population_by_area",
    columns: ["area", "variant", "mid_year", "age", "population", "source"],
    keys: [["area", "variant", "mid_year", "age"]], necessity: .never)
  static let areaRates = EvidenceFile(
    name: "area_rates",
    columns: ["area", "need", "phase", "plans", "relative_rate", "status", "source"],
    blankColumns: ["plans", "relative_rate"], keys: [["area", "need", "phase"]],
    necessity: .never)
}
