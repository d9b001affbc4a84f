/// A chart: what it shows, its figures, and the table of the same figures that stands behind it.
public struct Chart: Sendable {
  /// What a series is drawn as.
  public enum Shape: Sendable {
    case line
    /// What was counted.
    case points
    /// Between a lower and an upper line, in the shade of a share of simulations: 50, 80, 90 or 95.
    case band(share: Int)
    case bars
    /// Bars that float from one value to another.
    case floating
  }

  /// A series.
  public struct Series: Sendable {
    let name: String
    let shape: Shape
    /// Values by label; nil where there is none.
    let values: [Double?]
    /// Lower ends of bands and floating bars.
    let lower: [Double?]?

    /// A series of values.
    public init(_ name: String, _ shape: Shape, _ values: [Double?], lower: [Double?]? = nil) {
      self.name = name
      self.shape = shape
      self.values = values
      self.lower = lower
    }
  }

  /// The name in the page.
  public let id: String
  /// What it shows, in a sentence.
  public let caption: String
  /// What stands below the horizontal axis, one a value.
  public let labels: [String]
  /// What is drawn, the last in front.
  public let series: [Series]
  /// What is counted, with its unit.
  public let axis: String
  /// The same figures.
  public let table: PageTable

  /// Draws a chart.
  public init(
    _ id: String, _ caption: String, labels: [String], axis: String, _ series: [Series],
    table: PageTable
  ) {
    self.id = id
    self.caption = caption
    self.labels = labels
    self.axis = axis
    self.series = series
    self.table = table
  }
}

extension Chart {
  /// What `charts.js` draws it from.
  var json: JSONText {
    .object([
      ("labels", .list(labels.map(JSONText.text))), ("axis", .text(axis)),
      ("series", .list(series.map(Self.json))),
    ])
  }

  private static func json(_ series: Series) -> JSONText {
    var pairs: [(String, JSONText)] = [
      ("name", .text(series.name)), ("values", .list(series.values.map(number))),
    ]
    if let lower = series.lower { pairs.append(("lower", .list(lower.map(number)))) }
    switch series.shape {
    case .line: pairs.append(("shape", .text("line")))
    case .points: pairs.append(("shape", .text("points")))
    case .bars: pairs.append(("shape", .text("bars")))
    case .floating: pairs.append(("shape", .text("floating")))
    case .band(let share):
      pairs.append(("shape", .text("band")))
      pairs.append(("share", .whole(share)))
    }
    return .object(pairs)
  }

  private static func number(_ value: Double?) -> JSONText {
    .number(value.map { Digits.quantile($0) } ?? "null")
  }
}
