import DataImport
import NumericalCore

/// Trials and probabilities as a run of a whole authority asks for them, and uniforms by their addresses:
/// `binomial FILE DRAWS`.
struct BinomialWork: Work {
  private let cases: [(trials: Int, probability: Double)]
  private let draws: Int

  init(_ words: [String]) throws {
    try self.init(path: words.text(1), draws: words.whole(2))
  }

  /// - Parameter path: a file with the columns `trials` and `probability`.
  init(path: String, draws: Int) throws {
    let table = CSVReader.read(try bytes(at: path), file: path).table
    guard let table, table.columns == ["trials", "probability"] else { throw UsageError() }
    cases = try table.records.map { record in
      guard let trials = Int(table.text(record: record, column: 0)),
        let probability = Double(table.text(record: record, column: 1))
      else { throw UsageError() }
      return (trials, probability)
    }
    self.draws = draws
  }

  /// The sum of all counts and a hash of their order, in two halves.
  mutating func answer() -> [Double] {
    let (sum, hash) = counted()
    return [Double(sum), Double(hash >> 32), Double(hash & 0xFFFF_FFFF)]
  }

  /// The sum of all counts and a hash of their order.
  func counted() -> (sum: Int, hash: UInt64) {
    var (sum, hash) = (0, UInt64(0))
    for draw in 0..<draws {
      let address = DrawAddress(seed: 2026, draw: UInt32(draw))
      for (cell, item) in cases.enumerated() {
        let u = address.uniform(year: 1, cell: UInt64(cell), purpose: 3)
        let count = binomialQuantile(u, trials: item.trials, probability: item.probability)
        sum += count
        hash = (hash ^ UInt64(count)) &* 0x100_0000_01B3
      }
    }
    return (sum, hash)
  }
}
