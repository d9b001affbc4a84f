/// The Shapley values of a game, exact: what each player adds to those before it, the mean over all orders.
///
/// Source: Shapley, "A value for n-person games" (1953), in the form by coalitions: player i gets the sum over coalitions S without i
/// of |S|! (n − |S| − 1)! (v(S ∪ i) − v(S)) / n!.
///
/// - Parameter values: the worth of each coalition; bit i of its position says that player i is in it. 2ⁿ of them, n at most 12.
/// - Returns: numerators over n!. They add exactly to n! times the worth of all less the worth of none; a player that changes no
///   coalition's worth has exactly 0; turning every coalition into its complement turns every sign.
/// - Complexity: O(n 2ⁿ). A sum that does not fit `Int` traps.
public func shapleyNumerators(_ values: [Int]) -> [Int] {
  let players = values.count.trailingZeroBitCount
  precondition(
    values.count == 1 << players && players <= 12, "\(values.count) coalitions are no power of two")
  let factorials = (0...players).map(factorial)
  return (0..<players).map { player in
    values.indices.reduce(0) { sum, coalition in
      guard coalition & (1 << player) == 0 else { return sum }
      let size = coalition.nonzeroBitCount
      let weight = factorials[size] * factorials[players - size - 1]
      return sum + weight * (values[coalition | 1 << player] - values[coalition])
    }
  }
}

/// n!, of n up to 20.
public func factorial(_ n: Int) -> Int { n < 2 ? 1 : (2...n).reduce(1, *) }

/// Some orders of players, each followed by its reverse, from which Shapley values are estimated where coalitions are too many.
///
/// An order and its reverse together cancel what is lopsided in either (antithetic sampling).
public struct SampledOrders: Sendable, Hashable {
  /// The orders.
  public let orders: [[Int]]

  /// Draws orders; the same address gives the same.
  ///
  /// - Parameters:
  ///   - players: how many, at most 63.
  ///   - pairs: orders drawn; with their reverses twice as many.
  ///   - stream: the random numbers.
  public init(players: Int, pairs: Int, from stream: DrawStream) {
    precondition((1...63).contains(players) && pairs > 0, "\(pairs) pairs of \(players) players")
    var stream = stream
    orders = (0..<pairs).flatMap { _ in
      var order = Array(0..<players)
      for last in stride(from: players - 1, to: 0, by: -1) {
        order.swapAt(last, min(last, Int(stream.next() * Double(last + 1))))
      }
      return [order, order.reversed()]
    }
  }

  /// The coalitions whose worth is asked for, as sets of bits, ascending.
  public var coalitions: [Int] {
    Set(orders.flatMap { order in order.indices.map { Self.mask(order[...$0]) } } + [0]).sorted()
  }

  /// What each player adds to those before it, summed over the orders: numerators over their number.
  ///
  /// They add exactly to their number times the worth of all less the worth of none.
  public func numerators(_ worth: (Int) -> Int) -> [Int] {
    var sums = [Int](repeating: 0, count: orders.first?.count ?? 0)
    for order in orders {
      var before = worth(0)
      for place in order.indices {
        let now = worth(Self.mask(order[...place]))
        sums[order[place]] += now - before
        before = now
      }
    }
    return sums
  }

  private static func mask(_ players: ArraySlice<Int>) -> Int {
    players.reduce(0) { $0 | 1 << $1 }
  }
}
