/// The shades around the middle of a figure through the years: half of the time, 8 times in 10, and 19 times in 20, or 9 in 10
/// where an older run does not know the outermost.
struct LikelyBands {
  let figures: [LikelyFigure?]

  /// True where every year has the outermost range.
  private var hasTails: Bool {
    figures.allSatisfy { $0.map { $0.has("p025") && $0.has("p975") } ?? true }
  }

  /// The columns between which the widest range lies.
  var widest: (low: String, high: String) { hasTails ? ("p025", "p975") : ("p05", "p95") }
  /// The widest range in words.
  var widestName: String { hasTails ? "19 times in 20" : "9 times in 10" }

  /// The shades and the middle, the widest at the back.
  ///
  /// - Parameters:
  ///   - blank: years before the first that have none.
  ///   - scale: what every value is divided by.
  func series(after blank: Int = 0, scale: Double = 1) -> [Chart.Series] {
    let before = [Double?](repeating: nil, count: blank)
    func line(_ name: String) -> [Double?] {
      before + figures.map { $0.map { $0[name] / scale } }
    }
    func band(_ name: String, _ share: Int, _ low: String, _ high: String) -> Chart.Series {
      Chart.Series(name, .band(share: share), line(high), lower: line(low))
    }
    return [
      band(widestName, hasTails ? 95 : 90, widest.low, widest.high),
      band("8 times in 10", 80, "p10", "p90"), band("half of the time", 50, "p25", "p75"),
      Chart.Series("middle", .line, line("p50")),
    ]
  }
}
