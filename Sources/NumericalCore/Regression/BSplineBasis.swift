/// A basis of B-splines with equally spaced knots: each is a smooth bump over `degree` + 1 segments,
/// and at every point of the range they sum to 1.
///
/// de Boor's recurrence (Eilers and Marx 1996, doi 10.1214/ss/1038425655, §2; de Boor 1978,
/// doi 10.1007/978-1-4612-6333-3).
public struct BSplineBasis: Sendable, Equatable {
  /// Where the basis sums to 1.
  public let range: ClosedRange<Double>
  /// The number of equal segments the range is cut into.
  public let segments: Int
  /// The degree of the polynomial in each segment: 3 for cubic splines.
  public let degree: Int

  /// A basis over a range of positive, finite width. `segments` ≥ 1, `degree` ≥ 0.
  public init(over range: ClosedRange<Double>, segments: Int, degree: Int = 3) {
    precondition(
      range.lowerBound.isFinite && range.upperBound.isFinite
        && range.lowerBound < range.upperBound, "B-splines over \(range)")
    precondition(segments >= 1 && degree >= 0, "\(segments) segments of degree \(degree)")
    (self.range, self.segments, self.degree) = (range, segments, degree)
  }

  /// The number of B-splines: segments + degree.
  public var count: Int { segments + degree }

  /// The values of all B-splines at x, which must lie in the range. O(count + degree²).
  public func values(at x: Double) -> [Double] {
    precondition(range.contains(x), "\(x) is not in \(range)")
    let place =
      (x - range.lowerBound) / (range.upperBound - range.lowerBound) * Double(segments)
    let segment = min(Int(place), segments - 1)
    let local = place - Double(segment)
    var bumps = [1.0]
    for order in 0..<degree { bumps = raised(bumps, to: order + 1, local) }
    var values = [Double](repeating: 0, count: count)
    for (index, value) in bumps.enumerated() { values[segment + index] = value }
    return values
  }

  /// The B-splines that are not nought in a segment, one degree up; `local` in 0...1 is the place in
  /// the segment.
  private func raised(_ bumps: [Double], to degree: Int, _ local: Double) -> [Double] {
    var result = [Double](repeating: 0, count: degree + 1)
    for (index, value) in bumps.enumerated() {
      let start = Double(degree - 1 - index)
      let rising = (local + start) / Double(degree)
      result[index + 1] += value * rising
      result[index] += value * (1 - rising)
    }
    return result
  }

  /// One row for each point, one column for each B-spline. O(points · count).
  public func matrix(at points: [Double]) -> Matrix {
    var matrix = Matrix(rows: points.count, columns: count)
    for (row, point) in points.enumerated() {
      for (column, value) in values(at: point).enumerated() { matrix[row, column] = value }
    }
    return matrix
  }

  /// D: takes the coefficients to their differences of an order, count − order rows. The penalty of
  /// Eilers and Marx is λ ‖D c‖².
  public func differences(order: Int) -> Matrix {
    precondition(order >= 0 && order < count, "differences of order \(order) of \(count) splines")
    var rows = Matrix.identity(order: count)
    for _ in 0..<order {
      var next = Matrix(rows: rows.rows - 1, columns: count)
      for row in 0..<next.rows {
        for column in 0..<count {
          next[row, column] = rows[row + 1, column] - rows[row, column]
        }
      }
      rows = next
    }
    return rows
  }
}
