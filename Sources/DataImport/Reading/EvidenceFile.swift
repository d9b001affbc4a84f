/// What a file of the evidence folder must look like.
struct EvidenceFile: Sendable {
  /// When a run can do without it.
  enum Necessity: Sendable, Equatable {
    case always
    /// Without it a stage is skipped, which a note says.
    case unlessSkipped(stage: String)
    /// Needed once another file is there.
    case with(String)
    case never
  }

  /// The name without its ending.
  let name: String
  /// The columns, all of which must be there and no others.
  let columns: [String]
  /// Sets of columns that no two rows may share.
  let keys: [[String]]
  var necessity: Necessity = .always

  /// The path below the scenario folder.
  var path: String { "evidence/\(name).csv" }
}
