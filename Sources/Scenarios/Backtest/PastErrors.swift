import NumericalCore
import Vocabulary

/// How wrong forecasts of all plans were in the past, for authorities of one size.
public struct PastErrors: Sendable, Hashable {
  /// Authorities by their plans at the origin.
  public enum Size: String, Sendable, CaseIterable {
    /// Fewer than 1,500 plans.
    case small = "1 to 1,499 plans"
    /// 1,500 to 2,999 plans.
    case middle = "1,500 to 2,999 plans"
    /// 3,000 plans or more.
    case large = "3,000 plans or more"

    /// The size of an authority with so many plans.
    public init(plans: Double) {
      self = plans < 1500 ? .small : plans < 3000 ? .middle : .large
    }
  }

  /// One horizon of one size.
  public struct Row: Sendable, Hashable {
    /// The size.
    public let size: Size
    /// Years ahead.
    public let horizon: Int
    /// Forecasts scored.
    public let count: Int
    /// Half of the middle forecasts were off by less than this share of the outcome.
    public let medianError: Double
    /// Nine in ten were off by less than this share.
    public let ninthDecile: Double
    /// Share of outcomes in the middle 80 in 100.
    public let coverage: Double
  }

  /// By size and horizon.
  public let rows: [Row]

  /// The errors of every origin of a backtest together.
  public init(_ backtest: Backtest) {
    let last = BacktestOrigin.groups.count - 1
    var errors: [Size: [Int: [(error: Double, inside: Bool)]]] = [:]
    for origin in backtest.origins {
      let plans = Dictionary(
        uniqueKeysWithValues: origin.panel.authorities.compactMap { history in
          history.total(origin.origin).map { (history.code, $0) }
        })
      for item in origin.scored[last] where item.actual > 0 {
        guard let opening = plans[item.code] else { continue }
        errors[Size(plans: opening), default: [:]][item.horizon, default: []].append(
          (
            abs(item.quantiles[3] / item.actual - 1),
            item.quantiles[1] <= item.actual && item.actual <= item.quantiles[5]
          ))
      }
    }
    rows = Size.allCases.flatMap { size in
      (errors[size] ?? [:]).sorted { $0.key < $1.key }.map { horizon, items in
        let sorted = items.map(\.error).sorted()
        return Row(
          size: size, horizon: horizon, count: items.count,
          medianError: sorted[sorted.count / 2], ninthDecile: sorted[sorted.count * 9 / 10],
          coverage: Double(items.count(where: \.inside)) / Double(items.count))
      }
    }
  }

  /// The columns of the table as CSV.
  public static let columns = [
    "size", "horizon", "n", "median_error", "ninth_decile_error", "cov80",
  ]

  /// The table as text.
  public var cells: [[String]] {
    rows.map { row in
      [
        row.size.rawValue, "\(row.horizon)", "\(row.count)",
        "\(row.medianError.rounded(toSignificantDigits: 4))",
        "\(row.ninthDecile.rounded(toSignificantDigits: 4))",
        "\(row.coverage.rounded(toSignificantDigits: 4))",
      ]
    }
  }

  /// Forecasts of about 150 authorities from January 2018, 2019 and 2020, scored up to January 2022, made by
  /// `scripts/fit-field`.
  public static let published = PastErrors(
    csv: String(decoding: PackageResources.past_errors_csv, as: UTF8.self))

  private init(csv: String) {
    rows = csv.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let quoted = line.split(separator: "\"", omittingEmptySubsequences: true).map(String.init)
      let numbers = (quoted.last ?? "").split(separator: ",").compactMap { Double($0) }
      guard let size = quoted.first.flatMap(Size.init), numbers.count == 5 else {
        preconditionFailure("the table of past errors holds the row '\(line)'")
      }
      return Row(
        size: size, horizon: Int(numbers[0]), count: Int(numbers[1]), medianError: numbers[2],
        ninthDecile: numbers[3], coverage: numbers[4])
    }
  }

  /// The rows of authorities with so many plans.
  public func rows(plans: Double) -> [Row] {
    let size = Size(plans: plans)
    return rows.filter { $0.size == size }
  }
}
