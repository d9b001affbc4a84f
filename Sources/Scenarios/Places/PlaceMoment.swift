import Vocabulary

/// The two moments of an academic year between which places are planned.
///
/// Counted is the January census between them. Children who look during the year (new plans, transfers in, moves in the middle of a
/// phase) are taken to come evenly over the twelve months between two censuses.
public enum PlaceMoment: Int, CaseIterable, Sendable {
  /// Its start: those who look from September to December have not come yet.
  case september
  /// Its end, when it is fullest: those who look from January to July have come.
  case july

  /// The word in the files.
  public var text: String {
    switch self {
    case .september: "september"
    case .july: "july"
    }
  }

  /// Months of children who look during a year: before the census, or after it.
  public var months: Int {
    switch self {
    case .september: 4
    case .july: 7
    }
  }

  /// Children who need a place at the moment: to whole children, halves up.
  ///
  /// - Parameters:
  ///   - census: those who need one at the January census.
  ///   - before: those who looked during the year that the census closes.
  ///   - after: those who look during the next.
  @inline(__always)
  func needed(_ census: Int32, before: Int32, after: Int32) -> Int32 {
    switch self {
    case .september: census &- (before &* 4 &+ 6) / 12
    case .july: census &+ (after &* 7 &+ 6) / 12
    }
  }

  /// The two conventions, for the log.
  static var log: [Assumption] {
    allCases.map { moment in
      let months = moment == .september ? "September to December" : "January to July"
      return Assumption(
        "months_to_\(moment.text)", value: "\(moment.months)", unit: "of 12 months",
        Provenance(
          .assumption,
          "children who look during the year come evenly over its months: \(moment.months) of 12 from \(months)"
        ))
    }
  }
}
