import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Places, years and needs of settings are kept")
struct CapacityTests {
  private func everything() throws -> [Sweep.Item] {
    try Sweep.full.get() + Sweep.paths.get() + Sweep.plain.get()
  }

  /// Children who were not in their seat last year: their base had fewer of their year, need and area.
  private func newlySeated(_ year: PlacedYear, _ space: StateSpace) -> [(pupils: Pupils, new: Int)]
  {
    struct Place: Hashable {
      let row: Int
      let base: Int
      let area: Int
    }
    var before: [Place: Int] = [:]
    for pupils in year.before.pupils {
      before[
        Place(row: pupils.row + space.needs, base: pupils.base, area: pupils.area), default: 0] +=
        pupils.count
    }
    return year.after.pupils.compactMap { pupils in
      let place = Place(row: pupils.row, base: pupils.base, area: pupils.area)
      let stayed = min(before[place] ?? 0, pupils.count)
      before[place, default: 0] -= stayed
      return pupils.count > stayed ? (pupils, pupils.count - stayed) : nil
    }
  }

  @Test("Nobody new is placed outside the years or the designation of a setting")
  func nobodyNewOutsideItsRange() throws {
    var placed = 0
    for item in try everything() {
      let (plan, space) = (item.model.network.plan, item.model.shape.space)
      for year in item.years {
        for (pupils, new) in newlySeated(year, space) {
          guard let index = plan.bases[pupils.base].setting else { continue }
          placed += new
          let need = space.codes.needs[pupils.row % space.needs].code
          #expect(
            item.network.settings[index].admits(
              need: need, ncy: NCY.at(pupils.row / space.needs)),
            "network \(item.seed), \(item.network.settings[index].id)")
        }
      }
    }
    #expect(placed > 10_000)
  }

  @Test("Nobody new travels further than the limit of their year and the tolerance allow")
  func nobodyTravelsTooFar() throws {
    let constants = PlacementSettings()
    var (far, journeys) = (0, 0)
    for item in try everything() where !item.network.locality.areas.isEmpty {
      let (plan, space, network) = (
        item.model.network.plan, item.model.shape.space, item.network
      )
      for year in item.years {
        for (pupils, _) in newlySeated(year, space) {
          guard let index = plan.bases[pupils.base].setting else { continue }
          let setting = network.settings[index]
          let centre = network.locality.areas[pupils.area].centre
          let point =
            setting.point
            ?? network.locality.areas.first { $0.id == setting.area }.flatMap(\.centre)
          guard let centre, let point else { continue }
          let minutes =
            centre.kilometres(to: point) * constants.travelFactor * constants.minutesPerKilometre
          let limit =
            NCY.at(pupils.row / space.needs) <= 6
            ? constants.limitPrimary : constants.limitSecondary
          journeys += 1
          if minutes > limit { far += 1 }
          #expect(minutes < limit + constants.tolerance, "network \(item.seed)")
        }
      }
    }
    #expect(journeys > 3000 && far > 100)
  }

  @Test(
    "A roll with other authorities' children grows to the places, over number to whole places × stretch"
  )
  func rollsKeepToPlaces() throws {
    for item in try everything() {
      let (plan, space) = (item.model.network.plan, item.model.shape.space)
      for year in item.years {
        for (index, base) in plan.baseOfSetting.enumerated() {
          let setting = item.network.settings[index]
          let before = (0..<((space.ncys - 1) * space.needs)).reduce(0) {
            $0 + year.before.roll(row: $1, base: base)
          }
          let places = year.result.places[index].all
          let ceiling = places * (item.network.stretch[setting.id] ?? 100) / 100
          #expect(
            year.held[base] <= max(before, ceiling - setting.imports),
            "network \(item.seed), \(setting.id)")
          #expect(year.held[base] >= year.result.roll[index])
        }
      }
    }
  }

  @Test("Within places only, where the overflow table does not send children over number")
  func rollsKeepToPlacesExactly() throws {
    for seed in Sweep.seeds(7, 40) {
      var network = RandomNetwork(seed, parts: [.areas, .imports, .schemes])
      network.overflow.removeAll { $0.went == .overNumber || $0.went == .otherAuthority }
      let model = try network.model()
      let (plan, space) = (model.network.plan, model.shape.space)
      for year in placedYears(model, .all, seed: seed) {
        for (index, base) in plan.baseOfSetting.enumerated() {
          let before = (0..<((space.ncys - 1) * space.needs)).reduce(0) {
            $0 + year.before.roll(row: $1, base: base)
          }
          let places = year.result.places[index].all - network.settings[index].imports
          #expect(year.held[base] <= max(before, places), "network \(seed)")
        }
      }
    }
  }

  @Test(
    "Places for certain years hold those years only: the others keep to the places for any year")
  func blocksHoldTheirYears() throws {
    var tight = 0
    for item in try everything() {
      let network = item.model.network
      let space = item.model.shape.space
      for year in item.years {
        for (index, blocks) in network.blocksOfSetting.enumerated() where !blocks.isEmpty {
          let setting = item.network.settings[index]
          let base = network.plan.baseOfSetting[index]
          func shared(_ sitting: Sitting, aged: Int) -> Int {
            var inside = blocks.map { _ in 0 }
            var outside = 0
            for row in 0..<((space.ncys - aged) * space.needs) {
              let heads = sitting.roll(row: row, base: base)
              let ncy = NCY.at(row / space.needs + aged)
              let block = blocks.firstIndex { network.register.blocks[$0].ncys.contains(ncy) }
              if let block { inside[block] += heads } else { outside += heads }
            }
            return zip(blocks, inside).reduce(outside) {
              $0 + max(0, $1.1 - year.draw.register.dedicated(year.year, $1.0))
            }
          }
          let own = blocks.reduce(0) { $0 + year.draw.register.dedicated(year.year, $1) }
          let places = year.result.places[index].all
          let extra = places * (item.network.stretch[setting.id] ?? 100) / 100 - places
          let open = max(0, places - setting.imports - own) + extra
          let (before, after) = (shared(year.before, aged: 1), shared(year.after, aged: 0))
          #expect(after <= max(before, open), "network \(item.seed), \(setting.id)")
          if own > 0, after >= open { tight += 1 }
        }
      }
    }
    #expect(tight > 50)
  }

  @Test(
    "A full setting takes places × stretch in whole children, to the last of them",
    arguments: [(20, 115, 23), (100, 115, 115), (50, 110, 55), (40, 115, 46), (7, 110, 7)])
  func stretchIsExact(places: Int, percent: Int, ceiling: Int) throws {
    var network = Single(places: places)
    network.stretch = Double(percent) / 100
    network.overflow = [.overNumber, .awaiting]
    let result = try network.placed(newcomers: 2 * places)
    #expect(result.roll == [ceiling])
  }

  @Test("A setting designated for no need has places for none of them")
  func noNeed() throws {
    var network = RandomNetwork.oneSpecial(at: nil)
    network.settings = [network.settings[0].with(designation: .some([:]))]
    #expect(try network.model().placeShares == [Array(repeating: 0, count: Single.space.needs * 4)])
  }

  @Test("Nobody waits for a provision in which a setting that admits them has a place left")
  func noPlaceIsWasted() throws {
    var waits = 0
    for item in try Sweep.plain.get() {
      let (network, space) = (item.model.network, item.model.shape.space)
      for year in item.years {
        for cell in 0..<space.count where year.result.waiting[cell] > 0 {
          waits += 1
          let ncy = NCY.at(space.ncyIndex(of: cell))
          let need = space.codes.needs[space.need(of: cell)].code
          for base in network.plan.basesOfProvision[space.provision(of: cell)] {
            let setting = network.plan.bases[base].setting ?? 0
            guard item.network.settings[setting].admits(need: need, ncy: ncy) else { continue }
            #expect(year.held[base] >= year.result.places[setting].all, "network \(item.seed)")
          }
        }
      }
    }
    #expect(waits > 300)
  }

  @Test(
    "Where nobody moves in the middle of a phase, nobody leaves before the last year of a setting")
  func nobodyLeavesEarly() throws {
    var stayed = 0
    for item in try Sweep.still.get() {
      let (plan, space) = (item.model.network.plan, item.model.shape.space)
      for year in item.years {
        for (key, count) in year.before.byKey {
          let pupils = PupilKey(bits: key)
          let ncy = pupils.row / space.needs + 1
          guard case .content = plan.status(pupils.status), ncy < space.ncys,
            plan.bases[pupils.base].setting != nil, plan.bases[pupils.base].releasedAt != ncy
          else { continue }
          stayed += count
          #expect((year.after.byKey[key.aged(space)] ?? 0) >= count, "network \(item.seed)")
        }
      }
    }
    #expect(stayed > 3000)
  }

  @Test("With leavers nobody but them leaves before the last year of a setting")
  func nobodyButLeaversLeaves() throws {
    for seed in Sweep.seeds(8, 40) {
      let model = try RandomNetwork(seed, waits: false, parts: [.areas, .schemes]).model()
      let (plan, space) = (model.network.plan, model.shape.space)
      let years = placedYears(model, [.leaving, .transferring, .coming], seed: seed, years: 1)
      for year in years {
        let demand = year.demand
        for cell in space.cellsPerNCY..<space.count where demand.aged[cell] > 0 {
          let (row, provision) = (cell / space.provisions, space.provision(of: cell))
          guard plan.isLimited(provision) else { continue }
          var gone = 0
          for base in plan.basesOfProvision[provision]
          where plan.bases[base].releasedAt != space.ncyIndex(of: cell) {
            let before = year.before.roll(row: row - space.needs, base: base)
            gone += max(0, before - year.after.roll(row: row, base: base))
          }
          #expect(gone <= Int(demand.ceased[cell] + demand.out[cell] + demand.lost[cell]))
        }
      }
    }
  }

  @Test("Those whose setting ends are out of it: at the next year it holds nobody")
  func settingsEnd() throws {
    for item in try everything() {
      let (plan, needs) = (item.model.network.plan, item.model.shape.space.needs)
      for year in item.years {
        for base in plan.baseOfSetting {
          guard let end = plan.bases[base].releasedAt else { continue }
          for row in (end * needs)..<((end + 1) * needs) {
            #expect(year.after.roll(row: row, base: base) == 0)
          }
        }
      }
    }
  }
}
