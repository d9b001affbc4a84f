import CLAPACK

/// The QR factorisation, without pivoting, of a matrix A with many more rows than columns: A = Q · R.
///
/// Blocks of rows that fit the cache are factorised one by one (LAPACK's `DGEQRF`), then their triangles, stacked; so the
/// matrix goes through memory once and not once a column (Demmel, Grigori, Hoemmen and Langou 2012, doi 10.1137/080731992).
struct TallQR: Sendable {
  /// Where a block's rows and its part of the storage begin.
  private struct Block {
    let first: Int
    let rows: Int
  }

  private let columns: Int
  private let blocks: [Block]
  /// The blocks one after the other, each by column: Householder vectors below the diagonals.
  private var storage: [Double]
  private var taus: [Double]
  /// The triangles of the blocks, stacked and factorised; empty for one block.
  private var stacked: [Double] = []
  private var stackedTaus: [Double] = []

  /// Whether the matrix is so large and so tall that this way is the quicker one.
  static func suits(_ matrix: Matrix) -> Bool {
    matrix.rows >= 4 * matrix.columns && matrix.rows * matrix.columns >= 65_536
  }

  /// - Parameter scales: what each column is multiplied by first.
  /// - Complexity: O(2 rows · columns²) time; the memory of one copy of the matrix.
  init(of matrix: Matrix, scales: [Double]) {
    columns = matrix.columns
    blocks = Self.blocks(rows: matrix.rows, columns: matrix.columns)
    storage = Self.blockwise(matrix, scales, blocks)
    taus = [Double](repeating: 0, count: blocks.count * columns)
    for index in blocks.indices { factorise(index) }
    if blocks.count > 1 { factoriseTriangles() }
  }

  /// Blocks of about equal size, at least four times as high as wide.
  private static func blocks(rows: Int, columns: Int) -> [Block] {
    let count = max(1, rows / max(1_024, 8 * columns))
    return (0..<count).map { index in
      let first = rows * index / count
      return Block(first: first, rows: rows * (index + 1) / count - first)
    }
  }

  private static func blockwise(
    _ matrix: Matrix, _ scales: [Double], _ blocks: [Block]
  ) -> [Double] {
    let (rows, columns) = (matrix.rows, matrix.columns)
    return [Double](unsafeUninitializedCapacity: rows * columns) { target, filled in
      matrix.storage.withUnsafeBufferPointer { source in
        for block in blocks {
          for column in 0..<columns {
            let (from, to) = (
              column * rows + block.first, block.first * columns + column * block.rows
            )
            let scale = scales[column]
            for row in 0..<block.rows { target[to + row] = source[from + row] * scale }
          }
        }
      }
      filled = rows * columns
    }
  }

  private mutating func factorise(_ index: Int) {
    let block = blocks[index]
    storage.withUnsafeMutableBufferPointer { storage in
      taus.withUnsafeMutableBufferPointer { taus in
        Self.factorise(
          UnsafeMutableBufferPointer(rebasing: storage[(block.first * columns)...]),
          UnsafeMutableBufferPointer(rebasing: taus[(index * columns)...]), block.rows, columns)
      }
    }
  }

  private static func factorise(
    _ matrix: UnsafeMutableBufferPointer<Double>, _ taus: UnsafeMutableBufferPointer<Double>,
    _ rows: Int, _ columns: Int
  ) {
    var (m, n, info) = (Int32(rows), Int32(columns), Int32(0))
    var work = [Double](repeating: 0, count: 64 * columns)
    var length = Int32(work.count)
    dgeqrf_(&m, &n, matrix.baseAddress, &m, taus.baseAddress, &work, &length, &info)
    precondition(info == 0, "argument \(-info) of DGEQRF is illegal, \(rows) by \(columns)")
  }

  private mutating func factoriseTriangles() {
    let rows = blocks.count * columns
    stacked = [Double](repeating: 0, count: rows * columns)
    for (index, block) in blocks.enumerated() {
      for column in 0..<columns {
        for row in 0...column {
          stacked[column * rows + index * columns + row] =
            storage[block.first * columns + column * block.rows + row]
        }
      }
    }
    stackedTaus = [Double](repeating: 0, count: columns)
    stacked.withUnsafeMutableBufferPointer { stacked in
      stackedTaus.withUnsafeMutableBufferPointer { taus in
        Self.factorise(stacked, taus, rows, columns)
      }
    }
  }

  /// R: upper triangular, columns by columns.
  var triangle: Matrix {
    var result = Matrix(rows: columns, columns: columns)
    let (source, rows) = stacked.isEmpty ? (storage, blocks[0].rows) : (stacked, stackedRows)
    for column in 0..<columns {
      for row in 0...column { result[row, column] = source[column * rows + row] }
    }
    return result
  }

  private var stackedRows: Int { blocks.count * columns }

  /// Turns a vector of `rows` values into Qᵀ · vector, whose first `columns` values belong to R. O(4 rows · columns).
  func rotate(_ vector: inout [Double]) {
    vector.withUnsafeMutableBufferPointer { vector in
      for index in blocks.indices { apply("T", to: vector, block: index) }
      applyStacked("T", to: vector)
    }
  }

  /// Turns a vector of `rows` values into Q · vector: what `rotate` undoes. O(4 rows · columns).
  func rotateBack(_ vector: inout [Double]) {
    vector.withUnsafeMutableBufferPointer { vector in
      applyStacked("N", to: vector)
      for index in blocks.indices { apply("N", to: vector, block: index) }
    }
  }

  private func apply(
    _ transposition: String, to vector: UnsafeMutableBufferPointer<Double>, block index: Int
  ) {
    let block = blocks[index]
    storage.withUnsafeBufferPointer { storage in
      taus.withUnsafeBufferPointer { taus in
        Self.apply(
          transposition, UnsafeBufferPointer(rebasing: storage[(block.first * columns)...]),
          UnsafeBufferPointer(rebasing: taus[(index * columns)...]),
          UnsafeMutableBufferPointer(rebasing: vector[block.first..<block.first + block.rows]),
          columns)
      }
    }
  }

  private static func apply(
    _ transposition: String, _ matrix: UnsafeBufferPointer<Double>,
    _ taus: UnsafeBufferPointer<Double>, _ vector: UnsafeMutableBufferPointer<Double>,
    _ columns: Int
  ) {
    var (m, one, k) = (Int32(vector.count), Int32(1), Int32(columns))
    var work = [Double](repeating: 0, count: 64 * 66)  // Enough for DORMQR's blocks of 64.
    var (length, info) = (Int32(work.count), Int32(0))
    dormqr_(
      "L", transposition, &m, &one, &k, matrix.baseAddress, &m, taus.baseAddress,
      vector.baseAddress, &m, &work, &length, &info, 1, 1)
    precondition(info == 0, "argument \(-info) of DORMQR is illegal, \(vector.count) rows")
  }

  /// The same for the first values of every block, which stand for the stacked triangles.
  private func applyStacked(
    _ transposition: String, to vector: UnsafeMutableBufferPointer<Double>
  ) {
    guard blocks.count > 1 else { return }
    var firsts = blocks.flatMap { vector[$0.first..<$0.first + columns] }
    firsts.withUnsafeMutableBufferPointer { firsts in
      stacked.withUnsafeBufferPointer { stacked in
        stackedTaus.withUnsafeBufferPointer { taus in
          Self.apply(transposition, stacked, taus, firsts, columns)
        }
      }
    }
    for (index, block) in blocks.enumerated() {
      for row in 0..<columns { vector[block.first + row] = firsts[index * columns + row] }
    }
  }
}
