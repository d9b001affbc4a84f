/// What a file of the evidence folder must look like.
struct EvidenceFile: Sendable {
  /// When a run can do without it.
  enum Necessity: Sendable, Equatable {
    case always
    /// Without it a stage is skipped, which a note says.
    case unlessSkipped(stage: String)
    /// Needed once one of these files is there.
    case with([String])
    case never
  }

  /// The name without its ending.
  let name: String
  /// The folder below the scenario folder.
  var folder = "evidence"
  /// The columns, all of which must be there.
  let columns: [String]
  /// Columns that may be there too; no others may.
  var optionalColumns: [String] = []
  /// Columns that must be there, but whose cells may be empty.
  var blankColumns: [String] = []
  /// Sets of columns that no two rows may share.
  let keys: [[String]]
  var necessity: Necessity = .always

  /// Every column the file may have.
  var knownColumns: [String] { columns + optionalColumns }

  /// True for a column whose cells may be empty where a figure is not known.
  func mayBeEmpty(_ column: String) -> Bool {
    optionalColumns.contains(column) || blankColumns.contains(column)
  }

  /// The path below the scenario folder.
  var path: String { "\(folder)/\(name).csv" }
}
