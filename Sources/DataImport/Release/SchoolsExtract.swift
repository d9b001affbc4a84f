import Foundation
public import Vocabulary

/// Schools of an extract of Get Information About Schools: open state special schools, and bases of mainstream schools.
public struct SchoolsExtract: Sendable {
  /// A school or base that becomes a setting.
  struct School: Sendable {
    let urn: String
    let authority: String
    let name: String
    let kind: Setting.Kind
    let provision: String
    let needs: [String]
    let ages: ClosedRange<Int>
    let capacity: Int?
    let roll: Int?
    let easting: Int?
    let northing: Int?
  }

  let file: String
  private(set) var schools: [School] = []
  /// Special schools and colleges that are no settings, by authority and type.
  private(set) var leftOut: [String: [String: Int]] = [:]

  private static let needed = [
    "urn", "la (code)", "establishmentname", "typeofestablishment (name)",
    "establishmentstatus (name)", "statutorylowage", "statutoryhighage",
  ]

  /// Reads an extract: the file `edubasealldata` as it is downloaded, in Windows-1252 or UTF-8.
  ///
  /// - Returns: the schools, nil where a finding is an error; and every finding.
  public static func read(file: String) -> (schools: SchoolsExtract?, findings: [Finding]) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    else { return (nil, [unusable(file, "a file that cannot be read")]) }
    var extract = SchoolsExtract(file: (file as NSString).lastPathComponent)
    var columns: [String: Int] = [:]
    var width = 0
    data.withUnsafeBytes { bytes in
      _ = CellScanner.scan(bytes.bindMemory(to: UInt8.self)) { record in
        if record.number == 1 {
          width = record.cells.count
          for column in 0..<width { columns[record.text(column).lowercased()] = column }
          return needed.allSatisfy { columns[$0] != nil }
        }
        if record.cells.count == width { extract.add(SchoolRow(record, columns)) }
        return true
      }
    }
    let missing = needed.filter { columns[$0] == nil }
    guard missing.isEmpty else {
      return (nil, [unusable(file, "no column \(missing.joined(separator: ", "))")])
    }
    return (extract, [])
  }

  private init(file: String) { self.file = file }

  private static func unusable(_ file: String, _ seen: String) -> Finding {
    Finding(
      .schoolsUnusable, at: .init(file), seen: seen,
      expected: "the establishment fields of Get Information About Schools (edubasealldata)",
      remedy: "Download the file of all establishment data and name it as it is.")
  }

  private mutating func add(_ row: SchoolRow) {
    guard row["establishmentstatus (name)"].lowercased().hasPrefix("open") else { return }
    let type = row["typeofestablishment (name)"]
    if let known = SchoolTypes.of[type.lowercased()] {
      if known.isUsed {
        schools.append(row.school(known.kind, known.provision))
      } else {
        leftOut[row["la (code)"], default: [:]][type, default: 0] += 1
      }
    } else if row.hasBase {
      schools.append(row.base())
    }
  }
}

/// What types of establishment are to a run.
enum SchoolTypes {
  /// By the type's name in lower case.
  static let of: [String: (kind: Setting.Kind, provision: String, isUsed: Bool)] =
    ReleaseTable(PackageResources.school_types_csv).rows.reduce(into: [:]) {
      guard let kind = Setting.Kind(rawValue: $1["kind"]) else { return }
      $0[$1["type"].lowercased()] = (kind, $1["provision"], $1["use"] == "yes")
    }

  /// Codes of needs by the abbreviation that stands before the name, in lower case.
  static let needs: [String: String] =
    ReleaseTable(PackageResources.school_needs_csv).rows.reduce(into: [:]) {
      $0[$1["prefix"].lowercased()] = $1["need"]
    }
}

/// A row of the extract.
private struct SchoolRow {
  let record: CellScanner.Record
  let columns: [String: Int]

  init(_ record: CellScanner.Record, _ columns: [String: Int]) {
    self.record = record
    self.columns = columns
  }

  subscript(_ name: String) -> String { columns[name].map { record.text($0) } ?? "" }

  private func count(_ name: String) -> Int? {
    guard let column = columns[name], case .count(let value) = record.figure(column),
      value <= 1_000_000
    else { return nil }
    return value
  }

  /// True for a mainstream school with resourced provision or a SEN unit.
  var hasBase: Bool {
    let type = self["typeofresourcedprovision (name)"].lowercased()
    return type.contains("resourced provision") || type.contains("sen unit")
  }

  func school(_ kind: Setting.Kind, _ provision: String) -> SchoolsExtract.School {
    made(
      id: self["urn"], name: self["establishmentname"], kind, provision,
      capacity: count("schoolcapacity"), roll: count("numberofpupils"))
  }

  /// The base of a mainstream school, apart from the school itself.
  func base() -> SchoolsExtract.School {
    made(
      id: self["urn"], name: "\(self["establishmentname"]), specialist base", .specialistBase,
      "DSP", capacity: sum("resourcedprovisioncapacity", "senunitcapacity"),
      roll: sum("resourcedprovisiononroll", "senunitonroll"))
  }

  private func sum(_ names: String...) -> Int? {
    let known = names.compactMap { count($0) }
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  private func made(
    id: String, name: String, _ kind: Setting.Kind, _ provision: String, capacity: Int?,
    roll: Int?
  ) -> SchoolsExtract.School {
    let needs = (1...13).compactMap { number -> String? in
      let text =
        self["sen\(number) (name)"].isEmpty ? self["sen\(number)"] : self["sen\(number) (name)"]
      let prefix = text.split(separator: " ").first.map { $0.lowercased() } ?? ""
      return SchoolTypes.needs[prefix]
    }
    let low = count("statutorylowage") ?? 2
    let high = max(count("statutoryhighage") ?? 19, low + 1)
    return SchoolsExtract.School(
      urn: id, authority: self["la (code)"], name: name, kind: kind, provision: provision,
      needs: needs.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, ages: low...high,
      capacity: capacity, roll: roll, easting: count("easting"), northing: count("northing"))
  }
}
