import Costing
import Dispatch
import Projection
import Synchronization
import Vocabulary

/// Runs every draw of a scenario over some threads.
public struct ScenarioRun: Sendable {
  /// The scenario as it was run.
  public let model: ScenarioModel
  /// How it was run.
  public let options: RunOptions
  /// Every published series by draw.
  public let store: DrawStore
  /// What every draw says of places.
  public let places: PlaceStore
  /// What made the baseline's draws meet their group totals; nil where there are none. Hand it on to the scenarios' runs.
  public let ledger: GroupLedger?
  /// The groups of cells that were asked for, by draw.
  public let tally: CellTally?
  /// Plan-years by financial year, need and provision, summed over the draws.
  let planYears: PlanYearSums
  /// What the account is made of, where the run was asked to explain it.
  let basis: AccountSums?
  /// Where the draws are.
  private let shelf: BlockShelf

  /// Runs the draws. The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - ledger: that of the baseline's run with the same options; without it a scenario that needs one runs the baseline's draws
  ///     first, with the same result.
  ///   - groups: what is counted of every census beside the published series.
  ///   - isExplained: true where `LineExplanation` is to be made of the run; the figures are the same.
  ///   - progress: is told each finished draw, from any thread.
  public init(
    _ model: ScenarioModel, options: RunOptions, following ledger: GroupLedger? = nil,
    counting groups: CellGroups? = nil, isExplained: Bool = false,
    progress: @Sendable () -> Void = {}
  ) {
    self =
      Self.runs(
        [model], options: options, following: ledger, counting: groups, isExplained: isExplained,
        progress: progress)[0]
  }

  init(
    _ model: ScenarioModel, _ options: RunOptions, _ store: DrawStore, _ places: PlaceStore,
    _ ledger: GroupLedger?, _ tally: CellTally?, _ planYears: PlanYearSums,
    _ basis: AccountSums?, _ shelf: BlockShelf
  ) {
    self.model = model
    self.options = options
    self.store = store
    self.places = places
    self.ledger = ledger
    self.tally = tally
    self.planYears = planYears
    self.basis = basis
    self.shelf = shelf
  }

  /// Bytes of draws for which `RunOptions.memory` left no room, and which are on disk until the run is gone.
  public var bytesOnDisk: Int { shelf.bytesOnDisk }

  /// Ends a run whose draws could not be read back from disk: what was made of it since is worth nothing.
  ///
  /// - Throws: `DrawFileError`.
  public func check() throws(DrawFileError) {
    if let fault = shelf.fault { throw fault }
  }

  /// Scenarios in groups that have the same children, in the order of each group's first.
  public static func groups(_ models: [ScenarioModel]) -> [[ScenarioModel]] {
    models.reduce(into: []) { groups, model in
      if let own = groups.firstIndex(where: { $0[0].sharesChildren(with: model) }) {
        groups[own].append(model)
      } else {
        groups.append([model])
      }
    }
  }

  /// Runs the draws of scenarios that have the same children once, and costs them for each: the same as one run after another.
  ///
  /// - Parameters:
  ///   - models: one of `groups`.
  ///   - ledger: as of `init`.
  ///   - groups: as of `init`.
  ///   - isExplained: as of `init`.
  ///   - progress: is told each finished draw, from any thread.
  public static func runs(
    _ models: [ScenarioModel], options: RunOptions, following ledger: GroupLedger? = nil,
    counting groups: CellGroups? = nil, isExplained: Bool = false,
    progress: @Sendable () -> Void = {}
  ) -> [ScenarioRun] {
    do {
      let runs = try completed(
        models, options, following: ledger, counting: groups, isExplained: isExplained,
        progress: progress)
      guard let runs else { preconditionFailure("a run that nobody watches was ended") }
      return runs
    } catch { preconditionFailure("\(error) Runs with a limit of memory are watched.") }
  }

  /// The same, for somebody who may end it.
  ///
  /// - Parameter watch: is told each finished draw.
  /// - Throws: `RunCancelled`, within a few draws of the word; `DrawFileError` where there is no room on disk either.
  public static func runs(
    _ models: [ScenarioModel], options: RunOptions, following ledger: GroupLedger? = nil,
    watch: RunWatch
  ) throws -> [ScenarioRun] {
    let runs = try completed(
      models, options, following: ledger, counting: nil, isExplained: false, watch: watch,
      progress: watch.advance)
    guard let runs else { throw RunCancelled() }
    return runs
  }

  /// Nil where the run was ended.
  private static func completed(
    _ models: [ScenarioModel], _ options: RunOptions, following ledger: GroupLedger?,
    counting groups: CellGroups?, isExplained: Bool, watch: RunWatch? = nil,
    progress: @Sendable () -> Void
  ) throws(DrawFileError) -> [ScenarioRun]? {
    precondition(!options.drawn.isEmpty && options.threads > 0, "a run needs draws and threads")
    precondition(
      !models.isEmpty
        && models.allSatisfy { $0.sharesChildren(with: models[0]) || models.count == 1 },
      "scenarios that do not have the same children cannot share a run")
    let model = models[0]
    let followed = model.baseline.map { baseline in
      ledger ?? GroupLedger(running: baseline, options: options, watch: watch)
    }
    if let followed {
      precondition(
        followed.drawn == options.drawn && followed.seed == options.seed,
        "a ledger of the draws \(followed.drawn), seed \(followed.seed), for \(options)")
    }
    let kept =
      followed == nil && model.projection.assumptions.groups != nil
      ? GroupLedger(model.projection, options: options) : nil
    let shelf = BlockShelf(options)
    let (stores, places) = stores(models, options.drawn, shelf)
    let tally = groups.map {
      CellTally($0, censuses: model.years + 1, drawn: options.drawn, shelf: shelf)
    }
    let planYears = PlanYearStore(
      years: model.financialYears.count, cells: model.space.cellsPerNCY)
    let unexplained = models.map { isExplained ? $0.costing.map(AccountSums.init) : nil }
    let explained = Mutex(unexplained)
    let lock = DispatchQueue(label: "sums over draws")
    options.onThreads(watch: watch) { draws in
      var pipeline = DrawPipeline(models, seed: options.seed, following: followed, keeping: kept)
      var recorder: DrawRecorder? = DrawRecorder(
        stores, places, financialYears: model.financialYears.count, tally,
        basis: unexplained)
      for draw in draws {
        recorder?.turn(to: draw, of: stores)
        pipeline.run(draw, into: &recorder)
        recorder?.close(draw, of: stores)
        progress()
        if shelf.fault != nil { break }
      }
      if let sums = recorder?.placeSums { lock.sync { places.add(sums) } }
      if let sums = recorder?.planYears { planYears.add(sums) }
      if let basis = recorder?.basis { explained.withLock { add(basis, to: &$0) } }
    }
    if let fault = shelf.fault { throw fault }
    if watch?.isCancelled == true { return nil }
    let (sums, basis) = (planYears.sums, explained.withLock { $0 })
    return models.indices.map {
      ScenarioRun(
        models[$0], options, stores[$0], places, followed ?? kept, tally, sums, basis[$0],
        shelf)
    }
  }

  /// Takes what a thread's draws are made of up, account by account.
  private static func add(_ basis: [AccountSums?], to sums: inout [AccountSums?]) {
    for index in basis.indices {
      if let own = basis[index] { sums[index]?.add(own) }
    }
  }

  /// Room for the results: heads and places once, money for each scenario.
  private static func stores(
    _ models: [ScenarioModel], _ drawn: Range<Int>, _ shelf: BlockShelf
  ) -> ([DrawStore], PlaceStore) {
    let model = models[0]
    let layout = SeriesLayout(model)
    let amounts = models.map(\.amounts)
    let first = DrawStore(layout: layout, amounts: amounts[0], drawn: drawn, shelf: shelf)
    let places = PlaceStore(
      model.placeShape, years: model.years, settings: model.settings.count
    ) { DrawColumns(columns: $0, drawn: drawn, shelf: shelf) }
    let others = amounts.dropFirst().map { DrawStore(sharing: first, amounts: $0, shelf: shelf) }
    return ([first] + others, places)
  }
}
