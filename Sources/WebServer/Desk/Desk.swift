import Foundation
import Reporting
import Scenarios
import Vocabulary

/// One authority as it is served: its folder as last read, its last results, and the previews made since.
///
/// What is kept holds for one stamp of the folder. When a file changes, all of it is made anew.
actor Desk {
  /// The folder and its last results at a moment.
  struct State: Sendable {
    let stamp: String
    let contents: WorkplaceContents
    let board: DialBoard
    /// The few tables of every scenario that lists of scenarios show; nil where nothing was run.
    let overview: RunResults?
    /// How far the last run is signed off; none where nothing was run.
    let marks: [String]
    /// How many of the figures that go in are invented, and of how many.
    let illustrative: (count: Int, of: Int)
    /// The version of the tool that shows it.
    let version: String

    /// The dials where a scenario has them.
    func board(from scenario: String) -> DialBoard {
      DialBoard(
        contents.evidence, labels: contents.labels,
        from: contents.scenarios.first { $0.id == scenario && $0.id != Scenario.baselineID })
    }

    /// The results as a page of a scenario needs them; nil where it was not run.
    func source(_ scenario: String, of results: RunResults) -> ReportSource? {
      ReportSource(
        contents.evidence, results: results, scenario: scenario, labels: contents.labels,
        version: version)
    }

    /// The same for readers outside.
    func source(_ scenario: String, of edition: PublishedEdition) -> ReportSource? {
      ReportSource(
        contents.evidence, edition: edition, scenario: scenario, labels: contents.labels,
        version: version)
    }
  }

  /// A part of a page that was made.
  struct Piece: Sendable {
    let html: String
    /// The ids and titles of its sections.
    var contents: [(id: String, title: String)] = []
  }

  /// The baseline of previews, run and shown once.
  struct Prepared: Sendable {
    let preview: Preview
    let results: RunResults
  }

  nonisolated let place: any Workplace
  private let reading: Workbench
  private let running: Workbench
  private let draws: Int
  private let version: String
  private let tickets = Tickets()
  private var state: Task<State, any Error>?
  private var preview: (stamp: String, task: Task<Prepared, any Error>)?
  private var kept: [String: Task<Piece, any Error>] = [:]
  private var edition: (stamp: String, task: Task<PublishedEdition?, any Error>)?
  private var keptStamp = ""
  /// Files to take away, of one stamp.
  private var downloads: [String: Task<Download?, any Error>] = [:]
  private var downloadStamp = ""
  private var downloadBytes = 0

  private static let overviewFiles = ["plans.csv", "waiting.csv", "balance.csv"]

  /// A folder gets no more scenarios than this through the pages: far more than anybody compares, few enough to run and to list.
  static let mostScenarios = 200

  /// So many pieces of pages are kept before they are let go.
  private static let mostKept = 200
  /// So many bytes of files to take away are kept before they are let go.
  private static let mostDownloadBytes = 1 << 27

  /// - Parameters:
  ///   - running: where simulations are made, shared by all authorities.
  ///   - draws: simulations of a preview.
  ///   - version: of the tool.
  init(_ place: any Workplace, running: Workbench, draws: Int, version: String) {
    self.place = place
    self.running = running
    self.draws = draws
    self.version = version
    reading = Workbench("reading.\(place.name)")
  }

  /// The folder as it is now.
  /// - Throws: `Refusal` where it has errors.
  func current() async throws -> State {
    let place = place
    let stamp = place.stamp()
    if let state, let known = try? await state.value, known.stamp == stamp { return known }
    if stamp != keptStamp {
      (kept, preview, keptStamp) = ([:], nil, stamp)
      let (reading, version) = (reading, version)
      state = Task {
        try await reading.run {
          let contents = try place.contents()
          let overview = place.results(of: nil, files: Self.overviewFiles)
          return State(
            stamp: stamp, contents: contents,
            board: DialBoard(contents.evidence, labels: contents.labels),
            overview: overview, marks: overview == nil ? [] : place.marks(),
            illustrative: Self.illustrative(contents), version: version)
        }
      }
    }
    guard let state else { throw Refusal(["The folder could not be read. Try again."]) }
    return try await state.value
  }

  /// The figures of the baseline's log that were given to it, as the summary of a run counts them; none where it cannot be made.
  private static func illustrative(_ contents: WorkplaceContents) -> (count: Int, of: Int) {
    let model = contents.scenarios.first.flatMap {
      try? ScenarioModel(
        $0, evidence: contents.evidence, years: contents.evidence.authority.horizon)
    }
    return (model?.log ?? []).illustrative
  }

  /// A piece of a page that costs time to make: made once for a key, however many ask for it.
  func piece(
    _ key: String, of state: State, _ make: @escaping @Sendable () async throws -> Piece
  ) async throws -> Piece {
    let key = "\(state.stamp) \(key)"
    if let known = kept[key] { return try await known.value }
    if kept.count >= Self.mostKept { kept.removeAll() }
    let task = Task { try await make() }
    kept[key] = task
    do {
      return try await task.value
    } catch {
      // Somebody may mend what went wrong without a file changing.
      kept[key] = nil
      throw error
    }
  }

  /// What may be published of the last run: all scenarios, whichever is asked for; nil where nothing was run.
  func edition(of state: State) async throws -> PublishedEdition? {
    if let edition, edition.stamp == state.stamp { return try await edition.task.value }
    let (place, reading) = (place, reading)
    let task = Task {
      try await reading.run {
        let earlier = try place.published()
        let edition = PublishedEdition(after: earlier) { files, cut in
          place.results(of: nil, files: files, cut: cut)
        }
        if let refusal = edition?.refusal(after: earlier.count) { throw Refusal([refusal]) }
        return edition
      }
    }
    edition = (state.stamp, task)
    do { return try await task.value } catch {
      // It may be mended before anything else changes.
      if edition?.task == task { edition = nil }
      throw error
    }
  }

  /// Reads something of the folder, where reading is done.
  func read<Value: Sendable>(
    _ work: @escaping @Sendable (any Workplace) throws -> Value
  ) async throws -> Value {
    let place = place
    return try await reading.run { try work(place) }
  }

  /// A file to take away: made once while nothing changes, however many ask for it, and whether they wait for it or not.
  ///
  /// - Parameter key: names the file; what is made of a state has its stamp in it, for the folder may have changed since.
  func download(
    _ key: String, _ make: @escaping @Sendable (any Workplace) throws -> [UInt8]?
  ) async throws -> Download? {
    let stamp = place.stamp()
    if stamp != downloadStamp { (downloads, downloadBytes, downloadStamp) = ([:], 0, stamp) }
    if let known = downloads[key] { return try await known.value }
    let (place, reading) = (place, reading)
    let task = Task { try await reading.run { try make(place).map(Download.init) } }
    downloads[key] = task
    do {
      let made = try await task.value
      guard downloads[key] == task else { return made }
      downloadBytes += made?.count ?? 0
      if made == nil { downloads[key] = nil }
      if downloadBytes > Self.mostDownloadBytes { (downloads, downloadBytes) = ([:], 0) }
      return made
    } catch {
      // It may be mended before anything else changes.
      if downloads[key] == task { downloads[key] = nil }
      throw error
    }
  }

  /// Writes a scenario file, one after another, so that none takes another's name or comes beyond the most there may be.
  ///
  /// - Throws: `Refusal`.
  func keep(_ text: String, as id: String) throws {
    guard place.scenarioIDs().count < Self.mostScenarios else {
      throw Refusal([
        "The folder has \(Self.mostScenarios) scenarios, and pages add no more: every run runs all of them. Move files of scenarios that are no longer needed out of the folder first."
      ])
    }
    try place.save(text, as: id)
  }

  /// The results of a scenario with dials, in few simulations, under the id `explored`.
  ///
  /// - Throws: `Refusal` for what the scenario language does not take.
  func explored(
    _ base: String, _ settings: DialSettings, of state: State
  ) async throws -> RunResults {
    let prepared = try await prepared(state)
    let (place, running, tickets) = (place, running, tickets)
    let ticket = tickets.next()
    return try await running.run {
      guard tickets.holds(ticket) else {
        throw Refusal(["Too much was asked at once. Move the lever again."])
      }
      let scenario = try Drafting(state).scenario(base, settings)
      let (run, comparison) = try prepared.preview.run(scenario)
      let files = ScenarioFiles.files(
        run, baseline: prepared.preview.baselineSeries, only: ExploredView.files,
        metadata: Self.metadata)
      let results = try Self.read(files + [ComparisonFile.file([comparison])], place)
      return RunResults(
        authority: results.authority, dfeCode: results.dfeCode, record: results.record,
        scenarios: prepared.results.scenarios + results.scenarios, comparison: results.comparison)
    }
  }

  private static func read(_ files: [OutputFile], _ place: any Workplace) throws -> RunResults {
    guard let results = place.results(reading: files) else {
      throw Refusal(["The results could not be read back. This is a fault of Sufficiency."])
    }
    return results
  }

  /// The baseline of previews.
  func prepared(_ state: State) async throws -> Prepared {
    if let preview, preview.stamp == state.stamp { return try await preview.task.value }
    guard let baseline = state.contents.scenarios.first, baseline.id == Scenario.baselineID else {
      throw Refusal(["There is no baseline.yaml."])
    }
    let (place, running, draws, evidence) = (place, running, draws, state.contents.evidence)
    let task = Task {
      try await running.run {
        let preview = try Preview(
          baseline, evidence: evidence,
          options: RunOptions(
            draws: draws, years: evidence.authority.horizon,
            threads: ProcessInfo.processInfo.activeProcessorCount))
        let files = ScenarioFiles.files(
          preview.baseline, only: ExploredView.files, metadata: Self.metadata)
        return Prepared(preview: preview, results: try Self.read(files, place))
      }
    }
    preview = (state.stamp, task)
    return try await task.value
  }

  private static let metadata = RunMetadata(
    version: "", started: "", finished: "", seconds: 0, peakMemoryBytes: 0)
}

/// Scenarios that are not files yet.
struct Drafting {
  /// The id of a scenario that is only looked at.
  static let explored = "explored"

  let state: Desk.State

  init(_ state: Desk.State) { self.state = state }

  /// The scenario of some dials over another.
  /// - Throws: `Refusal`.
  func scenario(_ base: String, _ settings: DialSettings) throws -> Scenario {
    let draft = ScenarioDraft(
      name: "With these levers", question: "What would these levers do?",
      source: "Moved on the page to see what it does")
    return try read(try text(draft, from: base, settings), as: Self.explored)
  }

  /// The text of a draft.
  func text(_ draft: ScenarioDraft, from base: String, _ settings: DialSettings) throws -> String {
    guard let text = state.contents.texts[base] else {
      throw Refusal(["There is no scenario '\(base.prefix(80))' to start from."])
    }
    return try draft.text(from: text, settings, board: state.board(from: base))
  }

  /// The scenario that a text stands for.
  func read(_ text: String, as id: String) throws -> Scenario {
    let baseline = state.contents.texts[Scenario.baselineID] ?? ""
    let (scenarios, findings) = ScenarioReader.read(
      [("\(Scenario.baselineID).yaml", baseline), ("\(id).yaml", text)],
      evidence: state.contents.evidence)
    let faults = findings.filter { $0.severity == .error }
    guard faults.isEmpty, let scenario = scenarios.first(where: { $0.id == id }) else {
      throw Refusal(faults.map(\.message))
    }
    return scenario
  }
}
