public import Vocabulary
import Yams

/// Reads person-level transitions: `transitions.csv`, `population.csv`, `valid-states.csv` and `costs.csv`.
public enum TransitionReader {
  /// The word of `authority.yaml` for folders that this reader reads.
  public static let basis = "transitions"

  /// True where the `authority.yaml` of a folder says `basis: transitions`. Anything that is not YAML says nothing.
  public static func isTransitions(folder: String) -> Bool {
    let path = "\(folder)/\(FolderContents.authorityPath)"
    guard let bytes = BoundedFile.bytes(of: path, upTo: PlainYAML.mostBytes + 1),
      let text = PlainYAML.text(bytes), PlainYAML.refusal(of: text) == nil,
      AuthorityReader.lineWithAlias(text) == nil,
      let mapping = try? Yams.compose(yaml: text)?.mapping
    else { return false }
    return mapping["basis"]?.string == basis
  }

  /// Reads and checks a scenario folder with `basis: transitions`.
  ///
  /// All faults of all files are gathered in one go, by file and row; of faults that many rows share the first row is named, and
  /// how many there are. The evidence is nil if one is an error. Linear in the size of the files.
  public static func read(folder: String) -> (evidence: TransitionEvidence?, findings: [Finding]) {
    read(contents: FolderContents(folder: folder, known: TransitionFile.all))
  }

  /// As `read`, but with what is sound even where something is not, so that scenario files can be checked in one go.
  ///
  /// `isComplete` is false where a finding is an error; nothing may be run from such evidence.
  public static func readWhatIsSound(
    folder: String
  ) -> (evidence: TransitionEvidence, isComplete: Bool, findings: [Finding]) {
    let session = session(FolderContents(folder: folder, known: TransitionFile.all))
    let (evidence, findings) = session.result()
    return (evidence ?? session.evidence, evidence != nil, findings)
  }

  /// Reads and checks the four files of a directory, from which `TransitionFolder` makes a scenario folder.
  ///
  /// The horizon is that of the population, or ten years where the population is held.
  ///
  /// - Returns: the evidence, or nil if a finding is an error; findings name files as they lie in the directory.
  public static func read(
    directory: String, name: String, holdsPopulation: Bool
  ) -> (evidence: TransitionEvidence?, findings: [Finding]) {
    let contents = FolderContents(directory: directory, known: TransitionFile.all)
    return read(directory: contents, name: name, holdsPopulation: holdsPopulation)
  }

  /// The same of contents that are already in memory.
  package static func read(
    directory contents: FolderContents, name: String, holdsPopulation: Bool
  ) -> (evidence: TransitionEvidence?, findings: [Finding]) {
    var session = TransitionSession(contents)
    session.evidence.authority.name = name
    session.evidence.frame.holdsPopulation = holdsPopulation
    session.readTables()
    if !session.hasErrors {
      let evidence = session.evidence
      session.evidence.authority.horizon =
        holdsPopulation ? 10 : max(1, evidence.lastPopulationYear - evidence.baseCensus)
    }
    session.validate()
    let (evidence, findings) = session.result()
    return (evidence, findings.map(\.withoutFolder))
  }

  /// Reads and checks a scenario folder that is in memory.
  package static func read(
    contents: FolderContents
  ) -> (evidence: TransitionEvidence?, findings: [Finding]) {
    session(contents).result()
  }

  private static func session(_ contents: FolderContents) -> TransitionSession {
    var session = TransitionSession(contents)
    session.readAuthority()
    session.readTables()
    session.validate()
    return session
  }
}

extension Finding {
  /// The same with the place as it is outside a scenario folder.
  fileprivate var withoutFolder: Finding {
    var place = place
    if place.file.hasPrefix("evidence/") { place.file.removeFirst("evidence/".count) }
    return moved(to: place)
  }
}
