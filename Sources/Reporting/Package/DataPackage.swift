public import Vocabulary

/// `datapackage.json`: every file of an authority's results described as a Frictionless Data Package.
///
/// Source: Data Package and Table Schema, version 1, https://specs.frictionlessdata.io.
public enum DataPackage {
  /// The description of some files, in their order.
  ///
  /// CSV files are described column by column; of a file this tool does not know only path and format are given.
  /// - Parameters:
  ///   - id: the id of the run; nil where it has none.
  ///   - calibrations: how the account meets a closed year, which tables of money say.
  public static func file(
    id: String? = nil, authority: LocalAuthority, files: [OutputFile],
    calibrations: [Calibration] = []
  ) -> OutputFile {
    let identity: [(String, JSONText)] = id.map { [("id", .text($0))] } ?? []
    let package = JSONText.object(
      [
        ("profile", .text("data-package")),
        ("name", .text("sufficiency-" + slug(authority.name))),
      ] + identity + [
        ("title", .text("EHC plans, places and the high needs block: \(authority.name)")),
        (
          "description",
          .text(
            """
            Projections from the January \(authority.baseCensus) census, one folder a scenario. \
            Counts are children and young people with a plan; quantiles are over the draws, and \
            those of a total are quantiles of summed draws, not sums of quantiles.
            """)
        ),
        ("resources", .list(files.map { resource($0, Reconciliation.sentence(calibrations)) })),
      ])
    return OutputFile(path: "datapackage.json", text: package.file)
  }

  private static func resource(_ file: OutputFile, _ reconciliation: String) -> JSONText {
    let schema = TableSchema.all.first { $0.file == file.name }
    let stem = file.name.split(separator: ".").first.map(String.init) ?? file.name
    let name = [file.folder, stem].filter { !$0.isEmpty }.joined(separator: "-")
    let start: [(String, JSONText)] = [("name", .text(slug(name))), ("path", .text(file.path))]
    guard let schema else { return .object(start + plain(file)) }
    let isMoney = TableSchema.ofMoney.contains(schema.file)
    let description = schema.description + (isMoney ? " " + reconciliation : "")
    return .object(
      start + [
        ("profile", .text("tabular-data-resource")), ("title", .text(schema.title)),
        ("description", .text(description)), ("format", .text("csv")),
        ("mediatype", .text("text/csv")), ("encoding", .text("utf-8")), ("dialect", dialect),
        ("schema", described(schema)),
      ])
  }

  private static let dialect = JSONText.object([
    ("delimiter", .text(",")), ("lineTerminator", .text("\n")), ("quoteChar", .text("\"")),
    ("doubleQuote", .number("true")), ("header", .number("true")),
  ])

  private static func plain(_ file: OutputFile) -> [(String, JSONText)] {
    guard file.name == "run.json" else { return [] }
    return [
      ("title", .text("How the run was made")),
      (
        "description",
        .text("Tool version, authority, scenario, seed, draws, time, memory, inputs with hash.")
      ),
      ("format", .text("json")), ("mediatype", .text("application/json")),
      ("encoding", .text("utf-8")),
    ]
  }

  private static func described(_ schema: TableSchema) -> JSONText {
    let key: [(String, JSONText)] =
      schema.primaryKey.isEmpty
      ? [] : [("primaryKey", .list(schema.primaryKey.map(JSONText.text)))]
    return .object(
      [("fields", .list(schema.fields.map(described)))] + key
        + [("missingValues", .list([.text("")]))])
  }

  private static func described(_ field: TableSchema.Field) -> JSONText {
    var constraints: [(String, JSONText)] = []
    if field.isRequired { constraints.append(("required", .number("true"))) }
    if !field.allowed.isEmpty {
      constraints.append(("enum", .list(field.allowed.map(JSONText.text))))
    }
    if let pattern = field.pattern { constraints.append(("pattern", .text(pattern))) }
    return .object(
      [
        ("name", .text(field.name)), ("type", .text(field.kind.rawValue)),
        ("title", .text(field.title)), ("description", .text(field.description)),
      ] + (constraints.isEmpty ? [] : [("constraints", .object(constraints))]))
  }

  /// Lower case letters, digits and hyphens, as the names of a data package are.
  private static func slug(_ text: String) -> String {
    let kept = text.lowercased().unicodeScalars.map { scalar in
      let isKept = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
      return isKept ? Character(scalar) : "-"
    }
    return String(kept)
  }
}
