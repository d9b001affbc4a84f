import NumericalCore
import Testing

@Suite("Shapley values")
struct ShapleyTests {
  private let address = DrawAddress(seed: 53, draw: 0)

  /// A game of players whose coalitions have any worth, that of none too.
  private func game(_ trial: Int, players: Int) -> [Int] {
    (0..<(1 << players)).map { coalition in
      Int(address.uniform(year: trial, cell: UInt64(coalition), purpose: 1) * 2e9) - 1_000_000_000
    }
  }

  private func orders(_ players: [Int]) -> [[Int]] {
    guard players.count > 1 else { return [players] }
    return players.flatMap { first in
      orders(players.filter { $0 != first }).map { [first] + $0 }
    }
  }

  /// The definition: what a player adds to those before it, summed over every order.
  private func bruteForce(_ values: [Int], players: Int) -> [Int] {
    var sums = [Int](repeating: 0, count: players)
    for order in orders(Array(0..<players)) {
      var coalition = 0
      for player in order {
        sums[player] += values[coalition | 1 << player] - values[coalition]
        coalition |= 1 << player
      }
    }
    return sums
  }

  @Test("By coalitions they are what they are by orders", arguments: 1...6)
  func oracle(players: Int) {
    for trial in 0..<(players < 6 ? 60 : 15) {
      let values = game(trial, players: players)
      let shares = shapleyNumerators(values)
      #expect(shares == bruteForce(values, players: players))
      #expect(shares.reduce(0, +) == factorial(players) * ((values.last ?? 0) - values[0]))
    }
  }

  @Test("A player that changes nothing has nothing, equals have alike, complements turn the sign")
  func axioms() {
    for trial in 0..<100 {
      let three = game(trial, players: 3)
      let idle: [Int] = (0..<16).map { coalition in
        let (first, others) = (coalition & 1, (coalition >> 1) & 6)
        return three[first | others]
      }
      #expect(shapleyNumerators(idle)[1] == 0)
      let alike: [Int] = (0..<16).map { (coalition: Int) -> Int in
        let pair = (coalition & 3).nonzeroBitCount
        return (coalition >> 2) * 1_000_003 + pair * pair * 517
      }
      #expect(shapleyNumerators(alike)[0] == shapleyNumerators(alike)[1])
      let four = game(trial, players: 4)
      let turned = shapleyNumerators(four.reversed())
      #expect(turned == shapleyNumerators(four).map { -$0 })
    }
  }

  @Test("The order of the players changes nothing but the order of the shares")
  func symmetry() {
    let order = [3, 0, 4, 1, 2]
    for trial in 0..<50 {
      let values = game(trial, players: 5)
      let moved: [Int] = values.indices.map { coalition in
        let members: [Int] = order.indices.filter { coalition & (1 << $0) != 0 }
        return values[members.reduce(0) { $0 | (1 << order[$1]) }]
      }
      let (shares, other) = (shapleyNumerators(values), shapleyNumerators(moved))
      #expect(order.indices.allSatisfy { other[$0] == shares[order[$0]] })
    }
  }

  /// What a player adds to those before it in an order.
  private func marginal(_ player: Int, _ order: [Int], _ values: [Int]) -> Int {
    var before = 0
    for other in order {
      if other == player { break }
      before |= 1 << other
    }
    return values[before | (1 << player)] - values[before]
  }

  @Test("Sampled orders are within four standard errors of the exact values, and add up exactly")
  func sampled() {
    let (players, pairs) = (6, 2000)
    for trial in 0..<6 {
      let values = game(trial, players: players)
      let exact = shapleyNumerators(values).map { Double($0) / Double(factorial(players)) }
      let stream = DrawStream(address, year: trial, cell: 7, purpose: 2)
      let sample = SampledOrders(players: players, pairs: pairs, from: stream)
      #expect(sample.orders.count == 2 * pairs)
      #expect(sample.orders.allSatisfy { $0.sorted() == Array(0..<players) })
      let sums = sample.numerators { values[$0] }
      #expect(sums.reduce(0, +) == 2 * pairs * ((values.last ?? 0) - values[0]))
      for player in 0..<players {
        // Pairs are independent of one another, an order and its reverse are not.
        var squares = 0.0
        let mean = Double(sums[player]) / Double(2 * pairs)
        for pair in 0..<pairs {
          let one = marginal(player, sample.orders[2 * pair], values)
          let reverse = marginal(player, sample.orders[2 * pair + 1], values)
          let deviation = Double(one + reverse) / 2 - mean
          squares += deviation * deviation
        }
        let variance = squares / Double(pairs - 1)
        let error = (variance / Double(pairs)).squareRoot()
        #expect(abs(mean - exact[player]) < 4 * error + 1)
      }
    }
  }

  @Test("Every order has its turn, and the coalitions asked for are those of the orders")
  func evenOrders() {
    let stream = DrawStream(address, year: 0, cell: 9, purpose: 3)
    let sample = SampledOrders(players: 3, pairs: 3000, from: stream)
    let counts = orders([0, 1, 2]).map { order in sample.orders.count { $0 == order } }
    // 6,000 orders in pairs: 1,000 of each, standard error √(3,000 · 1/3 · 2/3) ≈ 26.
    #expect(counts.allSatisfy { abs($0 - 1000) < 4 * 26 })
    #expect(sample.coalitions == Array(0..<8))
    let few = SampledOrders(players: 10, pairs: 2, from: stream)
    #expect(few == SampledOrders(players: 10, pairs: 2, from: stream))
    #expect(few.coalitions.count <= 4 * 9 + 2 && few.coalitions.last == 1023)
  }

  @Test("Rounded together: the sum is the rounded sum, each within one, wholes and signs kept")
  func remainders() {
    for trial in 0..<2000 {
      let count = 1 + trial % 7
      let over = 1 + Int(address.uniform(year: trial, cell: 1, purpose: 4) * 50)
      let parts = (0..<count).map { index -> Int in
        let u = address.uniform(year: trial, cell: UInt64(index), purpose: 5)
        return index % 3 == 2 ? 0 : Int(u * 2000) - 1000
      }
      let whole = roundedTogether(parts, over: over)
      let sum = Double(parts.reduce(0, +)) / Double(over)
      #expect(whole.reduce(0, +) == Int(sum.rounded(.toNearestOrAwayFromZero)))
      for (value, part) in zip(whole, parts) {
        #expect(abs(value * over - part) < over)
        if part % over == 0 { #expect(value * over == part) }
      }
      #expect(roundedTogether(parts.map { -$0 }, over: over) == whole.map { -$0 })
    }
    #expect(roundedTogether([1, 1, 1], over: 3) == [1, 0, 0])
    #expect(roundedTogether([-1, -1, 0], over: 2) == [0, -1, 0])
  }
}
