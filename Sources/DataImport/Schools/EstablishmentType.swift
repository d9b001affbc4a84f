import Vocabulary

/// What a type of establishment of the national register is to a run: `Schools/establishment_types.csv`.
///
/// Source: Get Information About Schools, types of establishment; the provision of each is a reading of its name.
struct EstablishmentType: Sendable, Hashable {
  /// The provision that its plans are counted under.
  let provision: String
  /// The kind of setting that it makes; nil for schools that only make one by a base.
  let kind: Setting.Kind?
  /// True where its places are the authority's to plan, so that it becomes a setting.
  let hasPlaces: Bool

  /// The type that a cell names, by code or by name in any case; nil for one that is not known.
  static func named(_ text: String) -> Self? { byText[text.lowercased()] }

  private static let byText: [String: Self] = EmbeddedTable(
    PackageResources.establishment_types_csv
  ).rows.reduce(into: [:]) { types, row in
    let type = Self(
      provision: row["provision"], kind: Setting.Kind(rawValue: row["kind"]),
      hasPlaces: row["has_places"] == "yes")
    types[row["code"]] = type
    types[row["name"].lowercased()] = type
  }
}
