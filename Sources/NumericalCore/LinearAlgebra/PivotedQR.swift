import CLAPACK

/// The QR factorisation with column pivoting of a matrix A whose columns are independent, for least
/// squares: minimises the Euclidean length of b − A · x.
///
/// Columns are first scaled by powers of two (which rounds nothing) to lengths in [1, 2), so that
/// neither the accuracy nor the verdict on dependence hangs on the units of a column.
///
/// LAPACK's `DGEQP3`, `DORMQR` and `DTRTRS` (Quintana-Ortí, Sun and Bischof 1998,
/// doi 10.1137/S1064827595296732; Anderson et al., *LAPACK Users' Guide*,
/// doi 10.1137/1.9780898719604). All overwrite their matrices, which are copies here.
public struct PivotedQR: Sendable {
  /// A column is called dependent when what is left of it, once the earlier columns are taken out,
  /// is no more than this part of the longest column (all columns scaled to about 1). R's `lm` uses
  /// 10⁻⁷; this is smaller so that NIST's Filip polynomial is fitted.
  public static let dependence = 1e-12

  /// The number of rows of A.
  public let rows: Int
  /// The number of columns of A.
  public let columns: Int

  /// What a large and tall matrix is brought down to its triangle by, which then is factorised below.
  private let tall: TallQR?
  /// The rows of what is factorised below: those of A, or of its triangle.
  private let coreRows: Int
  /// R on and above the diagonal, Householder vectors below it.
  private let packed: [Double]
  private let tau: [Double]
  /// The column of A that became column k of R.
  private let pivots: [Int]
  private let scales: [Double]
  private let matrix: Matrix

  /// Factorises a matrix of `rows` by `columns`.
  ///
  /// - Throws: `LinearAlgebraError.dependentColumn` with the first column (from 0) that is a linear
  ///   combination of the columns before it; `notFinite` if an entry is infinite or not a number.
  /// - Complexity: O(2 rows · columns²) time, O(rows · columns) memory.
  public init(of matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireFinite()
    (rows, columns) = (matrix.rows, matrix.columns)
    self.matrix = matrix
    scales = matrix.columnScales()
    tall = TallQR.suits(matrix) ? TallQR(of: matrix, scales: scales) : nil
    var core = tall?.triangle ?? matrix.scaled(by: scales)
    coreRows = core.rows
    var tau = [Double](repeating: 0, count: min(core.rows, columns))
    pivots = tau.isEmpty ? [] : Self.factorise(&core.storage, &tau, core.rows, columns)
    (packed, self.tau) = (core.storage, tau)
    try requireIndependence()
  }

  private static func factorise(
    _ packed: inout [Double], _ tau: inout [Double], _ rows: Int, _ columns: Int
  ) -> [Int] {
    var (m, n, length, info) = (Int32(rows), Int32(columns), Int32(-1), Int32(0))
    var pivots = [Int32](repeating: 0, count: columns)
    var size = 0.0
    dgeqp3_(&m, &n, &packed, &m, &pivots, &tau, &size, &length, &info)
    length = Int32(size)
    var work = [Double](repeating: 0, count: Int(length))
    dgeqp3_(&m, &n, &packed, &m, &pivots, &tau, &work, &length, &info)
    precondition(info == 0, "argument \(-info) of DGEQP3 is illegal, \(rows) by \(columns)")
    return pivots.map { Int($0) - 1 }
  }

  private func requireIndependence() throws(LinearAlgebraError) {
    let longest = tau.isEmpty ? 0 : abs(packed[0])
    let independent = tau.indices.prefix {
      abs(packed[$0 * coreRows + $0]) > Self.dependence * longest
    }
    guard independent.count < columns else { return }
    let pivot = pivots.isEmpty ? 0 : pivots[independent.count]
    throw .dependentColumn(index: firstDependentColumn ?? pivot)
  }

  /// Takes the earlier columns out of each column, twice (Daniel et al. 1976,
  /// doi 10.1090/S0025-5718-1976-0431641-8), until nothing is left of one.
  private var firstDependentColumn: Int? {
    let scaled = matrix.scaled(by: scales)
    var basis: [[Double]] = []
    for column in 0..<columns {
      var rest = scaled.column(column)
      for _ in 0..<2 {
        for vector in basis {
          let share = zip(rest, vector).reduce(0) { $0 + $1.0 * $1.1 }
          for row in 0..<rows { rest[row] -= share * vector[row] }
        }
      }
      let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 10 * Self.dependence else { return column }
      basis.append(rest.map { $0 / length })
    }
    return nil
  }

  /// The x that minimises the length of `response` − A · x. `response` has `rows` finite values, the
  /// result `columns`. The solution is corrected once by the solution for its own residual, taken
  /// with twice the digits (Golub and Wilkinson 1966, doi 10.1007/BF02166032): where A fits the
  /// response well, that wins back most of the digits its condition costs. O(8 rows · columns).
  public func solution(_ response: [Double]) -> [Double] {
    guard columns > 0 else { return [] }
    let first = scaledSolution(response)
    let correction = scaledSolution(preciseResiduals(response, first))
    return (0..<columns).map { (first[$0] + correction[$0]) * scales[$0] }
  }

  private func scaledSolution(_ response: [Double]) -> [Double] {
    let rotated = multiplied(response, transpose: true)
    let permuted = triangularSolution(Array(rotated.prefix(columns)), columns: 1)
    var solution = [Double](repeating: 0, count: columns)
    for (place, column) in pivots.enumerated() { solution[column] = permuted[place] }
    return solution
  }

  /// `response` − scaled A · x, each sum carrying its rounding errors along (Ogita, Rump and Oishi
  /// 2005, doi 10.1137/030601818).
  private func preciseResiduals(_ response: [Double], _ solution: [Double]) -> [Double] {
    var (sums, errors) = (response, [Double](repeating: 0, count: rows))
    for column in 0..<columns {
      let (factor, scale) = (SplitDouble(-solution[column]), scales[column])
      matrix.storage.withUnsafeBufferPointer { entries in
        sums.withUnsafeMutableBufferPointer { sums in
          errors.withUnsafeMutableBufferPointer { errors in
            for row in 0..<rows {
              let (product, lost) = factor.times(entries[column * rows + row] * scale)
              let sum = sums[row] + product
              let part = sum - sums[row]
              errors[row] += lost
              errors[row] += (sums[row] - (sum - part)) + (product - part)
              sums[row] = sum
            }
          }
        }
      }
    }
    return zip(sums, errors).map(+)
  }

  /// `response` − A · x at the solution: the part of it that is orthogonal to every column.
  /// O(8 rows · columns).
  public func residuals(_ response: [Double]) -> [Double] {
    guard columns > 0 else { return response }
    var rotated = multiplied(response, transpose: true)
    for index in 0..<columns { rotated[index] = 0 }
    return multiplied(rotated, transpose: false)
  }

  /// A matrix T of `columns` by `columns` with (Aᵀ · A)⁻¹ = T · Tᵀ; columns of A · T are
  /// orthonormal. O(columns³).
  public var inverseRoot: Matrix {
    let inverse = triangularSolution(Matrix.identity(order: columns).storage, columns: columns)
    var root = Matrix(rows: columns, columns: columns)
    for (place, column) in pivots.enumerated() {
      for other in 0..<columns {
        root[column, other] = inverse[other * columns + place] * scales[column]
      }
    }
    return root
  }

  /// Qᵀ · vector or Q · vector.
  private func multiplied(_ vector: [Double], transpose: Bool) -> [Double] {
    precondition(
      vector.count == rows && vector.areFinite,
      "\(vector.count) values for \(rows) rows, or not all finite")
    var result = vector
    guard let tall else {
      multiplyCore(&result, transpose: transpose)
      return result
    }
    if transpose { tall.rotate(&result) }
    multiplyCore(&result, transpose: transpose)
    if !transpose { tall.rotateBack(&result) }
    return result
  }

  /// The same for the first `coreRows` values of a vector.
  private func multiplyCore(_ vector: inout [Double], transpose: Bool) {
    var (m, one, k) = (Int32(coreRows), Int32(1), Int32(tau.count))
    var work = [Double](repeating: 0, count: 64 * 66)  // Enough for DORMQR's blocks of 64.
    var (length, info) = (Int32(work.count), Int32(0))
    dormqr_(
      "L", transpose ? "T" : "N", &m, &one, &k, packed, &m, tau, &vector, &m, &work, &length, &info,
      1, 1)
    precondition(info == 0, "argument \(-info) of DORMQR is illegal, \(coreRows) rows")
  }

  /// R⁻¹ · right.
  private func triangularSolution(_ right: [Double], columns count: Int) -> [Double] {
    guard columns > 0 else { return [] }
    var solution = right
    var (order, sides, leading, info) = (Int32(columns), Int32(count), Int32(coreRows), Int32(0))
    dtrtrs_(
      "U", "N", "N", &order, &sides, packed, &leading, &solution, &order, &info, 1, 1, 1)
    precondition(info == 0, "info \(info) of DTRTRS, though the columns are independent")
    return solution
  }
}

/// The x that minimises the Euclidean length of `response` − `matrix` · x, by QR factorisation with column
/// pivoting: see `PivotedQR`, which serves several responses.
///
/// - Throws: `LinearAlgebraError.dependentColumn`, `notFinite`.
/// - Complexity: O(2 rows · columns²).
public func leastSquaresSolution(
  _ matrix: Matrix, _ response: [Double]
) throws(LinearAlgebraError) -> [Double] {
  try PivotedQR(of: matrix).solution(response)
}
