import NumericalCore
import Testing

@testable import Placement

/// A random market: settings with pools of year groups, seekers with lists of settings.
struct RandomMarket {
  struct Setting {
    let free: Int
    let shared: Int
    /// Places of their own, of each pool; the first pool has none.
    let own: [Int]
  }

  var settings: [Setting] = []
  /// Each seeker's number, and their settings with pool and priority, best first.
  var seekers: [(count: Int, options: [DeferredAcceptance.Option])] = []

  init(_ seed: UInt64, children: Int) {
    var lots = Lots(seed)
    var pools = 0
    var ranges: [Range<Int>] = []
    for _ in 0..<lots.next(1...3) {
      let own = [0] + (0..<lots.next(0...2)).map { _ in lots.next(0...2) }
      let all = own.reduce(0, +)
      let shared = lots.next(0...2)
      // Fewer places than pools have together: the roll fills some already.
      let free = own.count == 1 ? shared : max(0, all + shared - lots.next(0...1))
      settings.append(Setting(free: free, shared: shared, own: own))
      ranges.append(pools..<(pools + own.count))
      pools += own.count
    }
    var left = children
    var priority: UInt64 = 1
    while left > 0 {
      let count = lots.next(1...min(2, left))
      left -= count
      let liked = lots.shuffled(Array(settings.indices)).prefix(lots.next(0...settings.count))
      // Settings often put first those who like them least: only then are there several stable allocations.
      let options = liked.enumerated().map { place, base in
        DeferredAcceptance.Option(
          base: base, pool: lots.next(ranges[base].lowerBound...(ranges[base].upperBound - 1)),
          priority: UInt64(
            lots.chance(0.7) ? 900 - 300 * place + lots.next(0...99) : lots.next(0...999)) << 20
            | priority)
      }
      priority += 1
      seekers.append((count, options))
    }
  }

  /// Children by seeker × choice, the last choice none; after proposals in some order.
  func accepted(_ order: [Int]) -> [[Int]] {
    var run = DeferredAcceptance()
    for setting in settings {
      let start = run.pools.count
      for own in setting.own {
        var pool = DeferredAcceptance.Pool()
        pool.own = own
        run.pools.append(pool)
      }
      var offer = DeferredAcceptance.Offer()
      offer.free = setting.free
      offer.shared = setting.shared
      offer.pools = start..<run.pools.count
      run.offers.append(offer)
    }
    var options: [DeferredAcceptance.Option] = []
    var queue: [Seeker] = []
    for index in order {
      var seeker = Seeker(
        key: Seeker.Key(.newcomer, wanted: 0, row: index, area: 0, origin: 0),
        count: seekers[index].count, random: 0)
      seeker.firstOption = options.count
      seeker.options = seekers[index].options.count
      options += seekers[index].options
      queue.append(seeker)
    }
    run.run(&queue, options)
    var result = seekers.map { [Int](repeating: 0, count: $0.options.count + 1) }
    for (place, index) in order.enumerated() {
      result[index][seekers[index].options.count] = queue[place].left
    }
    for pool in run.pools {
      for holding in pool.holdings {
        result[order[holding.seeker]][holding.choice] += holding.count
      }
    }
    return result
  }

  /// True where a setting has places for children of these pools at once.
  func fits(_ base: Int, _ pools: [Int]) -> Bool {
    let setting = settings[base]
    guard pools.count <= setting.free else { return false }
    guard setting.own.count > 1 else { return true }
    let first = settings[..<base].reduce(0) { $0 + $1.own.count }
    let beyond = setting.own.indices.reduce(0) { sum, pool in
      sum + max(0, pools.count { $0 == first + pool } - setting.own[pool])
    }
    return beyond <= setting.shared
  }
}

/// All ways of giving children places, one child at a time: the oracle of deferred acceptance.
struct StableAllocations {
  let market: RandomMarket
  /// Seeker of each child.
  let children: [Int]
  private(set) var stable: [[Int]] = []

  init(_ market: RandomMarket, searches: Bool = true) {
    self.market = market
    children = market.seekers.indices.flatMap { index in
      [Int](repeating: index, count: market.seekers[index].count)
    }
    if searches { search([]) }
  }

  private mutating func search(_ choices: [Int]) {
    guard choices.count < children.count else {
      if isStable(choices) { stable.append(choices) }
      return
    }
    let options = market.seekers[children[choices.count]].options
    for choice in 0...options.count {
      let next = choices + [choice]
      if choice == options.count || isFeasible(next) { search(next) }
    }
  }

  /// Who is at a setting: the pool they are in and the priority the setting gives them.
  private func pools(_ choices: [Int], at base: Int) -> [(pool: Int, priority: UInt64)] {
    choices.enumerated().compactMap { child, choice in
      let options = market.seekers[children[child]].options
      guard choice < options.count, options[choice].base == base else { return nil }
      return (options[choice].pool, priority(options[choice], child))
    }
  }

  /// Children of a seeker are alike: the oracle takes them in the order of their numbers.
  private func priority(_ option: DeferredAcceptance.Option, _ child: Int) -> UInt64 {
    option.criteria << 8 | UInt64(child)
  }

  /// True where every setting has the places that an allocation needs.
  func isFeasible(_ choices: [Int]) -> Bool {
    market.settings.indices.allSatisfy { market.fits($0, pools(choices, at: $0).map(\.pool)) }
  }

  /// No child prefers a setting that has a place for them, or can have one by sending away somebody it puts after them.
  func isStable(_ choices: [Int]) -> Bool {
    let taken = market.settings.indices.map { pools(choices, at: $0) }
    for (child, choice) in choices.enumerated() {
      for option in market.seekers[children[child]].options.prefix(choice) {
        let there = taken[option.base]
        if market.fits(option.base, there.map(\.pool) + [option.pool]) { return false }
        for index in there.indices where there[index].priority > priority(option, child) {
          var pools = there.map(\.pool)
          pools[index] = option.pool
          if market.fits(option.base, pools) { return false }
        }
      }
    }
    return true
  }

  /// The stable allocation that every child likes best of all.
  var best: [[Int]]? {
    let choices = stable.first { one in
      stable.allSatisfy { other in zip(one, other).allSatisfy { $0 <= $1 } }
    }
    guard let choices else { return nil }
    var result = market.seekers.map { [Int](repeating: 0, count: $0.options.count + 1) }
    for (child, choice) in choices.enumerated() { result[children[child]][choice] += 1 }
    return result
  }
}

@Suite("Deferred acceptance")
struct DeferredAcceptanceTests {
  @Test(
    "Gives each child the best setting that any stable allocation gives them, as enumeration finds")
  func theBestStableAllocation() {
    var contested = 0
    for seed in Sweep.seeds(21, 1500) {
      let market = RandomMarket(seed, children: 1 + Int(seed % 6))
      let oracle = StableAllocations(market)
      let result = market.accepted(Array(market.seekers.indices))
      #expect(oracle.best == result, "market \(seed)")
      if oracle.stable.count > 1 { contested += 1 }
    }
    #expect(contested > 10)
  }

  @Test("Does not depend on the order of proposals")
  func anyOrder() {
    for seed in Sweep.seeds(22, 600) {
      let market = RandomMarket(seed, children: 24)
      let order = Array(market.seekers.indices)
      var lots = Lots(seed)
      let result = market.accepted(order)
      for _ in 0..<3 { #expect(market.accepted(lots.shuffled(order)) == result, "market \(seed)") }
    }
  }

  @Test("Leaves no blocking pair, whatever the pools of years, and nobody is lost")
  func noBlockingPair() {
    for seed in Sweep.seeds(23, 600) {
      let market = RandomMarket(seed, children: 24)
      let result = market.accepted(Array(market.seekers.indices))
      for (index, seeker) in market.seekers.enumerated() {
        #expect(result[index].reduce(0, +) == seeker.count)
      }
      let choices = market.seekers.indices.flatMap { index in
        result[index].indices.flatMap { [Int](repeating: $0, count: result[index][$0]) }
      }
      let oracle = StableAllocations(market, searches: false)
      #expect(oracle.isFeasible(choices) && oracle.isStable(choices), "market \(seed)")
    }
  }
}
