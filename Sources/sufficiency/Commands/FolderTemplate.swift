import DataImport

/// The files that `init` writes: the invented authority, and the schemas that editors check YAML against.
struct FolderTemplate {
  let files: [(path: String, text: String)]

  init(authorityCode: String) {
    let all = InventedAuthority.files(dfeCode: authorityCode).merging(Self.schemas) { first, _ in
      first
    }
    files = all.sorted { $0.key < $1.key }.map { (path: $0.key, text: $0.value) }
  }

  /// The schemas by their paths below a scenario folder.
  static let schemas = [
    "schemas/authority.schema.json": PackageResources.authority_schema_json,
    "schemas/scenario.schema.json": PackageResources.scenario_schema_json,
  ].mapValues { String(decoding: $0, as: UTF8.self) }
}
