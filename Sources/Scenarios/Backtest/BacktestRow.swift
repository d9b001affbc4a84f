import Foundation
import Vocabulary

/// One line of the score table.
public struct BacktestRow: Sendable, Hashable {
  /// Who forecast.
  public enum Method: String, Sendable, CaseIterable {
    /// This tool.
    case sufficiency
    /// The last count.
    case noChange = "no_change"
    /// The authority's growth of the last year, compounded.
    case ownGrowth = "own_growth"
    /// Half own, half national growth of the last year, compounded.
    case halfNational = "own_national_50_50"
  }

  /// The January census forecast from.
  public let origin: Int
  /// The age group or `Total`.
  public let group: String
  /// Years ahead; nil for all of them together.
  public let horizon: Int?
  /// Who forecast.
  public let method: Method
  /// The score.
  public let score: BacktestScore
}

extension BacktestOrigin {
  /// Scores by group, horizon and method, over the series that every method has.
  public func rows(horizon: Int) -> [BacktestRow] {
    Self.groups.indices.flatMap { group in
      ((1...max(1, horizon)).map(Optional.some) + [nil]).flatMap { span in
        rows(group: group, horizon: span)
      }
    }
  }

  private func rows(group: Int, horizon: Int?) -> [BacktestRow] {
    let plain = PlainForecasts(panel, origin: origin, group: group)
    let items = scored[group].filter { item in
      (horizon == nil || item.horizon == horizon) && plain.has(item.code)
    }
    let own = BacktestScore(items).map { [(BacktestRow.Method.sufficiency, $0)] } ?? []
    let others = BacktestRow.Method.allCases.dropFirst().compactMap { method in
      BacktestScore(
        plain: items.map { (plain.value($0.code, $0.horizon, method), $0.actual) }
      ).map { (method, $0) }
    }
    return (own + others).map {
      BacktestRow(
        origin: origin, group: Self.groups[group], horizon: horizon, method: $0.0, score: $0.1)
    }
  }
}

/// The forecasts anybody can make with a pencil.
private struct PlainForecasts {
  private var last: [String: Double] = [:]
  private var growth: [String: Double] = [:]
  private var national = 0.0

  init(_ panel: GroupPanel, origin: Int, group: Int) {
    var (now, before) = (0.0, 0.0)
    for history in panel.authorities {
      guard let value = BacktestOrigin.value(history, group, origin),
        let earlier = BacktestOrigin.value(history, group, origin - 1)
      else { continue }
      last[history.code] = value
      growth[history.code] = log((value + 3) / (earlier + 3))
      now += value
      before += earlier
    }
    if now > 0, before > 0 { national = log(now / before) }
  }

  func has(_ code: String) -> Bool { last[code] != nil }

  func value(_ code: String, _ horizon: Int, _ method: BacktestRow.Method) -> Double {
    let start = last[code] ?? 0
    let own = growth[code] ?? 0
    let yearly =
      switch method {
      case .noChange, .sufficiency: 0.0
      case .ownGrowth: own
      case .halfNational: (own + national) / 2
      }
    return max(0, (start + 3) * exp(Double(horizon) * yearly) - 3)
  }
}
