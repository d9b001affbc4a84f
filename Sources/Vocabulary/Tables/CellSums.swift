extension StateSpace {
  /// Adds the heads of some national curriculum years to sums by need × provision.
  ///
  /// Years are whole stretches of memory, which processors add several cells at a time: visiting every cell once costs less than
  /// asking every cell whether somebody is there.
  ///
  /// - Parameters:
  ///   - cells: cells of the space.
  ///   - ncys: positions of the years.
  ///   - sums: `cellsPerNCY` of them.
  public func add(_ cells: [Int32], ofYears ncys: Range<Int>, to sums: inout [Int32]) {
    let width = cellsPerNCY
    precondition(cells.count == count && sums.count == width && ncys.upperBound <= self.ncys)
    sums.withUnsafeMutableBufferPointer { sums in
      cells.withUnsafeBufferPointer { cells in
        for ncy in ncys {
          let year = UnsafeBufferPointer(rebasing: cells[(ncy * width)..<((ncy + 1) * width)])
          // No country has as many plans as 32 bits can count.
          for cell in sums.indices { sums[cell] &+= year[cell] }
        }
      }
    }
  }

  /// The positions of the years of each age band.
  public var yearsOfBands: [Range<Int>] {
    let bands = NCY.range.map { AgeBand(ncy: $0).index }
    return AgeBand.allCases.map { band in
      let first = bands.firstIndex(of: band.index) ?? 0
      return first..<(first + bands.count { $0 == band.index })
    }
  }
}
