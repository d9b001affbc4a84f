import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("One September of children counted by hand")
struct NaiveYearTests {
  private static let space = RandomNetwork.space
  private static let special = RandomNetwork.codes.provision("SPEC-STATE") ?? 0
  private static let mainstream = RandomNetwork.codes.provision("MAIN") ?? 0

  private func school(
    _ id: String, roll: Int = 0, _ ncys: ClosedRange<Int> = NCY.range, point: GridPoint? = nil,
    provision: String = "SPEC-STATE"
  ) -> Setting {
    Setting(
      id: id, name: id, kind: .special, provision: provision, designation: nil, ncys: ncys,
      point: point, baseRoll: roll, stretch: 1, provenance: invented)
  }

  /// A school and nobody anywhere.
  private func empty(_ settings: [Setting], places: Int = 0) -> RandomNetwork {
    var network = RandomNetwork(1, waits: false)
    network.opening = network.opening.map { _ in 0 }
    network.settings = settings
    network.commissioned = Dictionary(
      settings.map { ($0.id, [AcademicYear(start: 2020): Places(all: places)]) }
    ) { one, _ in one }
    network.overflow = []
    return network
  }

  /// Two areas, of which the first has a tenth of the people in the first year given and nine tenths from the second on.
  private func moving(_ network: RandomNetwork) -> RandomNetwork {
    var network = network
    for (id, people) in [("a", [100.0, 900]), ("b", [900, 100])] {
      network.locality.areas.append(
        PlanningArea(id: id, name: id, centre: nil, provenance: invented))
      for (year, count) in zip([2024, 2026], people) {
        network.locality.population["principal", default: [:]][year, default: [:]][id] = Array(
          repeating: count, count: 26)
      }
    }
    return network
  }

  @Test func `who waits for nothing is split by the people of the closing census`() throws {
    var network = moving(empty([school("s")]))
    let cell = Self.space.cell(NCY.index(2), 0, Self.mainstream)
    network.opening[cell] = 100
    let model = try network.model()
    var draw = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
    var result = Placements(model.shape, settings: 1)
    draw.summarise(into: &result)
    // The census of January 2026 is of the people of summer 2025, which the year before says; that of 2027 of those of 2026.
    for (year, expected) in [(0, [10, 90]), (1, [90, 10]), (2, [90, 10])] {
      var demand = Demand(Self.space)
      demand.aged[Self.space.cell(NCY.index(3 + year), 0, Self.mainstream)] = 100
      draw.place(year: year, demand: demand, into: &result)
      let leaf = 0 * 4 + Phase.primary.position
      #expect(result.byArea[(leaf * 2)..<(leaf * 2 + 2)].map(Int.init) == expected)
      #expect(sum(result.byArea) == 100)
    }
  }

  @Test func `who looks lives where the people of the closing census do, within 4 standard errors`()
    throws
  {
    let model = try moving(empty([school("s")])).model()
    for (year, share) in [(0, 0.1), (1, 0.9)] {
      let shares = (0..<30).map { number in
        var draw = PlacementDraw(model, address: DrawAddress(seed: 3, draw: UInt32(number)))
        var result = Placements(model.shape, settings: 1)
        for step in 0...year {
          var demand = Demand(Self.space)
          if step == year {
            demand.coming[0][Self.space.cell(NCY.index(3), 0, Self.special)] = 100
          }
          draw.place(year: step, demand: demand, into: &result)
        }
        let leaf = model.shape.leaf(0, need: 0, phase: 1, area: 0)
        return Double(result.counts(.soughtNew)[leaf]) / 100
      }
      #expect(Sample(shares).meets(share))
    }
  }

  @Test func `the oldest leave and nobody comes back, in the first provision and area too`() throws
  {
    let first = Self.space.codes.provisions[0].code
    var network = empty([school("s", roll: 6, provision: first)], places: 9)
    for (ncy, count) in [(21, 4), (20, 2)] {
      network.opening[Self.space.cell(NCY.index(ncy), 0, 0)] = Int32(count)
    }
    let model = try network.model()
    var draw = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
    var result = Placements(model.shape, settings: 1)
    draw.summarise(into: &result)
    #expect(result.roll == [6] && result.rollPost16 == [6])
    for (year, left) in [2, 0].enumerated() {
      var demand = Demand(Self.space)
      demand.aged[Self.space.cell(NCY.index(21), 0, 0)] = Int32(left)
      draw.place(year: year, demand: demand, into: &result)
      #expect(result.roll == [left] && sum(result.attended) == left)
    }
  }

  @Test
  func `who is released enters a year after a setting's last, or a transfer where there is none`()
    throws
  {
    for seed in Sweep.seeds(77, 12) {
      let model = try RandomNetwork(seed, parts: .full).model()
      let (plan, space) = (model.network.plan, Self.space)
      let draw = PlacementDraw(model, address: DrawAddress(seed: seed, draw: 1))
      let sitting = Sitting(draw)
      var expected = [Int](repeating: 0, count: space.count)
      for cell in 0..<(space.count - space.cellsPerNCY) {
        let entered = NCY.at(space.ncyIndex(of: cell) + 1)
        if [0, 7, 12].contains(entered) {
          expected[cell + space.cellsPerNCY] += Int(sitting.open[cell])
        }
      }
      for pupils in sitting.pupils where pupils.row + space.needs < space.ncys * space.needs {
        let base = plan.bases[pupils.base]
        let entered = NCY.at(pupils.row / space.needs + 1)
        let isReleased =
          base.setting.map { model.assumptions.settings[$0].ncys.upperBound + 1 == entered }
          ?? [0, 7, 12].contains(entered)
        guard isReleased else { continue }
        expected[(pupils.row + space.needs) * space.provisions + base.provision] += pupils.count
      }
      var released = [Int32](repeating: 7, count: space.count)
      draw.released(into: &released)
      #expect(released.map(Int.init) == expected, "network \(seed)")
    }
  }

  @Test
  func `plans are required where children are, or where those who wait or settled wanted to be`()
    throws
  {
    var counted = [0, 0, 0]
    for seed in Sweep.seeds(80, 12) {
      let model = try RandomNetwork(seed, parts: .full).model()
      let plan = model.network.plan
      for year in placedYears(model, .all, seed: seed) {
        var expected = year.after.open.map(Int.init)
        for pupils in year.after.pupils {
          let provision: Int
          switch pupils.status {
          case .content:
            (provision, counted[0]) = (plan.bases[pupils.base].provision, counted[0] + 1)
          case .waiting(let index): (provision, counted[1]) = (plan.limited[index], counted[1] + 1)
          case .elsewhere(let index):
            (provision, counted[2]) = (plan.limited[index], counted[2] + 1)
          }
          expected[pupils.row * Self.space.provisions + provision] += pupils.count
        }
        var required = [Int32](repeating: 7, count: Self.space.count)
        year.draw.required(into: &required)
        #expect(required.map(Int.init) == expected, "network \(seed)")
      }
    }
    #expect(counted.allSatisfy { $0 > 100 }, "\(counted)")
  }

  @Test
  func `even one child whom nobody named looks for a special school first, one named does not`()
    throws
  {
    let independent = RandomNetwork.codes.provision("IND-SPEC") ?? 0
    for (named, places, isSpecial) in [(0.0, 1, true), (1, 1, false), (0, 0, false)] {
      for from in [Self.mainstream, nil] {
        var network = empty([school("s")], places: places)
        network.named = Array(repeating: Array(repeating: named, count: 12), count: 3)
        network.opening[Self.space.cell(NCY.index(2), 0, Self.mainstream)] = 1
        let model = try network.model()
        var demand = Demand(Self.space)
        demand.aged[Self.space.cell(NCY.index(3), 0, Self.mainstream)] = 1
        if let from {
          demand.add(
            Movement(
              ncyIndex: NCY.index(3), need: 0, from: from, to: independent, count: 1,
              released: false))
        } else {
          demand.coming[0][Self.space.cell(NCY.index(3), 0, independent)] = 1
        }
        var draw = PlacementDraw(model, address: DrawAddress(seed: 5, draw: 1))
        var result = Placements(model.shape, settings: 1)
        draw.place(year: 0, demand: demand, into: &result)
        let found = isSpecial ? Self.special : independent
        #expect(result.attended[Self.space.cell(NCY.index(3), 0, found)] == 1)
        #expect(sum(result.attended) == (from == nil ? 2 : 1))
      }
    }
  }

  @Test func `the opening roll after Year 12 is those of Year 12 and later`() throws {
    for seed in Sweep.seeds(78, 12) {
      let model = try RandomNetwork(seed, parts: .full).model()
      let sitting = Sitting(PlacementDraw(model, address: DrawAddress(seed: seed, draw: 1)))
      for (setting, base) in model.network.plan.baseOfSetting.enumerated() {
        let here = sitting.pupils.filter { $0.base == base }
        func count(_ pupils: [Pupils]) -> Int { pupils.reduce(0) { $0 + $1.count } }
        #expect(model.baseRoll[setting] == count(here))
        #expect(
          model.baseRollPost16[setting]
            == count(here.filter { NCY.at($0.row / Self.space.needs) >= 12 }))
      }
    }
  }

  @Test func `schools fill from near: the pull falls with the cube of quarters of an hour`() throws
  {
    // Two areas 20 km apart, 52 minutes, each with a school in its middle and half of 2,000 children.
    let points = [450_000, 470_000].map { GridPoint(easting: $0, northing: 300_000) }
    var network = empty([
      school("x", roll: 1_000, point: points[0]), school("y", roll: 1_000, point: points[1]),
    ])
    for (id, point) in zip(["a", "b"], points) {
      network.locality.areas.append(
        PlanningArea(id: id, name: id, centre: point, provenance: invented))
      network.locality.population["principal", default: [:]][2024, default: [:]][id] = Array(
        repeating: 100, count: 26)
    }
    network.opening[Self.space.cell(NCY.index(3), 0, Self.special)] = 2_000
    let model = try network.model()
    let sitting = Sitting(PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1)))
    // Raking keeps the odds: far to near as 1 to (1 + 52 / 15) to the third.
    let pull = 1 + 52.0 / 15
    let far = 1_000 / (1 + pull * pull * pull)
    for (setting, home) in [(0, 0), (1, 1)] {
      let base = model.network.plan.baseOfSetting[setting]
      let counts = (0..<2).map { area in
        sitting.pupils.reduce(0) { $0 + ($1.base == base && $1.area == area ? $1.count : 0) }
      }
      #expect(counts[0] + counts[1] == 1_000)
      #expect(abs(Double(counts[1 - home]) - far) <= 1, "\(counts)")
    }
  }

  @Test func `choices of a list share ranks where they are tied, and pools are those of the year`()
    throws
  {
    for seed in Sweep.seeds(79, 8) {
      let model = try RandomNetwork(seed, parts: .full).model()
      defer { withExtendedLifetime(model) {} }
      let (tables, network) = (model.memory.tables, model.network)
      for base in network.plan.bases.indices {
        let setting = network.plan.bases[base].setting
        let blocks = setting.map { network.blocksOfSetting[$0] } ?? []
        #expect(tables.poolStarts[base + 1] - tables.poolStarts[base] == blocks.count + 1)
        #expect(tables.hasPools(base) == !blocks.isEmpty)
        for row in 0..<tables.rows {
          let ncy = NCY.at(row / Self.space.needs)
          let block = blocks.firstIndex { network.register.blocks[$0].ncys.contains(ncy) }
          #expect(tables.pool(base, row: row) == tables.poolStarts[base] + (block ?? -1) + 1)
          let number = tables.blockOfYear[base * tables.ncys + tables.ncyOfRow[row]]
          #expect(number == block.map { blocks[$0] } ?? -1)
        }
      }
      for limited in network.plan.limited.indices {
        for row in 0..<tables.rows {
          for area in 0..<tables.areas {
            let list = tables.choices(limited, row: row, area: area).map { tables.choices[$0] }
            for choice in list {
              #expect(choice.isTied == (list.count { $0.rank == choice.rank } > 1))
              #expect(Int(choice.pool) == tables.pool(Int(choice.base), row: row))
            }
          }
        }
      }
    }
  }
}
