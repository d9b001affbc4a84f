import Testing

@testable import Reporting

/// Counts of 1 to 4 children are not shown, nor what they could be worked out from.
struct SmallNumbersTests {
  @Test func `nothing small, nothing masked; zeros are shown`() {
    let table = SmallNumbers(
      [[5, 0, 5], [7, 9, 16], [12, 9, 21]], rowsAdd: true, columnsAdd: true)
    #expect(table.mask.allSatisfy { !$0.contains(true) })
  }

  @Test func `a single small count takes another of its row and of its column with it`() {
    // Rows and columns end with their sums: 3 could be had from 23 less 20, and from 10 less 7.
    let counts = [[3, 20, 23], [7, 30, 37], [10, 50, 60]]
    let mask = SmallNumbers(counts, rowsAdd: true, columnsAdd: true).mask
    #expect(mask == [[true, true, false], [true, true, false], [false, false, false]])
  }

  @Test func `without sums only the small counts go`() {
    let mask = SmallNumbers([[3, 20], [7, 1]], rowsAdd: false, columnsAdd: false).mask
    #expect(mask == [[true, false], [false, true]])
  }

  @Test(arguments: 0..<300)
  func `no line that adds has a single masked cell that others give away`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func below(_ bound: UInt64) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % bound)
    }
    let (rows, columns) = (2 + below(5), 2 + below(5))
    var counts = (0..<rows).map { _ in
      (0..<columns).map { _ in below(3) == 0 ? below(30) : below(6) }
    }
    counts = counts.map { $0 + [$0.reduce(0, +)] }
    counts.append((0...columns).map { column in counts.reduce(0) { $0 + $1[column] } })
    let mask = SmallNumbers(counts, rowsAdd: true, columnsAdd: true).mask
    let lines =
      counts.indices.map { row in (0...columns).map { (row, $0) } }
      + (0...columns).map { column in counts.indices.map { ($0, column) } }
    for line in lines {
      let masked = line.filter { mask[$0.0][$0.1] }
      let others = line.filter { !mask[$0.0][$0.1] && counts[$0.0][$0.1] > 0 }
      #expect(masked.count != 1 || others.isEmpty)
    }
    for (row, cells) in counts.enumerated() {
      for (column, count) in cells.enumerated() {
        #expect(mask[row][column] || !(1...4).contains(count))
        #expect(count > 0 || !mask[row][column])
      }
    }
  }
}
