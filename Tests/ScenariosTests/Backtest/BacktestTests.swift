import DataImport
import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("Scores")
struct BacktestScoreTests {
  @Test("Losses by hand: two series, seven quantiles")
  func byHand() throws {
    let forecasts = [
      ScoredForecast(
        code: "A", horizon: 1, quantiles: [80, 85, 92, 100, 108, 115, 120], actual: 110),
      ScoredForecast(
        code: "B", horizon: 1, quantiles: [40, 42, 45, 50, 55, 58, 60], actual: 39),
    ]
    let score = try #require(BacktestScore(forecasts))
    #expect(score.count == 2)
    #expect(abs(score.wape - 21.0 / 149) < 1e-12)
    #expect(abs(score.bias - 1.0 / 149) < 1e-12)
    // Above a quantile q the loss is q times the gap, below it 1 - q times.
    let first = 0.05 * 30 + 0.1 * 25 + 0.25 * 18 + 0.5 * 10 + 0.75 * 2 + 0.1 * 5 + 0.05 * 10
    let second = 0.95 * 1 + 0.9 * 3 + 0.75 * 6 + 0.5 * 11 + 0.25 * 16 + 0.1 * 19 + 0.05 * 21
    #expect(abs((score.wql ?? 0) - 2 * (first + second) / 7 / 149) < 1e-12)
    #expect(score.coverage == [0, 0.5, 0.5])
  }

  @Test("A sure and right forecast loses nothing")
  func perfect() throws {
    let item = ScoredForecast(
      code: "A", horizon: 1, quantiles: Array(repeating: 10, count: 7), actual: 10)
    let score = try #require(BacktestScore([item]))
    #expect(score.wql == 0 && score.wape == 0 && score.coverage == [1, 1, 1])
  }
}

@Suite("Backtest of the published panel")
struct PublishedBacktestTests {
  static let skip: Comment = "\(ReferenceData.skipMessage)"

  private func panel() throws -> GroupPanel {
    let (panel, findings) = PanelReader.read(
      .init(
        plans: ReferenceData.path("ehcp_caseload_by_la_age_group_year.csv"),
        flows: ReferenceData.path("ehcp_total_by_la_year.csv"),
        population: ReferenceData.path("population_0_17_by_la_2012_2024.csv")))
    #expect(findings.isEmpty)
    return try #require(panel)
  }

  private func backtest(
    _ panel: GroupPanel, origin: Int, draws: Int = 200, threads: Int = 2
  ) throws -> BacktestOrigin {
    let test = try Backtest(
      panel,
      options: .init(origins: [origin], horizon: 3, draws: draws, threads: threads))
    return try #require(test.origins.first)
  }

  @Test(
    "The draws of the groups add to the total's, forecasts exist for every authority",
    .enabled(if: ReferenceData.isPresent, skip))
  func coherence() throws {
    let origin = try backtest(try panel(), origin: 2019, draws: 1)
    let byCensus = Dictionary(grouping: origin.forecasts) { "\($0.code) \($0.census)" }
    #expect(byCensus.count == 152 * 3)
    for group in byCensus.values {
      let sum = group.filter { $0.group < 5 }.reduce(0) { $0 + $1.quantiles[3] }
      #expect(group.first { $0.group == 5 }?.quantiles[3] == sum)
    }
  }

  @Test(
    "One thread gives what three give", .enabled(if: ReferenceData.isPresent, skip))
  func threads() throws {
    let panel = GroupPanel(Array(try panel().authorities.prefix(40)))
    let one = try backtest(panel, origin: 2020, draws: 20, threads: 1)
    let three = try backtest(panel, origin: 2020, draws: 20, threads: 3)
    #expect(one.forecasts == three.forecasts)
  }

  @Test(
    "Forecasts from 2019 are the same when everything later is corrupted",
    .enabled(if: ReferenceData.isPresent, skip))
  func lookingAhead() throws {
    let panel = try panel()
    let corrupted = GroupPanel(
      panel.authorities.map { history in
        var copy = history
        for year in history.plans.keys where year > 2019 { copy.plans[year] = [9, 9, 9, 9, 9] }
        for year in history.totals.keys where year > 2019 { copy.totals[year] = 45 }
        for year in history.newPlans.keys where year >= 2019 { copy.newPlans[year] = 7 }
        for year in history.requests.keys where year >= 2019 { copy.requests[year] = 7 }
        for year in history.population.keys where year >= 2019 { copy.population[year] = 7 }
        return copy
      })
    let before = try backtest(panel, origin: 2019, draws: 20)
    let after = try backtest(corrupted, origin: 2019, draws: 20)
    #expect(before.forecasts == after.forecasts)
    #expect(before.fieldRows == after.fieldRows)
    #expect(before.scored != after.scored)
  }

  /// Mean weighted quantile loss of the best of six peers, by group, over the series all of them have.
  @Test(
    "Against the best peer of each group: at most 0.95 of its loss from 2019, 0.90 from 2020",
    .enabled(if: ReferenceData.isPresent && PeerForecasts.arePresent, skip),
    arguments: [(2019, 0.95), (2020, 0.90)])
  func peers(origin: Int, limit: Double) throws {
    let panel = try panel()
    let ours = try backtest(panel, origin: origin, draws: 120)
    let peers = try PeerForecasts.read(origin: origin)
    var ratios: [Double] = []
    for group in [0, 1, 2, 3, 5] {
      let name = BacktestOrigin.groups[group]
      let common = ours.scored[group].filter { item in
        peers.allSatisfy {
          $0[PeerForecasts.key(item.code, name, origin + item.horizon)] != nil
        }
      }
      let score = try #require(BacktestScore(common))
      let best = peers.compactMap { peer -> Double? in
        BacktestScore(
          common.map { item in
            ScoredForecast(
              code: item.code, horizon: item.horizon,
              quantiles: peer[PeerForecasts.key(item.code, name, origin + item.horizon)] ?? [],
              actual: item.actual)
          })?.wql
      }.min()
      let ratio = (score.wql ?? .infinity) / (best ?? 0)
      ratios.append(ratio)
      #expect(ratio <= 1.05, "\(name): \(ratio)")
      #expect((0.70...0.92).contains(score.coverage?[1] ?? 0), "\(name): \(score)")
    }
    #expect(ratios.reduce(0, +) / 5 <= limit, "\(ratios)")
  }
}

/// The six peers' forecasts, which stand beside the reference data.
enum PeerForecasts {
  static var folder: String {
    URL(fileURLWithPath: ReferenceData.folder).deletingLastPathComponent().path
      + "/evaluate/peers"
  }

  static var arePresent: Bool { FileManager.default.fileExists(atPath: folder) }

  static func key(_ code: String, _ group: String, _ year: Int) -> String {
    "\(code)|\(group)|\(year)"
  }

  /// Quantiles by series, for each peer.
  static func read(origin: Int) throws -> [[String: [Double]]] {
    let path = "\(folder)/origin-\(origin)"
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { name in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/gzip")
      process.arguments = ["-dc", "\(path)/\(name)"]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      var series: [String: [(Double, Double)]] = [:]
      for line in text.split(whereSeparator: \.isNewline).dropFirst() {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        guard cells.count >= 5, let year = Int(cells[2]), let quantile = Double(cells[3]),
          let value = Double(cells[4])
        else { continue }
        series[key(String(cells[0]), String(cells[1]), year), default: []]
          .append((quantile, value))
      }
      return series.compactMapValues { rows in
        rows.count == 7 ? rows.sorted { $0.0 < $1.0 }.map(\.1) : nil
      }
    }
  }
}
