public import Vocabulary

/// `datapackage.json`: every file of an authority's results described as a Frictionless Data Package.
///
/// Source: Data Package and Table Schema, version 1, https://specs.frictionlessdata.io.
public enum DataPackage {
  /// How the same tables read for those they are written for.
  private struct Reading {
    /// What is said of tables of money; empty for nothing.
    let money: String
    /// What stands in place of a figure that is not shown; nil where all are.
    let hidden: String?
  }

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
    let reading = Reading(money: Reconciliation.sentence(calibrations), hidden: nil)
    return file(
      identity: id.map { [("id", .text($0))] } ?? [],
      title: "EHC plans, places and the high needs block: \(authority.name)", of: authority.name,
      description: """
        Projections from the January \(authority.baseCensus) census, one folder a scenario. \
        \(counts)
        """,
      resources: files.map { resource($0, reading) })
  }

  /// The description of what is published of a run: any cell but those that name a row may be a figure that is not shown.
  static func file(
    edition results: RunResults, files: [OutputFile], hidden: String
  ) -> OutputFile {
    file(
      identity: [], title: "Published figures: \(results.authority)", of: results.authority,
      description: """
        Projections from the January \(results.record.baseCensus) census, one folder a scenario. \
        \(counts) '\(hidden)' stands for a figure that is not shown, as README.md explains.
        """,
      resources: files.map { resource($0, Reading(money: "", hidden: hidden)) })
  }

  private static let counts = """
    Counts are children and young people with a plan; quantiles are over the draws, and \
    those of a total are quantiles of summed draws, not sums of quantiles.
    """

  private static func file(
    identity: [(String, JSONText)], title: String, of authority: String, description: String,
    resources: [JSONText]
  ) -> OutputFile {
    let package = JSONText.object(
      [
        ("profile", .text("data-package")), ("name", .text("sufficiency-" + slug(authority))),
      ] + identity + [
        ("title", .text(title)), ("description", .text(description)),
        ("resources", .list(resources)),
      ])
    return OutputFile(path: "datapackage.json", text: package.file)
  }

  private static func resource(_ file: OutputFile, _ reading: Reading) -> JSONText {
    let known = TableSchema.all.first { $0.file == file.name }
    let schema = reading.hidden == nil ? known : known.map { published($0, of: file) }
    let stem = file.name.split(separator: ".").first.map(String.init) ?? file.name
    let name = [file.folder, stem].filter { !$0.isEmpty }.joined(separator: "-")
    let start: [(String, JSONText)] = [("name", .text(slug(name))), ("path", .text(file.path))]
    guard let schema else { return .object(start + plain(file, reading)) }
    let isMoney = TableSchema.ofMoney.contains(schema.file) && !reading.money.isEmpty
    let description = schema.description + (isMoney ? " " + reading.money : "")
    return .object(
      start + [
        ("profile", .text("tabular-data-resource")), ("title", .text(schema.title)),
        ("description", .text(description)), ("format", .text("csv")),
        ("mediatype", .text("text/csv")), ("encoding", .text("utf-8")), ("dialect", dialect),
        ("schema", described(schema, reading)),
      ])
  }

  private static let dialect = JSONText.object([
    ("delimiter", .text(",")), ("lineTerminator", .text("\n")), ("quoteChar", .text("\"")),
    ("doubleQuote", .number("true")), ("header", .number("true")),
  ])

  private static func plain(_ file: OutputFile, _ reading: Reading) -> [(String, JSONText)] {
    guard file.name == "run.json" else { return [] }
    let facts = "Tool version, authority, scenario, seed, draws, time"
    return [
      ("title", .text("How the run was made")),
      (
        "description",
        .text(facts + (reading.hidden == nil ? ", memory, inputs with hash." : "."))
      ),
      ("format", .text("json")), ("mediatype", .text("application/json")),
      ("encoding", .text("utf-8")),
    ]
  }

  private static func described(_ schema: TableSchema, _ reading: Reading) -> JSONText {
    let key: [(String, JSONText)] =
      schema.primaryKey.isEmpty
      ? [] : [("primaryKey", .list(schema.primaryKey.map(JSONText.text)))]
    let missing = [""] + (reading.hidden.map { [$0] } ?? [])
    return .object(
      [("fields", .list(schema.fields.map(described)))] + key
        + [("missingValues", .list(missing.map(JSONText.text)))])
  }

  /// A table as it is published: some of its columns, of which all that name no row may be hidden, and sums in place of single areas and phases.
  private static func published(_ schema: TableSchema, of file: OutputFile) -> TableSchema {
    let all = TableSchema.Field.all
    let header = file.text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    let fields = header.compactMap { name in schema.fields.first { $0.name == name } }
    // What is said of how rows add up is said of all rows.
    let isCut = ["flows.csv", "overflow.csv", "unplaced.csv"].contains(schema.file)
    return TableSchema(
      schema.file, schema.title,
      isCut
        ? "\(schema.title): some rows, as README.md says; 'All' is the sum of what stands beside it."
        : schema.description,
      fields: fields.map { field in
        let isClosed = !field.allowed.isEmpty && !field.allowed.contains(all)
        let summed = isClosed ? field.allowing(field.allowed + [all]) : field
        return schema.primaryKey.contains(field.name) ? summed : summed.optional
      },
      primaryKey: schema.primaryKey.filter(header.contains))
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
