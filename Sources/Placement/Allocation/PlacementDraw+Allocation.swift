import NumericalCore
import Vocabulary

/// One September: children propose to settings, settings keep those they put first, and what does not fit goes on.
extension PlacementDraw {
  mutating func allocate(year: Int) {
    offer(year: year)
    gather()
    guard network.method == .fillOrder else {
      minimise(year: year)
      return
    }
    acceptance.run(seekers, options)
    isPassingOn = false
    admit()
    isPassingOn = true
    passOn()
  }

  /// What every setting has to give: places less other authorities' children and those who stay.
  private mutating func offer(year: Int) {
    for setting in places.indices {
      let base = plan.baseOfSetting[setting]
      let capacity = places[setting].all - plan.imports[setting]
      let above = ceiling(setting) - plan.imports[setting]
      let isElsewhere = plan.seats[base].isElsewhere
      tables.sought[setting] = heldByBase[base]
      bounds.places[base] = capacity
      bounds.overNumber[base] = isElsewhere ? Int.min : above
      bounds.otherAuthority[base] = isElsewhere ? above : Int.min
      acceptance.open(base, free: max(0, capacity - heldByBase[base]))
      if plan.hasPools(base) { share(capacity, base: base, setting: setting, year: year) }
    }
  }

  /// Tells places for certain years from those for any year.
  ///
  /// Children who stay use the places of their years first, then shared ones.
  private mutating func share(_ capacity: Int, base: Int, setting: Int, year: Int) {
    let first = acceptance.offers[base].pools.lowerBound + 1
    var (dedicated, staying, beyond) = (0, 0, 0)
    for (offset, block) in network.blocksOfSetting[setting].enumerated() {
      let (own, held) = (register.dedicated(year, block), heldByBlock[block])
      dedicated += own
      staying += held
      beyond += max(0, held - own)
      acceptance.pools[first + offset].own = max(0, own - held)
    }
    let shared = max(0, capacity - dedicated) - beyond - (heldByBase[base] - staying)
    acceptance.offers[base].shared = max(0, shared)
    acceptance.offers[base].overdrawn = max(0, -shared)
  }

  /// Puts calls of children who are alike together, and writes down what each of them can propose to.
  private mutating func gather() {
    seekers.removeAll()
    options.removeAll()
    sorter.sort(&calls, bits: Seeker.Key.sorting)
    calls.joinEqual()
    seekers.reserve(calls.keys.count)
    for index in 0..<calls.keys.count {
      let key = Seeker.Key(bits: calls.keys[index])
      var seeker = Seeker(
        key: key, count: Int(calls.counts[index]), random: lots.lot(seekerAddress(key)))
      seeker.leaf = plan.leaf(key.wanted, row: key.row, area: key.area)
      let first = listOptions(&seeker)
      count(seeker, first: first)
      seekers.append(seeker)
    }
  }

  /// An address made of codes.
  @inline(__always)
  private func seekerAddress(_ key: Seeker.Key) -> UInt64 {
    let address = mixed(
      plan.cellAddress[key.row &* plan.provisions &+ plan.limited[key.wanted]],
      plan.originAddress[key.origin &* plan.areas &+ key.area])
    let how = UInt64(truncatingIfNeeded: key.groupNumber << 8 | key.arrivalNumber)
    let kept = plan.address(key.keptBase, status: key.keptStatus, fallback: key.fallback)
    return mixed(address, mixed(kept, how))
  }

  /// True where a seeker accepts the journey to a setting.
  @inline(__always)
  func travels(_ random: UInt64, to choice: PlacementTables.Choice) -> Bool {
    choice.isNear || mixed(random ^ 0x7472_6176, choice.address) &>> 11 < choice.acceptance
  }

  /// Lists the settings with free places that a seeker looks at, best first, those alike by lot; returns the best of all, −1 if there is none.
  ///
  /// Choices come in the order of their ranks, so that a full setting of a rank behind the best decides nothing.
  @inline(__always)
  private mutating func listOptions(_ seeker: inout Seeker) -> Int {
    let key = seeker.key
    let list = plan.list(key.wanted, row: key.row, area: key.area)
    let range = plan.choices(list)
    options.reserve(range.count)
    ranks.reserve(range.count)
    let random = seeker.random
    var own = OwnOptions(
      first: options.start + options.count, ranks: ranks.start,
      group: plan.groupPriority[key.groupNumber])
    var best = (base: -1, rank: UInt64(0), lot: UInt64(0))
    let choices = plan.choices.baseAddress.unsafelyUnwrapped
    let offers = acceptance.offers.start
    for index in range {
      let choice = choices[index]
      let base = Int(choice.base)
      let isFree = offers[base].free > 0
      guard isFree || best.base < 0 || choice.rank == best.rank else { continue }
      guard travels(random, to: choice) else { continue }
      // A lot is drawn only where it decides.
      let lot = choice.isTied ? mixed(random, choice.address) : 0
      if best.base < 0 || (choice.rank == best.rank && lot < best.lot) {
        best = (base, choice.rank, lot)
      }
      if isFree { own.insert(choice, lot) }
    }
    seeker.limit = best.base < 0 && !range.isEmpty ? plan.tooFar : plan.choiceLimits[list]
    seeker.firstOption = options.count
    seeker.options = own.count
    options.extend(by: own.count)
    return best.base
  }

  /// A child who looks elsewhere is counted where they look first, not where they sit meanwhile.
  @inline(__always)
  private mutating func count(_ seeker: Seeker, first: Int) {
    let index = plan.soughtStarts[seeker.key.groupNumber] + seeker.leaf
    tables.counts[index] &+= Int32(truncatingIfNeeded: seeker.count)
    if first >= 0 { tables.sought[Int(plan.seats[first].setting)] &+= seeker.count }
    guard let base = seeker.key.keptBase, plan.seats[base].setting >= 0 else { return }
    tables.sought[Int(plan.seats[base].setting)] &-= seeker.count
  }

  /// Sits those down whom settings took.
  private mutating func admit() {
    let word = plan.provisions + Placements.Word.asWanted.rawValue
    for base in plan.seats.indices where plan.seats[base].setting >= 0 {
      for pool in acceptance.offers[base].pools {
        for holding in acceptance.pools[pool].holdings {
          let seeker = seekers.start[holding.seeker]
          seat(seeker, holding.count, base: base, status: 0, went: word)
        }
      }
    }
  }
}

/// The options of one seeker while they are put in order, in memory that has room for all.
private struct OwnOptions {
  let first: UnsafeMutablePointer<DeferredAcceptance.Option>
  let ranks: UnsafeMutablePointer<OptionRank>
  /// The part of the priority that comes from why they look.
  let group: UInt64
  private(set) var count = 0

  init(
    first: UnsafeMutablePointer<DeferredAcceptance.Option>,
    ranks: UnsafeMutablePointer<OptionRank>, group: UInt64
  ) {
    self.first = first
    self.ranks = ranks
    self.group = group
  }

  /// Puts an option behind those of lower ranks, and of the same rank by lot.
  @inline(__always)
  mutating func insert(_ choice: PlacementTables.Choice, _ lot: UInt64) {
    var place = count
    while place > 0, lot < ranks[place &- 1].lot, ranks[place &- 1].rank == choice.rank {
      first[place] = first[place &- 1]
      ranks[place] = ranks[place &- 1]
      place &-= 1
    }
    ranks[place] = OptionRank(rank: choice.rank, lot: lot)
    first[place] = DeferredAcceptance.Option(
      base: choice.base, pool: choice.pool, criteria: group | choice.priority,
      address: choice.address)
    count &+= 1
  }
}
