import NumericalCore
import Vocabulary

/// What belongs to each age band, in the order of codes: NCY, then need, then provision.
struct BandCells: Sendable {
  /// Position of the band of each NCY.
  let ofNCY: [Int]
  /// Positions of the NCYs of each band.
  let ncys: [[Int]]
  /// NCY × need of each band.
  let rows: [[Int]]
  /// Cells of each band.
  let cells: [[Int]]
  /// Address of each band.
  let address: [UInt64]

  init(_ space: StateSpace) {
    let codes = space.codes
    let bandOf = NCY.range.map { AgeBand(ncy: $0).index }
    let needs = codes.needs.indices.sorted { codes.needs[$0].code < codes.needs[$1].code }
    let provisions = codes.provisions.indices.sorted {
      codes.provisions[$0].code < codes.provisions[$1].code
    }
    let years = (0..<GroupTotals.bands).map { band in bandOf.indices.filter { bandOf[$0] == band } }
    let rows = years.map { years in
      years.flatMap { ncy in needs.map { ncy * space.needs + $0 } }
    }
    ofNCY = bandOf
    ncys = years
    self.rows = rows
    cells = rows.map { rows in
      rows.flatMap { row in provisions.map { row * space.provisions + $0 } }
    }
    address = AgeBand.allCases.map { stableHash("age band \($0.rawValue)") }
  }
}
