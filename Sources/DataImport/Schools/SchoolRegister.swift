import Foundation
public import Vocabulary

/// An extract of the national register of schools, Get Information About Schools: the file `edubasealldata`, or columns of it.
public struct SchoolRegister: Sendable {
  /// An establishment; what the extract has no column for, or no figure, is nil.
  struct School: Sendable {
    let urn: Int?
    let ukprn: Int?
    /// DfE's code of the authority it lies in; empty where the extract does not say.
    let authority: String
    let name: String
    /// The type as it is written, and what it is to a run.
    let typeName: String
    let type: EstablishmentType?
    /// A provision that the extract gives in a column of its own, in place of that of the type.
    let provision: String?
    let isOpen: Bool
    /// Ages at which children may come and must go.
    let lowAge: Int?
    let highAge: Int?
    let capacity: Int?
    let roll: Int?
    /// Codes of the needs that it is designated for.
    let needs: [String]
    /// The base in it, where it has resourced provision or a SEN unit.
    let base: Base?
    let point: GridPoint?
  }

  /// Resourced provision and SEN units of a school, taken together.
  struct Base: Sendable {
    let capacity: Int?
    let roll: Int?
  }

  /// The name of the file.
  let file: String
  /// Its FNV-1a hash, in a register for settings.
  private(set) var hash = ""
  private(set) var schools: [School] = []
  private var leftOut = (rows: 0, first: 0)

  /// What an extract is read for, which says what columns it must have.
  public enum Use: Sendable {
    /// Settings of an authority.
    case settings
    /// The provision of a URN.
    case provisions

    fileprivate var columns: [SchoolColumn] {
      switch self {
      case .settings: [.urn, .authority, .name, .type, .status, .lowAge, .highAge]
      case .provisions: [.urn, .type]
      }
    }
  }

  /// Reads an extract as it is downloaded, in Windows-1252 or UTF-8. Linear in the bytes.
  ///
  /// - Returns: the register, nil where a finding is an error; and every finding.
  public static func read(file: String, for use: Use) -> (
    register: SchoolRegister?, findings: [Finding]
  ) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    else { return (nil, [unusable(file, "a file that cannot be read")]) }
    var register = SchoolRegister(file: (file as NSString).lastPathComponent)
    var columns = SchoolColumns(names: [])
    data.withUnsafeBytes { bytes in
      if use == .settings { register.hash = ContentHash.text(bytes) }
      _ = CellScanner.scan(bytes.bindMemory(to: UInt8.self)) { record in
        if record.number > 1 {
          register.add(record, columns)
          return true
        }
        guard record.cells.count <= RecordChecks.widest, !record.hasLongCell else { return false }
        columns = SchoolColumns(names: record.cells.indices.map { record.text($0) })
        return columns.missing(use.columns).isEmpty
      }
    }
    let missing = columns.missing(use.columns).map(\.rawValue)
    guard missing.isEmpty else {
      return (nil, [unusable(file, "no column \(missing.joined(separator: ", "))")])
    }
    return (register, register.rowsLeftOut.map { [$0] } ?? [])
  }

  private init(file: String) { self.file = file }

  private mutating func add(_ record: CellScanner.Record, _ columns: SchoolColumns) {
    // A blank line is no row.
    if record.cells.count == 1, columns.width > 1, record.content(0).isEmpty { return }
    if record.cells.count == columns.width, !record.hasLongCell {
      let school = SchoolRow(record: record, columns: columns).school()
      if school.urn != nil || school.ukprn != nil {
        schools.append(school)
        return
      }
    }
    leftOut = (leftOut.rows + 1, leftOut.rows == 0 ? record.number : leftOut.first)
  }

  private static func unusable(_ file: String, _ seen: String) -> Finding {
    Finding(
      .schoolsUnusable, at: .init(file), seen: seen,
      expected: "the establishment fields of Get Information About Schools (edubasealldata)",
      remedy: "Download the file of all establishment data and name it as it is.")
  }

  private var rowsLeftOut: Finding? {
    guard leftOut.rows > 0 else { return nil }
    return Finding(
      .schoolRowsLeftOut, at: .init(file, row: leftOut.first),
      seen: leftOut.rows == 1 ? "a row" : "\(leftOut.rows) rows, this the first",
      expected: "a URN, and as many cells as the header has",
      remedy: "Download the file anew, or mend the rows.")
  }
}
