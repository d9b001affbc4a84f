import Dispatch
public import Scenarios
import Synchronization

/// What is known of a run only when it is over.
public struct RunMetadata: Sendable {
  /// The version of the tool.
  public var version: String
  /// When it started, ISO 8601.
  public var started: String
  /// When it finished, ISO 8601.
  public var finished: String
  /// How long it took.
  public var seconds: Double
  /// The most memory that the process held.
  public var peakMemoryBytes: Int

  /// Records a run.
  public init(
    version: String, started: String, finished: String, seconds: Double, peakMemoryBytes: Int
  ) {
    self.version = version
    self.started = started
    self.finished = finished
    self.seconds = seconds
    self.peakMemoryBytes = peakMemoryBytes
  }
}

/// The files of one scenario.
public struct ScenarioFiles {
  /// Every file of a run, below a folder that has the id of its scenario.
  ///
  /// All but `run.json` depend on the evidence, the levers, `seed`, `draws` and `years` only. Linear in series × draws.
  ///
  /// - Parameters:
  ///   - places: what the run says of places, where that is worked out already.
  ///   - baseline: the baseline's series, which avoided cost is counted against; nil for the baseline itself.
  public static func files(
    _ run: ScenarioRun, places: PlaceFigures? = nil, baseline: ComparedSeries? = nil,
    metadata: RunMetadata
  ) -> [OutputFile] {
    let axes = Axes(run)
    let figures = places ?? PlaceFigures(run)
    let plans = PlanTables(run: run, axes: axes)
    let placements = PlacementTables(run: run, axes: axes)
    let logs = LogTables(model: run.model, places: figures)
    let makers: [@Sendable () -> CSVText] =
      [
        plans.plans, plans.plansByNCY, placements.flows,
        { DriverTable(run: run, axes: axes).drivers() }, placements.placements,
        placements.waiting,
      ] + PlaceTables(run: run, axes: axes, figures: figures, baseline: baseline).makers + [
        { TopUpTable(run: run, axes: axes).topUps() },
        { AccountTable(run: run).highNeedsBlock() },
        { BalanceTable(run: run).balance() }, { CostDriverTable(run: run).costDrivers() },
        { DSGAccountTable(run: run).dsgAccount() },
        { CalibrationTable(model: run.model).calibration() },
        logs.assumptions, logs.findings,
      ]
    let folder = run.model.scenario.id
    return made(makers, threads: run.options.threads).map { $0.file(in: folder) }
      + [AnchorReport.file(run.model.anchorEffects, in: folder)] + [
        RunRecord(run, findings: run.model.findings + figures.findings, metadata).file(in: folder)
      ]
  }

  /// Makes tables on some threads; each is a value of its own, so their order and bytes do not depend on them.
  private static func made(_ makers: [@Sendable () -> CSVText], threads: Int) -> [CSVText] {
    guard threads > 1 else { return makers.map { $0() } }
    let tables = Mutex([CSVText?](repeating: nil, count: makers.count))
    DispatchQueue.concurrentPerform(iterations: makers.count) { index in
      let table = makers[index]()
      tables.withLock { $0[index] = table }
    }
    return tables.withLock { $0.compactMap { $0 } }
  }
}
