public import Vocabulary

/// The README of a handover: what it is, whose, how far it is signed off, how to run it again and how to check it.
public struct HandoverGuide {
  /// What the README of every handover begins with.
  public static let start = "# Handover: "

  private let run: RecordedRun
  private let mark: String
  private let command: String
  private let withheld: [(path: String, bytes: Int, hash: String)]

  /// Describes a handover.
  ///
  /// - Parameters:
  ///   - mark: how far the run is signed off.
  ///   - options: what follows `sufficiency run FOLDER` to make the run again.
  ///   - withheld: inputs that are not in it, because they count single children.
  public init(
    _ run: RecordedRun, mark: String, options: [String],
    withheld: [(path: String, bytes: Int, hash: String)]
  ) {
    self.run = run
    self.mark = mark
    command = options.joined(separator: " ")
    self.withheld = withheld
  }

  /// `README.md`, and the list of what is withheld.
  public var files: [OutputFile] {
    guard !withheld.isEmpty else { return [OutputFile(path: "README.md", text: text)] }
    return [
      OutputFile(path: "README.md", text: text),
      OutputFile(path: "inputs/withheld.csv", text: Self.hashes(withheld).text),
    ]
  }

  /// `hashes.csv` of some files, in their order.
  public static func hashes(_ files: [(path: String, bytes: Int, hash: String)]) -> OutputFile {
    var table = CSVText(.hashes)
    for file in files { table.add([file.path], [String(file.bytes), file.hash]) }
    return table.file(in: "")
  }

  private var text: String {
    """
    \(Self.start)\(run.authority)

    A run of Sufficiency: children and young people with an Education, Health and Care plan, where they can be placed, and the
    high needs block. Everything that the run was made of, what came out, and what was decided is in this folder.

    | | |
    |---|---|
    | run | \(run.id) |
    | status | \(Self.cell(mark)) |
    | authority | \(Self.cell(run.authority)) (\(run.dfeCode)) |
    | owner | \(Self.cell(run.owner ?? "not named")) |
    | purpose | \(Self.cell(run.purpose ?? "not said")) |
    | finished | \(run.record.finished) |
    | version | \(run.record.version) |
    | scenarios | \(run.scenarios.joined(separator: ", ")) |

    - `inputs/` what was read of the authority; `scenarios/` one file a scenario
    - `results/` the files of the run
    - `decisions.md`, `decisions.csv` who signed, every lever, everything assumed or invented, with sources
    - `hashes.csv` size and hash of every file

    ## Run it again
    With Sufficiency \(run.record.version), from this folder:

    ```sh
    again=$(mktemp -d)
    cp -R inputs/. scenarios/. "$again/"
    sufficiency run "$again" \(command) --out "$again/results"
    ```

    It ends with the id of the run. The same bytes have the same id: `\(run.id)` and nothing else.\(missing)

    ## Check the files
    ```sh
    sufficiency handover . --verify
    ```

    holds every file against `hashes.csv`. The hashes are FNV-1a 64: they tell versions apart and are no seal against tampering.

    """
  }

  /// A text that stays in its cell and starts no markup of its own.
  private static func cell(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
      .replacing("|", with: "\\|").replacing("<", with: "&lt;")
  }

  private var missing: String {
    withheld.isEmpty
      ? ""
      : """


      **\(withheld.count) files are withheld**, because they hold counts of single children. `inputs/withheld.csv` has their paths, sizes and
      hashes; who holds them puts them into `"$again"` before the last line. `results/` rests on them: OFFICIAL-SENSITIVE.
      """
  }
}
