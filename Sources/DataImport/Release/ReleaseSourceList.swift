public import Vocabulary

/// `sources.csv` of a folder: for each evidence file the published files and columns it was made of, and the rules.
///
/// One row an evidence file, published file and code. `hash` is FNV-1a 64 of the file as it was read.
struct ReleaseSourceList {
  static let path = "sources.csv"

  let figures: ReleaseFigures

  private static let header =
    "evidence_file,code,columns,published_file,table,release,period,rule,hash"
  private static let evidence = EmbeddedTable(PackageResources.release_evidence_csv).rows

  /// The rows that are of a release, which all folders share.
  func shared() -> CSVLines {
    var lines = CSVLines(Self.header)
    for row in Self.evidence {
      guard let kind = figures.kind(row["kind"]) else { continue }
      for source in figures.sources where source.kind == kind.name {
        for (code, columns) in sums(row, kind, source) {
          lines.add([
            "evidence/\(row["evidence"]).csv", code, columns, Self.name(source.file), source.table,
            "\(source.release)", row["period"], row["rule"], source.hash,
          ])
        }
      }
    }
    for (provision, labels) in labels() {
      lines.add([
        "labels of placements", provision, labels, "", "", "", "",
        "labels added up to the provision", "",
      ])
    }
    return lines
  }

  /// The rows of what is read beside a release.
  static func population(_ files: [(file: String, hash: String)]) -> [[String]] {
    let rule = "persons, or the sum of both sexes; a county is the sum of its districts"
    guard !files.isEmpty else {
      return [
        [
          EvidenceFile.population.path, "", "", "", "", "", "",
          "illustrative: no population given, a level index", "",
        ]
      ]
    }
    return files.map {
      [
        EvidenceFile.population.path, "", "ages 0 to 25", $0.file,
        "ONS, population by single year of age", "", "", rule, $0.hash,
      ]
    }
  }

  static func schools(_ schools: SchoolRegister) -> [String] {
    [
      EvidenceFile.settings.path, "", "NumberOfPupils + SchoolCapacity", schools.file,
      "Get Information About Schools", "", "", "rolls fitted to published plans by provision",
      schools.hash,
    ]
  }

  /// What is added up for each code; the total where the rows have none.
  private func sums(
    _ row: EmbeddedTable.Row, _ kind: ReleaseKind, _ source: ReleaseFigures.Source
  ) -> [(code: String, columns: String)] {
    let family = row["family"]
    let codes = family.isEmpty ? [] : figures.codes(kind)
    let sums = codes.compactMap { code in
      source.columns[code].map { (code, $0.joined(separator: " + ")) }
    }
    let hasTotal = family.isEmpty || family == "measure" || row["evidence"] == "flows_by_year"
    return (hasTotal ? [("total", kind.total)] : []) + sums
  }

  private func labels() -> [(provision: String, labels: String)] {
    let all = Dictionary(grouping: figures.layout.placements, by: { $0.value })
    return figures.layout.codes("provision").compactMap { provision in
      all[provision].map { (provision, $0.map(\.key).sorted().joined(separator: " + ")) }
    }
  }

  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

extension ReleaseFolder {
  /// `import-findings.csv`: what was found in the files and in making the folder, with the columns of a run's `findings.csv`.
  public static func findingsFile(
    _ findings: [Finding]
  ) -> (path: String, bytes: [UInt8]) {
    var lines = CSVLines("severity,code,file,row,column,seen,expected,done,remedy")
    for item in findings {
      lines.add([
        item.severity.rawValue, item.code, item.place.file, item.place.row.map(String.init) ?? "",
        item.place.column ?? "", item.seen, item.expected, item.done, item.remedy,
      ])
    }
    return ("import-findings.csv", Array(lines.text.utf8))
  }
}
