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
    private let number: Int32
    private let poolNumber: Int32
    /// The part of the priority above the lot; all of it where `address` is 0.
    let criteria: UInt64
    /// The address that the lot is drawn from; 0 where there is nothing to draw.
    let address: UInt64

    /// - Parameter priority: the priority that the setting gives the seeker; lower comes first, no two seekers have the same there.
    init(base: Int, pool: Int, priority: UInt64) {
      self.init(base: Int32(base), pool: Int32(pool), criteria: priority, address: 0)
    }

    /// With a lot that is drawn only where the criteria do not decide.
    @inline(__always)
    init(base: Int32, pool: Int32, criteria: UInt64, address: UInt64) {
      (number, poolNumber) = (base, pool)
      self.criteria = criteria
      self.address = address
    }

    @inline(__always) var base: Int { Int(number) }
    /// The pool of the setting that serves the seeker's year.
    @inline(__always) var pool: Int { Int(poolNumber) }

    /// The priority of a seeker with these random bits.
    @inline(__always)
    func priority(_ random: UInt64) -> UInt64 {
      guard address != 0 else { return criteria }
      return criteria | mixed(mixed(random, address), 1) &>> UInt64(64 - Choices.lotBits)
    }
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
    var taken = 0
    private var firstPool = 0
    private var endOfPools = 0

    /// Its pools: the first for years without places of their own, then one for each block of years.
    @inline(__always) var pools: Range<Int> {
      get { firstPool..<endOfPools }
      set { (firstPool, endOfPools) = (newValue.lowerBound, newValue.upperBound) }
    }
  }

  /// Children of some years of a setting who contend with one another.
  struct Pool {
    /// Free places of its own.
    var own = 0
    var taken = 0
    /// A heap: the holding that would go first is on top.
    var holdings = PlainList<Holding>()

    @inline(__always)
    mutating func clear() {
      own = 0
      taken = 0
      holdings.removeAll()
    }
  }

  private struct Proposal {
    var seeker: Int
    var choice: Int
    var count: Int
  }

  var offers: PlainList<Offer>
  var pools: PlainList<Pool>
  private var proposals: PlainList<Proposal>
  /// Its memory, where it is not a draw's.
  private let own: DrawMemory?

  /// Without settings, in the memory of a draw that outlives it.
  init(in memory: DrawMemory) {
    offers = PlainList(in: memory)
    pools = PlainList(in: memory)
    proposals = PlainList(in: memory)
    own = nil
  }

  /// Without settings, in memory of its own; copies share it.
  init() {
    let memory = DrawMemory()
    offers = PlainList(in: memory)
    pools = PlainList(in: memory)
    proposals = PlainList(in: memory)
    own = memory
  }

  /// Adds a setting for each range of pools, one after another.
  mutating func addSettings(pools ranges: [Range<Int>], in memory: DrawMemory) {
    for range in ranges {
      var offer = Offer()
      offer.pools = range
      offers.append(offer)
      for _ in range { pools.append(Pool()) }
    }
    holdChildren(in: memory)
  }

  /// Gives pools memory that have none yet.
  private mutating func holdChildren(in memory: DrawMemory) {
    for pool in pools.indices { pools[pool].holdings = PlainList(in: memory, room: 8) }
  }

  mutating func move(to memory: DrawMemory) {
    offers.move(to: memory)
    pools.move(to: memory)
    proposals.move(to: memory)
    for pool in pools.indices { pools[pool].holdings.move(to: memory) }
  }

  /// Empties a setting for another September.
  mutating func open(_ base: Int, free: Int) {
    offers[base].free = free
    offers[base].taken = 0
    for pool in offers[base].pools { pools[pool].clear() }
  }

  /// Lets every seeker propose; afterwards pools hold who is taken, and `seekers[i].left` counts those who are not.
  ///
  /// - Parameter options: the options of all seekers, each one's together and best first.
  /// - Complexity: O(proposals × log holdings).
  mutating func run(_ seekers: PlainList<Seeker>, _ options: PlainList<Option>) {
    let seekers = seekers.elements
    for index in seekers.indices {
      seekers[index].left = 0
      propose(
        Proposal(seeker: index, choice: 0, count: seekers[index].count), seekers, options.start)
      while !proposals.isEmpty { propose(proposals.removeLast(), seekers, options.start) }
    }
  }

  /// The same for seekers and options that are no draw's.
  mutating func run(_ seekers: inout [Seeker], _ options: [Option]) {
    guard let own else { preconditionFailure("a draw has lists of its own") }
    holdChildren(in: own)
    let list = PlainList(in: own, seekers)
    run(list, PlainList(in: own, options))
    seekers = Array(list)
  }

  /// Goes down a seeker's options to the first setting that may keep them.
  private mutating func propose(
    _ proposal: Proposal, _ seekers: UnsafeMutableBufferPointer<Seeker>,
    _ options: UnsafeMutablePointer<Option>
  ) {
    let seeker = seekers.baseAddress.unsafelyUnwrapped + proposal.seeker
    let own = options + seeker.pointee.firstOption
    var choice = proposal.choice
    while choice < seeker.pointee.options {
      let option = own + choice
      if let priority = priority(option.pointee, seeker.pointee.random) {
        let holding = Holding(
          priority: priority, seeker: proposal.seeker, choice: choice, count: proposal.count)
        consider(holding, base: option.pointee.base, pool: option.pointee.pool)
        return
      }
      choice &+= 1
    }
    seeker.pointee.left &+= proposal.count
  }

  /// The priority of a seeker at a setting that may keep them; nil where one without pools of years is full of children whom it puts
  /// before these: most proposals end so, and most of those before a lot is drawn.
  @inline(__always)
  private func priority(_ option: Option, _ random: UInt64) -> UInt64? {
    let offer = offers.start + option.base
    guard offer.pointee.free > 0 else { return nil }
    guard offer.pointee.taken >= offer.pointee.free, offer.pointee.pools.count == 1 else {
      return option.priority(random)
    }
    let last = pools.start[option.pool].holdings.start[0].priority
    guard last >= option.criteria else { return nil }
    let own = option.priority(random)
    return last >= own ? own : nil
  }

  /// Takes a proposal and gives up whoever is then too many.
  @inline(__always)
  private mutating func consider(_ holding: Holding, base: Int, pool: Int) {
    push(holding, pool)
    pools[pool].taken &+= holding.count
    offers[base].taken &+= holding.count
    while let (worst, excess) = contended(base) {
      let top = pools[worst].holdings[0]
      let gone = min(top.count, excess)
      if gone == top.count { pop(worst) } else { pools[worst].holdings[0].count -= gone }
      pools[worst].taken &-= gone
      offers[base].taken &-= gone
      proposals.append(Proposal(seeker: top.seeker, choice: top.choice &+ 1, count: gone))
    }
  }

  /// The pool whose worst child has to go, and how many at most may go there; nil where all fit.
  @inline(__always)
  private func contended(_ base: Int) -> (pool: Int, excess: Int)? {
    let offer = offers[base]
    guard offer.pools.count > 1 else {
      return offer.taken > offer.free
        ? (offer.pools.lowerBound, offer.taken &- offer.free) : nil
    }
    return contended(offer)
  }

  /// The same for a setting with places for certain years.
  private func contended(_ offer: Offer) -> (pool: Int, excess: Int)? {
    let beyond = beyondOwn(offer)
    if beyond > offer.shared {
      let excess = beyond - offer.shared
      let worst = worstPool(offer.pools) { pools[$0].taken > pools[$0].own }
      return worst.map { ($0, min(excess, pools[$0].taken - pools[$0].own)) }
    }
    guard offer.taken > offer.free else { return nil }
    return worstPool(offer.pools) { _ in true }.map { ($0, offer.taken - offer.free) }
  }

  /// Children in places for any year.
  func beyondOwn(_ offer: Offer) -> Int {
    offer.pools.reduce(0) { $0 + max(0, pools[$1].taken - pools[$1].own) }
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

  @inline(__always)
  private mutating func push(_ holding: Holding, _ pool: Int) {
    let pool = pools.start + pool
    pool.pointee.holdings.append(holding)
    let heap = pool.pointee.holdings.start
    var child = pool.pointee.holdings.count &- 1
    while child > 0 {
      let parent = (child &- 1) &>> 1
      guard heap[parent].priority < holding.priority else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = holding
  }

  @inline(__always)
  private mutating func pop(_ pool: Int) {
    let pool = pools.start + pool
    let last = pool.pointee.holdings.removeLast()
    let (heap, count) = (pool.pointee.holdings.start, pool.pointee.holdings.count)
    guard count > 0 else { return }
    var parent = 0
    while true {
      var child = 2 &* parent &+ 1
      guard child < count else { break }
      if child &+ 1 < count, heap[child &+ 1].priority > heap[child].priority { child &+= 1 }
      guard heap[child].priority > last.priority else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
  }
}
