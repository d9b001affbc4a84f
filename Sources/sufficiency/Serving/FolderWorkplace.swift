import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary
import WebServer

/// A scenario folder and its results, lent to the web pages.
struct FolderWorkplace: Workplace {
  let folder: String
  let results: String
  let name: String
  let title: String
  private let dfeCode: String
  private let draws: Int
  private let store: StorePlace
  private let veil: PathVeil

  /// - Parameters:
  ///   - store: where runs are recorded.
  ///   - draws: simulations of a full run.
  /// - Throws: the exit code of refused input where the evidence cannot be read.
  init(_ folder: String, out: String, store: StorePlace, draws: Int) throws {
    self.folder = folder
    self.store = store
    self.draws = draws
    name = ScenarioFolder.name(of: folder)
    results = ScenarioFolder.results(of: folder, in: out)
    veil = PathVeil([folder, out, results, store.path])
    let read = ScenarioFolder(folder)
    guard let evidence = read.evidence else {
      ScenarioFolder.report(read.findings, verbose: false)
      StandardError.write("\(folder): \(ScenarioFolder.counts(read.findings)). Nothing is served.")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    title = evidence.authority.name
    dfeCode = evidence.authority.dfeCode
  }

  func stamp() -> String {
    let listed =
      Self.files(below: folder) + Self.files(below: "\(results)-published") + [
        "\(results)/datapackage.json", store.path,
        "\(store.path)-wal",
      ]
    let dates = listed.map { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return path }
      return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    return ContentHash.text(Array(dates.joined(separator: "\n").utf8))
  }

  /// The files that `check` may read: those of the folder itself and of the folders in it.
  private static func files(below folder: String) -> [String] {
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
    let all = names.sorted().flatMap { name -> [String] in
      let inner = (try? manager.contentsOfDirectory(atPath: "\(folder)/\(name)"))?.sorted()
      return inner.map { $0.map { "\(folder)/\(name)/\($0)" } } ?? ["\(folder)/\(name)"]
    }
    return all.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".csv") }
  }

  /// Does something whose refusals are shown on a page.
  private func shown<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let refusal as Refusal {
      throw Refusal(refusal.reasons.map(veil.text))
    } catch let cancelled as RunCancelled {
      throw cancelled
    } catch {
      throw Refusal([veil.text("\(error)")])
    }
  }

  func contents() throws -> WorkplaceContents { try shown { try read() } }

  private func read() throws -> WorkplaceContents {
    let read = ScenarioFolder(folder)
    guard let evidence = read.evidence, !read.isRefused else {
      throw Refusal(read.findings.filter { $0.severity == .error }.map(\.message))
    }
    var ignored: [Finding] = []
    let texts = ScenarioFolder.scenarioFiles(folder, findings: &ignored)
    return WorkplaceContents(
      evidence: evidence, scenarios: read.scenarios,
      texts: Dictionary(
        texts.map { (String($0.name.dropLast(".yaml".count)), $0.text) },
        uniquingKeysWith: { first, _ in first }),
      labels: LabelsReader.read(folder: folder, codes: evidence.codes).labels,
      findings: read.findings)
  }

  func results(
    of scenarios: [String]?, files: [String], cut: PublishedEdition.Cutting?
  ) -> RunResults? {
    results(of: scenarios, files: files, totals: [:], cut: cut)
  }

  private func results(
    of scenarios: [String]?, files: [String], totals: [String: [String]] = [:],
    cut: PublishedEdition.Cutting? = nil
  ) -> RunResults? {
    ResultsReader.read(
      folder: results, scenarios: scenarios, files: files, totals: totals, cut: cut,
      otherwise: "sufficiency run \(folder)"
    ).results
  }

  func published() throws -> [RunResults] {
    try shown {
      guard let edition = try ResultsSession.edition(beside: results).published() else { return [] }
      guard edition.dfeCode == dfeCode else {
        throw Refusal([
          "The edition beside the results is of \(edition.authority), and not of \(title). Move it away."
        ])
      }
      return [edition]
    }
  }

  func results(reading files: [OutputFile]) -> RunResults? {
    let texts = files.map { ($0.path, $0.text) }
    return ResultsReader.read(
      texts: Dictionary(texts, uniquingKeysWith: { first, _ in first }),
      files: ReportSource.files
    ).results
  }

  func marks() -> [String] {
    [(try? RunMark(of: folder, results: results).text) ?? "Draft"]
  }

  func run(_ watch: RunWatch) throws -> [String] { try shown { try runEverything(watch) } }

  private func runEverything(_ watch: RunWatch) throws -> [String] {
    let read = ScenarioFolder(folder)
    guard let evidence = read.evidence, !read.isRefused else {
      throw Refusal(read.findings.filter { $0.severity == .error }.map(\.message))
    }
    let years = evidence.authority.horizon
    let models: [ScenarioModel]
    switch ScenarioPreparation.models(read.scenarios, evidence, years: years) {
    case .success(let made): models = made
    case .failure(let refused): throw Refusal(refused.findings.map(\.message))
    }
    if watch.isCancelled { throw RunCancelled() }
    let out = results.folderAbove
    let lock = try taken(evidence, out)
    defer { lock.release() }
    var session = RunSession(
      evidence: evidence, models: models,
      options: RunOptions(
        draws: draws, years: years, threads: ProcessInfo.processInfo.activeProcessorCount),
      out: out, folder: folder,
      voice: Voice(isQuiet: true),
      ledger: RunLedger(place: store, folder: folder, owner: nil, purpose: nil))
    session.watch = watch
    do {
      _ = try session.run()
      lock.finish()
    } catch is ExitCode {
      return [
        "The run could not be recorded. The terminal that serves these pages says why, and how to record it."
      ]
    }
    return []
  }

  /// The lock of the results; who else has it stands in the terminal's words, not on a page.
  private func taken(_ evidence: Evidence, _ out: String) throws -> OutputLock {
    do {
      return try OutputLock(folder, out: out, inputs: evidence.inputs)
    } catch is OutputLock.Refused {
      throw Refusal([
        "These results are in use by another run. Wait until it has ended, then start this one again."
      ])
    }
  }

  func scenarioIDs() -> [String] {
    var ignored: [Finding] = []
    return ScenarioFolder.scenarioNames(folder, findings: &ignored)
      .map { String($0.dropLast(".yaml".count)) }
  }

  func save(_ text: String, as id: String) throws { try shown { try write(text, as: id) } }

  private func write(_ text: String, as id: String) throws {
    let isAdded: Bool
    do {
      isAdded = try OutputFolder(path: folder).add(OutputFile(path: "\(id).yaml", text: text))
    } catch {
      throw Refusal(["\(id).yaml could not be written: \(error)"])
    }
    guard isAdded else {
      throw Refusal([
        "There is a scenario file of that name already: \(id).yaml. Choose another name, or delete that file first."
      ])
    }
  }

  func files(of scenario: String) -> [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: "\(results)/\(scenario)")) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted()
  }

  func file(_ name: String, of scenario: String) -> [UInt8]? {
    BoundedFile.bytes(ofOwn: "\(results)/\(scenario)/\(name)")
  }

  func comparison() -> [UInt8]? {
    BoundedFile.bytes(ofOwn: "\(results)/comparison.csv")
  }

  func workbook(_ edition: PublishedEdition?) throws -> [UInt8] { try shown { try made(edition) } }

  private func made(_ edition: PublishedEdition?) throws -> [UInt8] {
    let contents = try contents()
    let (codes, mark) = (contents.evidence.codes, marks().joined(separator: " "))
    if let edition {
      let workbook = Workbook(codes: codes, edition: edition, mark: mark)
      return try Scratch.bytes("xlsx", workbook.write)
    }
    guard let results = results(of: nil, files: Workbook.files, totals: Workbook.totals) else {
      throw Refusal(["Nothing was run yet. Run every scenario first."])
    }
    let workbook = Workbook(
      codes: codes, results: results,
      late: { files in
        guard let read = self.results(of: nil, files: files) else {
          throw Refusal(["The results could not be read. Run the folder again."])
        }
        return read
      }, mark: mark)
    return try Scratch.bytes("xlsx", workbook.write)
  }
}
