extension EvidenceFile {
  static let schemes = EvidenceFile(
    name: "schemes",
    columns: [
      "scheme", "name", "setting", "opens", "committed", "delivery_probability", "slip",
      "capital_gbp", "funding", "status", "source",
    ],
    blankColumns: ["capital_gbp", "funding"], keys: [["scheme"]],
    necessity: .with(["scheme_places"]))
  static let schemePlaces = EvidenceFile(
    name: "scheme_places",
    columns: ["scheme", "year", "ncy_from", "ncy_to", "places", "status", "source"],
    keys: [["scheme", "year", "ncy_from", "ncy_to"]], necessity: .with(["schemes"]))
}
