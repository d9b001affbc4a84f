import Foundation
public import Vocabulary

/// The results of a run as a workbook for Excel: typed tables with filters, two charts, links, and every figure as the files have it.
public struct Workbook {
  /// The files of each scenario that it is made of, those of `lateFiles` apart.
  public static let files = Set(
    (WorkbookTable.sources + WorkbookTable.logs).map(\.file) + WorkbookSummary.measures.map(\.file)
  ).subtracting(lateFiles).sorted()

  /// Files so long that they are read when their sheet is written, and let go after it.
  public static let lateFiles = ["overflow.csv"]

  /// The results of some files, when they are wanted.
  public typealias LateReading = ([String]) throws -> RunResults

  /// Of some of them, the columns that hold `All` in every row that is shown.
  public static let totals = Dictionary(
    uniqueKeysWithValues: WorkbookTable.sources.filter { !$0.totals.isEmpty }.map {
      ($0.file, $0.totals)
    })

  /// The most rows of a sheet: Excel stays quick and the file below 20 MB.
  static let mostRows = 400_000

  private let results: RunResults
  private let mark: String
  private let isPublished: Bool
  private let summary: WorkbookSummary
  private let tables: [() throws -> WorkbookTable]

  /// Lays out the results of a run.
  ///
  /// - Parameters:
  ///   - codes: the needs and provisions whose codes the results use.
  ///   - results: the results of `files`; the baseline first.
  ///   - late: reads `lateFiles`; nil where the results have them.
  ///   - mark: what stands on every sheet of how far the run is signed off.
  public init(
    codes: CodeLists, results: RunResults, late: LateReading? = nil, mark: String = "Draft"
  ) {
    self.init(codes: codes, results: results, late: late, mark: mark, limit: Self.mostRows)
  }

  /// Lays out an edition, for readers outside.
  ///
  /// - Parameter scenarios: ids beside the baseline; nil for all.
  public init(
    codes: CodeLists, edition: PublishedEdition, scenarios: [String]? = nil, mark: String
  ) {
    self.init(
      codes: codes, results: edition.results(of: scenarios), mark: mark, limit: Self.mostRows,
      isPublished: true)
  }

  /// The same with at most some rows a sheet.
  init(
    codes: CodeLists, results: RunResults, late: LateReading? = nil, mark: String = "Draft",
    limit: Int, isPublished: Bool = false
  ) {
    self.results = results
    self.mark = mark
    self.isPublished = isPublished
    let summary = WorkbookSummary(results)
    self.summary = summary
    func laidOut(_ source: WorkbookTable.Source) -> () throws -> WorkbookTable {
      {
        let isLate = Self.lateFiles.contains(source.file)
        let read = isLate ? try Self.read([source.file], late) : nil
        return WorkbookTable(source, of: (read ?? results).scenarios, limit: limit)
      }
    }
    let ids = Set(results.scenarios.map(\.id))
    tables =
      [{ summary.table }] + WorkbookTable.sources.map(laidOut)
      + [{ WorkbookTable(comparison: results.comparison, scenarios: ids) }]
      + WorkbookTable.logs.map(laidOut) + [{ WorkbookTable(codes: codes) }]
  }

  /// A late file that could not be read; what the reader said of it is the caller's.
  private struct Unread: Error {
    let cause: any Error
  }

  private static func read(_ files: [String], _ late: LateReading?) throws -> RunResults? {
    do {
      return try late?(files)
    } catch {
      throw Unread(cause: error)
    }
  }

  /// Writes the workbook; an older one is replaced at once.
  ///
  /// The file is written under a hidden name beside its place and renamed. The same results give the same bytes: the time
  /// it was made is that of the run.
  ///
  /// - Throws: `OutputError`, or what reading a late file threw; an older workbook is then as it was and nothing of the new one is left.
  public func write(to path: String) throws {
    let target = URL(fileURLWithPath: path)
    let folder = target.deletingLastPathComponent()
    let hidden = folder.appendingPathComponent(
      ".\(target.lastPathComponent).writing-\(getpid())"
    ).path
    WritingGate.shared.hide(hidden)
    defer { WritingGate.shared.show(hidden) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      OutputFolder.sweep(folder.path)
      try fill(hidden)
      try WritingGate.shared.step(done: path) {
        guard OutputFolder.flushes(hidden), rename(hidden, path) == 0,
          OutputFolder.flushes(folder.path)
        else { throw Self.fault(path, String(cString: strerror(errno))) }
      }
    } catch {
      unlink(hidden)
      if let unread = error as? Unread { throw unread.cause }
      throw error as? OutputError ?? Self.fault(path, Self.words(error))
    }
  }

  private static func words(_ error: any Error) -> String {
    (error as? SpreadsheetFile.Fault)?.description ?? error.localizedDescription
  }

  private static func fault(_ path: String, _ seen: String) -> OutputError {
    OutputError(
      path: path, seen: "the workbook could not be written (\(seen))",
      remedy:
        "Check that the folder may be written to and has room, close the workbook in Excel, or name another with --to."
    )
  }

  private func fill(_ path: String) throws {
    let file = try SpreadsheetFile(path: path)
    try file.describe(
      title: "EHC plans in \(results.authority)",
      status: mark,
      comments:
        "\(mark). Sufficiency \(results.record.version), seed \(results.record.seed), \(results.record.draws) simulations.",
      made: (try? Date(results.record.finished, strategy: .iso8601))
        ?? Date(timeIntervalSince1970: 315_532_800))
    let footer = "\(results.authority) - \(mark)"
    let contents = try file.sheet(WorkbookContents.sheet)
    var entries: [WorkbookContents.Entry] = []
    for table in tables { entries.append(try write(try table(), to: file, footer: footer)) }
    try WorkbookContents(
      results: results, mark: mark, isPublished: isPublished, tables: entries, footer: footer
    ).write(to: contents)
    try file.close()
  }

  /// Writes a sheet; its rows are let go.
  private func write(
    _ table: WorkbookTable, to file: SpreadsheetFile, footer: String
  ) throws -> WorkbookContents.Entry {
    let sheet = WorkbookSheet(table: table, footer: footer)
    let page = try sheet.write(to: file)
    if table.sheet == summary.table.sheet, let first = results.scenarios.first {
      try WorkbookCharts(summary: summary, sheet: sheet, scenario: first).put(on: page)
    }
    return WorkbookContents.Entry(table)
  }
}
