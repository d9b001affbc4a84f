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
  /// The most memory that it was to hold; nil where nobody said.
  public var memoryLimitBytes: Int?
  /// Bytes of simulations that were set aside on disk.
  public var diskBytes = 0
  /// How many shards were merged; nil for a run in one piece.
  public var shards: Int?

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
  ///   - names: the files that are wanted beside `run.json`; nil for all.
  public static func files(
    _ run: ScenarioRun, places: PlaceFigures? = nil, baseline: ComparedSeries? = nil,
    only names: Set<String>? = nil, metadata: RunMetadata
  ) -> [OutputFile] {
    let axes = Axes(run)
    let figures = places ?? PlaceFigures(run)
    let plans = PlanTables(run: run, axes: axes)
    let placements = PlacementTables(run: run, axes: axes)
    let logs = LogTables(model: run.model, places: figures)
    let counts: [Maker] = [
      (.plans, { plans.plans() }), (.plansByNCY, { plans.plansByNCY() }),
      (.flows, { placements.flows() }),
      (.drivers, { DriverTable(run: run, axes: axes).drivers() }),
      (.placements, { placements.placements() }), (.waiting, { placements.waiting() }),
    ]
    let tables = PlaceTables(run: run, axes: axes, figures: figures, baseline: baseline)
    let money: [Maker] = [
      (.topUpWithoutPlan, { TopUpTable(run: run, axes: axes).topUps() }),
      (.highNeedsBlock, { AccountTable(run: run).highNeedsBlock() }),
      (.balance, { BalanceTable(run: run).balance() }),
      (.costDrivers, { CostDriverTable(run: run).costDrivers() }),
      (.dsgAccount, { DSGAccountTable(run: run).dsgAccount() }),
      (.calibration, { CalibrationTable(model: run.model).calibration() }),
      (.assumptions, { logs.assumptions() }), (.findings, { logs.findings() }),
    ]
    let makers = counts + tables.makers + money
    let wanted = makers.filter { names?.contains($0.schema.file) ?? true }.map { $0.make }
    let folder = run.model.scenario.id
    return made(wanted, threads: run.options.threads).map { $0.file(in: folder) }
      + [AnchorReport.file(run.model.anchorEffects, in: folder)] + [
        RunRecord(run, findings: run.model.findings + figures.findings, metadata).file(in: folder)
      ]
  }

  /// A table that can be made, and what it will be.
  typealias Maker = (schema: TableSchema, make: @Sendable () -> CSVText)

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
