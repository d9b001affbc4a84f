import Projection
public import Vocabulary

/// Later counts beside what a run said of them.
public struct Monitor: Sendable, Hashable {
  /// The run.
  public let run: PastRun
  /// The counts that the run reaches, by date.
  public let rows: [MonitorRow]
  /// Counts of dates that the run does not reach.
  public let beyond: [Anchor]

  /// Compares counts with a run.
  ///
  /// Month ends lie on the straight line between the logarithms of the censuses around them. Plans issued are the share of the
  /// year's new plans that has gone by, with the chance and the pace that a part of a year adds.
  public init(_ anchors: [Anchor], run: PastRun) {
    let ordered = Anchor.inOrder(anchors)
    self.run = run
    rows = ordered.compactMap { anchor in
      run.range(of: anchor).map {
        MonitorRow(anchor: anchor, range: $0, isKnown: run.isConditioned(on: anchor))
      }
    }
    beyond = ordered.filter { run.range(of: $0) == nil }
  }

  /// True where a count lies outside its range.
  public var hasOutside: Bool { rows.contains { $0.verdict != .inside } }
}

/// One count beside what a run said of it.
public struct MonitorRow: Sendable, Hashable {
  /// Where a count lies.
  public enum Verdict: String, Sendable, CaseIterable {
    /// Within the range that holds 8 draws in 10, its ends included.
    case inside
    /// Above it.
    case above
    /// Below it.
    case below
  }

  /// The count.
  public let anchor: Anchor
  /// What the run said.
  public let range: LikelyRange
  /// True where the run was conditioned on the count, so that agreement says nothing.
  public let isKnown: Bool

  /// Where the count lies.
  public var verdict: Verdict {
    let value = Double(anchor.value)
    return value < range.low ? .below : value > range.high ? .above : .inside
  }

  /// How far the count is above the middle; below 0 where it is below.
  public var fromMiddle: Double { Double(anchor.value) - range.middle }

  /// How far the count is beyond the end of the range; 0 inside.
  public var beyondRange: Double {
    switch verdict {
    case .inside: 0
    case .above: Double(anchor.value) - range.high
    case .below: range.low - Double(anchor.value)
    }
  }

  /// True for a caseload outside by no more than caseload systems usually differ from the census.
  public var isWithinSystems: Bool {
    anchor.measure == .monthEndTotal && verdict != .inside
      && beyondRange <= AnchorSettings().caseloadDifference * range.middle
  }
}

extension PastRun {
  /// True for a count that the run was given, or plans issued that a later count it was given includes.
  fileprivate func isConditioned(on anchor: Anchor) -> Bool {
    known.contains { given in
      given.measure == anchor.measure
        && (given.date == anchor.date
          || given.date.year == anchor.date.year
            && (anchor.measure == .januaryTotal
              || anchor.measure == .plansIssued && anchor.date < given.date))
    }
  }

  /// What the run says of a count; nil where it does not reach it.
  fileprivate func range(of anchor: Anchor) -> LikelyRange? {
    switch anchor.measure {
    case .januaryTotal: anchor.census > baseCensus ? plans[anchor.census] : nil
    case .monthEndTotal:
      plans[anchor.census].flatMap { opening in
        plans[anchor.lastCensus].map { opening.towards($0, share: anchor.elapsed) }
      }
    case .plansIssued:
      newPlans[anchor.lastCensus].map { $0.issued(elapsed: anchor.elapsed) }
    }
  }
}

extension LikelyRange {
  /// The range a share of the way to a later one, in logarithms.
  fileprivate func towards(_ later: LikelyRange, share: Double) -> LikelyRange {
    func between(_ from: Double, _ to: Double) -> Double {
      guard from > 0, to > 0 else { return from + share * (to - from) }
      return from * power(to / from, share)
    }
    return LikelyRange(
      low: between(low, later.low), middle: between(middle, later.middle),
      high: between(high, later.high))
  }

  /// Plans of a part of a year, of whose whole this is the range.
  ///
  /// The distances from the middle are joined with 1.2816 standard deviations of the part: chance, elapsed · left · whole, and
  /// pace, (pace · elapsed · left · whole)².
  fileprivate func issued(elapsed: Double) -> LikelyRange {
    let part = elapsed * (1 - elapsed) * middle
    let pace = AnchorSettings().pace * part
    let own = 1.2816 * 1.2816 * (part + pace * pace)
    func distance(_ whole: Double) -> Double {
      (elapsed * whole * elapsed * whole + own).squareRoot()
    }
    return LikelyRange(
      low: max(0, elapsed * middle - distance(middle - low)), middle: elapsed * middle,
      high: elapsed * middle + distance(high - middle))
  }
}
