import NumericalCore
import Vocabulary

/// One September: children propose to settings, settings keep those they put first, and what does not fit goes on.
extension PlacementDraw {
  mutating func allocate(year: Int, into result: inout Placements) {
    for base in plan.bases.indices {
      guard let setting = plan.bases[base].setting else { continue }
      result.sought[setting] = held[base]
    }
    offer(year: year)
    gather(year: year, into: &result)
    guard network.method == .fillOrder else {
      minimise(year: year, into: &result)
      return
    }
    acceptance.run(&seekers, options)
    isPassingOn = false
    admit(into: &result)
    isPassingOn = true
    passOn(into: &result)
  }

  /// What every setting has to give: places less other authorities' children and those who stay.
  private mutating func offer(year: Int) {
    if acceptance.offers.count != plan.bases.count { layOut() }
    for base in plan.bases.indices {
      guard let setting = plan.bases[base].setting else { continue }
      let capacity = places[setting].all - plan.imports[setting]
      let pools = acceptance.offers[base].pools
      acceptance.offers[base].free = max(0, capacity - held[base])
      acceptance.offers[base].taken = 0
      for pool in pools { acceptance.pools[pool].clear() }
      if pools.count > 1 { share(capacity, base: base, setting: setting, year: year) }
    }
  }

  /// Tells places for certain years from those for any year.
  ///
  /// Children who stay use the places of their years first, then shared ones.
  private mutating func share(_ capacity: Int, base: Int, setting: Int, year: Int) {
    let pools = acceptance.offers[base].pools
    var (dedicated, staying, beyond) = (0, 0, 0)
    for (offset, block) in network.blocksOfSetting[setting].enumerated() {
      let own = register.dedicated(year, block)
      dedicated += own
      staying += heldInBlock[block]
      beyond += max(0, heldInBlock[block] - own)
      acceptance.pools[pools.lowerBound + 1 + offset].own = max(0, own - heldInBlock[block])
    }
    let shared = max(0, capacity - dedicated) - beyond - (held[base] - staying)
    acceptance.offers[base].shared = max(0, shared)
    acceptance.offers[base].overdrawn = max(0, -shared)
  }

  private mutating func layOut() {
    acceptance.offers = plan.bases.map { _ in DeferredAcceptance.Offer() }
    acceptance.pools = []
    for base in plan.bases.indices {
      let start = acceptance.pools.count
      let own = plan.bases[base].setting.map { network.blocksOfSetting[$0].count } ?? 0
      for _ in 0...own { acceptance.pools.append(DeferredAcceptance.Pool()) }
      acceptance.offers[base].pools = start..<acceptance.pools.count
    }
  }

  /// The pool of a base for a year: the first where no places are for that year alone.
  func pool(_ base: Int, ncy: Int) -> Int {
    let pools = acceptance.offers[base].pools
    guard pools.count > 1, let setting = plan.bases[base].setting else { return pools.lowerBound }
    let offset = network.blocksOfSetting[setting].firstIndex {
      network.register.blocks[$0].ncys.contains(ncy)
    }
    return pools.lowerBound + (offset.map { $0 + 1 } ?? 0)
  }

  /// Puts calls of children who are alike together, and writes down what each of them can propose to.
  private mutating func gather(year: Int, into result: inout Placements) {
    seekers.removeAll(keepingCapacity: true)
    options.removeAll(keepingCapacity: true)
    calls.sort()
    var index = 0
    while index < calls.count {
      let key = Seeker.Key(bits: calls[index])
      var count = 0
      while index < calls.count, Seeker.Key(bits: calls[index]).identity == key.identity {
        count += Seeker.Key(bits: calls[index]).count
        index += 1
      }
      let bits = address.bits(
        year: year, cell: seekerAddress(key), purpose: Purpose.lottery.rawValue)
      var seeker = Seeker(key: key, count: count, random: bits)
      let first = listOptions(&seeker)
      self.count(seeker, first: first, into: &result)
      seekers.append(seeker)
    }
  }

  /// An address made of codes.
  private func seekerAddress(_ key: Seeker.Key) -> UInt64 {
    let provisions = plan.provisionAddress
    var address = mixed(plan.rowAddress[key.row], provisions[plan.limited[key.wanted]])
    address = mixed(address, mixed(provisions[key.origin], plan.areaAddress[key.area]))
    let kept = key.keptBase.map {
      mixed(plan.bases[$0].address, plan.statusAddress[key.keptStatus])
    }
    let fallback = key.fallback.map { provisions[$0] } ?? 0
    let how = UInt64(key.group.rawValue) << 8 | UInt64(key.arrival.map { $0 + 1 } ?? 0)
    return mixed(address, mixed(mixed(kept ?? 0, fallback), how))
  }

  /// True where a seeker accepts the journey to a setting.
  func travels(_ seeker: Seeker, to choice: Choices.Choice) -> Bool {
    guard choice.acceptance < 1 else { return true }
    let u = Self.unit(mixed(seeker.random ^ 0x7472_6176, plan.bases[choice.base].address))
    return u < choice.acceptance
  }

  /// A seeker's own number for a setting.
  func lot(_ seeker: Seeker, _ base: Int) -> UInt64 {
    mixed(seeker.random, plan.bases[base].address)
  }

  /// Lists the settings with free places that a seeker looks at, best first, those alike by lot; returns the best of all.
  private mutating func listOptions(_ seeker: inout Seeker) -> Int? {
    let key = seeker.key
    let range = plan.choices(key.wanted, row: key.row, area: key.area)
    seeker.limit = plan.limit(key.wanted, row: key.row, area: key.area)
    seeker.firstOption = options.count
    var best: (base: Int, rank: UInt64, lot: UInt64)?
    ranks.removeAll(keepingCapacity: true)
    for index in range {
      let choice = plan.choices[index]
      guard travels(seeker, to: choice) else { continue }
      let lot = lot(seeker, choice.base)
      if best.map({ (choice.rank, lot) < ($0.rank, $0.lot) }) ?? true {
        best = (choice.base, choice.rank, lot)
      }
      guard acceptance.offers[choice.base].free > 0 else { continue }
      insert(choice, lot, seeker)
    }
    if best == nil, !range.isEmpty { seeker.limit = .distance }
    seeker.options = options.count - seeker.firstOption
    return best?.base
  }

  private mutating func insert(_ choice: Choices.Choice, _ lot: UInt64, _ seeker: Seeker) {
    let ncy = NCY.at(seeker.key.row / plan.needs)
    let priority =
      plan.groupPriority[seeker.key.group.rawValue] | choice.priority
      | mixed(lot, 1) >> UInt64(64 - Choices.lotBits)
    options.append(
      DeferredAcceptance.Option(
        base: choice.base, pool: pool(choice.base, ncy: ncy), priority: priority))
    ranks.append((choice.rank, lot))
    var place = ranks.count - 1
    while place > 0, ranks[place] < ranks[place - 1] {
      ranks.swapAt(place, place - 1)
      options.swapAt(seeker.firstOption + place, seeker.firstOption + place - 1)
      place -= 1
    }
  }

  /// A child who looks elsewhere is counted where they look first, not where they sit meanwhile.
  private func count(_ seeker: Seeker, first: Int?, into result: inout Placements) {
    let kind: Placements.Count =
      switch seeker.key.group {
      case .waiting: .soughtFromList
      case .phaseTransfer: .soughtAtTransfer
      case .newcomer: .soughtNew
      case .midPhase: .soughtMidPhase
      case .induced: .induced
      }
    let index = kind.rawValue * plan.leaves + leaf(seeker)
    result.counts[index] += Int32(seeker.count)
    if let first, let setting = plan.bases[first].setting {
      result.sought[setting] += seeker.count
    }
    if let base = seeker.key.keptBase, let setting = plan.bases[base].setting {
      result.sought[setting] -= seeker.count
    }
  }

  func leaf(_ seeker: Seeker) -> Int {
    plan.leaf(seeker.key.wanted, row: seeker.key.row, area: seeker.key.area)
  }

  /// Sits those down whom settings took.
  private mutating func admit(into result: inout Placements) {
    for base in plan.bases.indices where plan.bases[base].setting != nil {
      for pool in acceptance.offers[base].pools {
        for holding in acceptance.pools[pool].holdings {
          let seeker = seekers[holding.seeker]
          seat(seeker, holding.count, base: base, word: .asWanted, into: &result)
        }
      }
    }
  }
}
