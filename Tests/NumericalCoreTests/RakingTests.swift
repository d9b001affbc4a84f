import NumericalCore
import Testing

private func random(_ count: Int, cell: UInt64, zeros: Double) -> [Double] {
  let address = DrawAddress(seed: 41, draw: 0)
  return (0..<count).map {
    let pair = address.uniforms(year: $0, cell: cell, purpose: 0)
    return pair.0 < zeros ? 0 : 0.05 + 3 * pair.1
  }
}

private func margins(
  of table: [Double], shape: (Int, Int, Int)
) -> (ab: [Double], ac: [Double], bc: [Double]) {
  let (a, b, c) = shape
  var ab = [Double](repeating: 0, count: a * b)
  var ac = [Double](repeating: 0, count: a * c)
  var bc = [Double](repeating: 0, count: b * c)
  for (index, value) in table.enumerated() {
    let (i, j, k) = (index / (b * c), index / c % b, index % c)
    ab[i * b + j] += value
    ac[i * c + k] += value
    bc[j * c + k] += value
  }
  return (ab, ac, bc)
}

private func largestGap(_ one: [Double], _ other: [Double]) -> Double {
  zip(one, other).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

@Suite struct RakingTests {
  @Test("A raked cube has all three margins and the seed's zeros", arguments: 0..<25)
  func cubeMargins(trial: Int) throws {
    let shape = (1 + trial % 4, 2 + trial % 3, 1 + trial % 5)
    let count = shape.0 * shape.1 * shape.2
    let zeros = random(count, cell: UInt64(trial), zeros: 0.3)
    let truth = zip(zeros, random(count, cell: 1_000 + UInt64(trial), zeros: 0)).map {
      $0 == 0 ? 0 : $1
    }
    let wanted = margins(of: truth, shape: shape)
    let fitted = try raked(seed: zeros, shape: shape, margins: wanted, tolerance: 1e-9)
    let seen = margins(of: fitted.values, shape: shape)
    let gap = max(
      largestGap(seen.ab, wanted.ab), largestGap(seen.ac, wanted.ac), largestGap(seen.bc, wanted.bc)
    )
    #expect(gap <= 1.0001e-9 && abs(fitted.largestDeviation - gap) < 1e-12)
    #expect(zip(zeros, fitted.values).allSatisfy { $0 > 0 || $1 == 0 })
  }

  @Test func `A cube whose margins are the seed's is left alone`() throws {
    let seed = random(60, cell: 5, zeros: 0.2)
    let fitted = try raked(
      seed: seed, shape: (3, 4, 5), margins: margins(of: seed, shape: (3, 4, 5)))
    #expect(largestGap(fitted.values, seed) < 1e-12 && fitted.iterations == 1)
  }

  @Test func `Raking keeps the seed's three-way odds ratios`() throws {
    let seed = random(8, cell: 6, zeros: 0)
    let truth = random(8, cell: 7, zeros: 0)
    let fitted = try raked(
      seed: seed, shape: (2, 2, 2), margins: margins(of: truth, shape: (2, 2, 2)), tolerance: 1e-12)
    func ratio(_ t: [Double]) -> Double {
      t[0] * t[3] * t[5] * t[6] / (t[1] * t[2] * t[4] * t[7])
    }
    #expect(abs(ratio(fitted.values) / ratio(seed) - 1) < 1e-9)
  }

  @Test("A raked table has its margins and the seed's odds ratios", arguments: 0..<10)
  func tables(trial: Int) throws {
    let (rows, columns) = (2 + trial % 3, 2 + trial % 4)
    let seed = random(rows * columns, cell: 50 + UInt64(trial), zeros: 0)
    let truth = random(rows * columns, cell: 90 + UInt64(trial), zeros: 0)
    let wanted = margins(of: truth, shape: (rows, columns, 1))
    let fitted = try raked(seed: seed, rows: wanted.ac, columns: wanted.bc, tolerance: 1e-11)
    let seen = margins(of: fitted.values, shape: (rows, columns, 1))
    #expect(largestGap(seen.ac, wanted.ac) < 2e-11 && largestGap(seen.bc, wanted.bc) < 2e-11)
    for cell in 0..<columns - 1 {
      func ratio(_ t: [Double]) -> Double {
        t[cell] * t[columns + cell + 1] / (t[cell + 1] * t[columns + cell])
      }
      #expect(abs(ratio(fitted.values) / ratio(seed) - 1) < 1e-9)
    }
  }

  @Test func `Margins whose totals disagree are named with both totals`() {
    let place = "total = 0, in rows and columns"
    #expect(throws: RakingError.totalsDisagree(first: 3, second: 4, place: place)) {
      try raked(seed: [1, 1, 1, 1], rows: [1, 2], columns: [2, 2])
    }
    var wanted = margins(of: [1, 2, 3, 4, 5, 6, 7, 8], shape: (2, 2, 2))
    wanted.ac[2] += 1
    #expect(
      throws: RakingError.totalsDisagree(first: 26, second: 27, place: "a = 1, in ab and ac")
    ) {
      try raked(seed: [1, 2, 3, 4, 5, 6, 7, 8], shape: (2, 2, 2), margins: wanted)
    }
  }

  @Test func `A positive margin without support names its cell`() {
    let wanted = margins(of: [1, 2, 3, 4, 5, 6, 7, 8], shape: (2, 2, 2))
    #expect(throws: RakingError.noSupport(margin: "ab", first: 1, second: 0, wanted: 11)) {
      try raked(seed: [1, 1, 1, 1, 0, 0, 1, 1], shape: (2, 2, 2), margins: wanted)
    }
    #expect(throws: RakingError.noSupport(margin: "columns", first: 1, second: 0, wanted: 2)) {
      try raked(seed: [1, 0, 1, 0], rows: [2, 2], columns: [2, 2])
    }
  }

  @Test func `A table that cannot be fitted is reported with what is left`() {
    do {
      _ = try raked(seed: [1, 1, 0, 1], rows: [1, 3], columns: [2, 2], maximumIterations: 50)
      Issue.record("fitted what has no fit")
    } catch {
      guard case .notConverged(let deviation, 50) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(deviation > 0.5)
    }
  }

  @Test func `A zero margin empties its cells`() throws {
    let fitted = try raked(seed: [1, 2, 3, 4], rows: [0, 4], columns: [1, 3])
    #expect(fitted.values[0] == 0 && fitted.values[1] == 0)
    #expect(largestGap(fitted.values, [0, 0, 1, 3]) <= 1e-3)
  }
}
