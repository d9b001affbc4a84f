import NumericalCore

/// Deferred acceptance of children by settings, on counts: children alike propose together, best setting first; a setting keeps
/// those it puts first, as many as it has places for, and lets the others go on.
///
/// The result leaves no blocking pair: nobody prefers a setting that has a free place for them or has taken somebody it puts after
/// them. Places for certain year groups make a setting's choice that of a matroid: the worst of those who contend for the same
/// places goes first. Sources: Gale and Shapley (1962), doi 10.1080/00029890.1962.11989827; Roth and Sotomayor (1990).
struct DeferredAcceptance {
  /// A setting that a seeker may propose to.
  struct Option {
    let base: Int
    /// The pool of the setting that serves the seeker's year.
    let pool: Int
    /// The priority that the setting gives them; lower comes first, no two seekers have the same at a setting.
    let priority: UInt64
  }

  /// Some children of a seeker whom a setting holds on to.
  struct Holding {
    var priority: UInt64
    var seeker: Int
    /// Which of the seeker's choices the setting is.
    var choice: Int
    var count: Int
  }

  /// What a setting has to give.
  struct Offer {
    /// Children it may take: places less those who stay. Never below 0.
    var free = 0
    /// Free places for any year.
    var shared = 0
    /// Children who stay on places for any year beyond their number.
    var overdrawn = 0
    /// Its pools: the first for years without places of their own, then one for each block of years.
    var pools = 0..<0
    var taken = 0
  }

  /// Children of some years of a setting who contend with one another.
  struct Pool {
    /// Free places of its own.
    var own = 0
    var taken = 0
    /// A heap: the holding that would go first is on top.
    var holdings: [Holding] = []

    mutating func clear() {
      own = 0
      taken = 0
      holdings.removeAll(keepingCapacity: true)
    }
  }

  private struct Proposal {
    var seeker: Int
    var choice: Int
    var count: Int
  }

  var offers: [Offer] = []
  var pools: [Pool] = []
  private var proposals: [Proposal] = []

  /// Lets every seeker propose; afterwards pools hold who is taken, and `seekers[i].left` counts those who are not.
  ///
  /// - Parameter options: the options of all seekers, each one's together and best first.
  /// - Complexity: O(proposals × log holdings).
  mutating func run(_ seekers: inout [Seeker], _ options: [Option]) {
    for index in seekers.indices {
      seekers[index].left = 0
      proposals.append(Proposal(seeker: index, choice: 0, count: seekers[index].count))
      while let proposal = proposals.popLast() {
        let seeker = proposal.seeker
        guard proposal.choice < seekers[seeker].options else {
          seekers[seeker].left += proposal.count
          continue
        }
        let option = options[seekers[seeker].firstOption + proposal.choice]
        let holding = Holding(
          priority: option.priority, seeker: seeker, choice: proposal.choice,
          count: proposal.count)
        consider(holding, option)
      }
    }
  }

  /// Takes a proposal and gives up whoever is then too many.
  private mutating func consider(_ holding: Holding, _ option: Option) {
    let (base, pool) = (option.base, option.pool)
    guard offers[base].free > 0, !isHopeless(holding, option) else {
      reject(holding, holding.count)
      return
    }
    push(holding, pool)
    pools[pool].taken += holding.count
    offers[base].taken += holding.count
    while let (worst, excess) = contended(base) {
      let top = pools[worst].holdings[0]
      let gone = min(top.count, excess)
      if gone == top.count { pop(worst) } else { pools[worst].holdings[0].count -= gone }
      pools[worst].taken -= gone
      offers[base].taken -= gone
      reject(top, gone)
    }
  }

  /// True where a setting without pools of years is full of children whom it puts before these: most proposals end so.
  private func isHopeless(_ holding: Holding, _ option: Option) -> Bool {
    let offer = offers[option.base]
    guard offer.pools.count == 1, offer.taken >= offer.free else { return false }
    return pools[option.pool].holdings[0].priority < holding.priority
  }

  private mutating func reject(_ holding: Holding, _ count: Int) {
    proposals.append(
      Proposal(seeker: holding.seeker, choice: holding.choice + 1, count: count))
  }

  /// The pool whose worst child has to go, and how many at most may go there; nil where all fit.
  private func contended(_ base: Int) -> (pool: Int, excess: Int)? {
    let offer = offers[base]
    if offer.pools.count > 1 {
      let beyond = offer.pools.reduce(0) { $0 + max(0, pools[$1].taken - pools[$1].own) }
      if beyond > offer.shared {
        let excess = beyond - offer.shared
        let worst = worstPool(offer.pools) { pools[$0].taken > pools[$0].own }
        return worst.map {
          ($0, min(excess, pools[$0].taken - pools[$0].own))
        }
      }
    }
    guard offer.taken > offer.free else { return nil }
    return worstPool(offer.pools) { _ in true }.map { ($0, offer.taken - offer.free) }
  }

  private func worstPool(_ range: Range<Int>, where contends: (Int) -> Bool) -> Int? {
    var worst: Int?
    for pool in range where !pools[pool].holdings.isEmpty && contends(pool) {
      guard let other = worst else {
        worst = pool
        continue
      }
      if pools[pool].holdings[0].priority > pools[other].holdings[0].priority { worst = pool }
    }
    return worst
  }

  private mutating func push(_ holding: Holding, _ pool: Int) {
    pools[pool].holdings.append(holding)
    var child = pools[pool].holdings.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard pools[pool].holdings[parent].priority < pools[pool].holdings[child].priority else {
        break
      }
      pools[pool].holdings.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func pop(_ pool: Int) {
    let last = pools[pool].holdings.removeLast()
    let count = pools[pool].holdings.count
    guard count > 0 else { return }
    pools[pool].holdings[0] = last
    var parent = 0
    while true {
      var largest = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < count
        && pools[pool].holdings[child].priority > pools[pool].holdings[largest].priority
      {
        largest = child
      }
      guard largest != parent else { return }
      pools[pool].holdings.swapAt(parent, largest)
      parent = largest
    }
  }
}
