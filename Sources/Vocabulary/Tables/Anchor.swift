/// A count made after the base census: what a run is conditioned on, or compared with.
public struct Anchor: Sendable, Hashable {
  /// What was counted.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// All plans at a January census.
    case januaryTotal = "january_total"
    /// All plans at the end of a month, from the authority's own caseload.
    case monthEndTotal = "month_end_total"
    /// New plans issued from 1 January of the year to the date, the day included.
    case plansIssued = "plans_issued"
  }

  /// What was counted.
  public let measure: Measure
  /// When; of a January census only the year counts.
  public let date: CalendarDate
  /// The count.
  public let value: Int
  /// Where it comes from.
  public let provenance: Provenance

  /// Records a count.
  public init(_ measure: Measure, date: CalendarDate, value: Int, provenance: Provenance) {
    self.measure = measure
    self.date = date
    self.value = value
    self.provenance = provenance
  }

  /// The January census that the count is of, or the last before it; new plans belong to the calendar year of their
  /// date, which that year's census opens.
  public var census: Int {
    switch measure {
    case .januaryTotal, .plansIssued: date.year
    case .monthEndTotal: date < .census(date.year) ? date.year - 1 : date.year
    }
  }

  /// How much of the time to the next census has gone by, 0 to 1; of the calendar year for new plans.
  public var elapsed: Double {
    switch measure {
    case .januaryTotal: 0
    case .plansIssued: date.shareOfYear
    case .monthEndTotal:
      Double(date.days(since: .census(census)))
        / Double(CalendarDate.census(census + 1).days(since: .census(census)))
    }
  }

  /// The last January census a run must reach to say anything of it.
  public var lastCensus: Int { measure == .januaryTotal ? census : census + 1 }

  /// By date, whatever the order of the rows.
  public static func inOrder(_ anchors: [Anchor]) -> [Anchor] {
    anchors.sorted {
      ($0.date, $0.measure.rawValue, $0.value) < ($1.date, $1.measure.rawValue, $1.value)
    }
  }
}

/// The middle of the draws and the range that holds 8 in 10 of them.
public struct LikelyRange: Sendable, Hashable {
  /// One draw in ten is below.
  public let low: Double
  /// Half of the draws are below.
  public let middle: Double
  /// One draw in ten is above.
  public let high: Double

  /// Records a range.
  public init(low: Double, middle: Double, high: Double) {
    self.low = low
    self.middle = middle
    self.high = high
  }
}

/// What an anchor did to a forecast.
public struct AnchorEffect: Sendable, Hashable {
  /// A figure before and after.
  public struct Change: Sendable, Hashable {
    /// The January census whose plans it is; nil for what the anchor counted, on its date.
    public let census: Int?
    /// With the anchors of earlier dates only.
    public let before: LikelyRange
    /// With this one as well.
    public let after: LikelyRange

    /// Records a change.
    public init(census: Int?, before: LikelyRange, after: LikelyRange) {
      self.census = census
      self.before = before
      self.after = after
    }
  }

  /// The anchor.
  public let anchor: Anchor
  /// What was counted, then plans at the next three January censuses.
  public let changes: [Change]

  /// Records an effect.
  public init(_ anchor: Anchor, changes: [Change]) {
    self.anchor = anchor
    self.changes = changes
  }
}
