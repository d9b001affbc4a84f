import Vocabulary

extension Row {
  /// True for a cell that says nothing: it is empty, or of an optional column that the file lacks.
  func isBlank(_ column: String) -> Bool { text(column)?.allSatisfy(\.isWhitespace) ?? true }

  /// A value that may be not known: `.some(nil)` for a blank cell; nil, with a finding, for a fault.
  mutating func known<Value>(
    _ column: String, _ read: (inout Row, String) -> Value?
  ) -> Value?? {
    if isBlank(column) { return .some(nil) }
    return read(&self, column).map { .some($0) }
  }

  /// Easting and northing, both or neither: `.some(nil)` for neither.
  mutating func point() -> GridPoint?? {
    let blank = ["easting", "northing"].filter { isBlank($0) }
    if blank.count == 2 { return .some(nil) }
    guard let missing = blank.first else { return gridPoint().map { .some($0) } }
    report(
      .halfCoordinate, missing,
      seen: "\(missing == "easting" ? "northing" : "easting") without \(missing)",
      expected: "both, or neither", remedy: "Fill in the other half, or leave both empty.")
    return nil
  }

  private mutating func gridPoint() -> GridPoint? {
    let metres = -10_000_000...10_000_000
    let east = integer("easting", in: metres)
    let north = integer("northing", in: metres)
    guard let east, let north else { return nil }
    if let point = GridPoint(easting: east, northing: north) { return point }
    let (eastings, northings) = (GridPoint.eastings, GridPoint.northings)
    report(
      .outsideEngland, eastings.contains(east) ? "northing" : "easting",
      seen: "easting \(east), northing \(north)",
      expected: "a point of England: easting \(eastings.lowerBound) to \(eastings.upperBound), "
        + "northing \(northings.lowerBound) to \(northings.upperBound)",
      remedy: "Give whole metres on the Ordnance Survey National Grid (EPSG:27700), easting first.")
    return nil
  }
}
