import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Packed keys, sorted lists and statuses against plain ones")
struct PackedKeyTests {
  @Test func `what is packed into a key comes out of it, at the ends of each range too`() {
    var lots = Lots(61)
    for _ in 0..<2_000 {
      func at(_ most: Int) -> Int { lots.chance(0.2) ? lots.pick([0, most]) : lots.next(0...most) }
      let (row, base, status, area) = (at(959), at(999), at(30), at(119))
      let pupil = PupilKey(row: row, base: base, status: status, area: area)
      #expect([pupil.row, pupil.base, pupil.status, pupil.area] == [row, base, status, area])
      let group = lots.pick(Seeker.Group.allCases)
      let (wanted, origin) = (at(14), at(30))
      let arrival = lots.chance(0.3) ? nil : at(2)
      let fallback = lots.chance(0.3) ? nil : at(30)
      let keeps = lots.chance(0.3) ? nil : (base: base, status: status)
      let key = Seeker.Key(
        group, wanted: wanted, row: row, area: area, arrival: arrival, origin: origin,
        fallback: fallback, keeps: keeps)
      expect(key, group, [wanted, row, area, origin], arrival, fallback, keeps)
      let elsewhere = Seeker.Key(
        group, wanted: wanted, row: row, arrival: arrival, origin: origin, fallback: fallback,
        keeps: keeps)
      #expect(elsewhere.area == 0 && elsewhere.living(in: area).bits == key.bits)
    }
  }

  private func expect(
    _ key: Seeker.Key, _ group: Seeker.Group, _ numbers: [Int], _ arrival: Int?, _ fallback: Int?,
    _ keeps: (base: Int, status: Int)?
  ) {
    #expect(key.group == group && key.groupNumber == group.rawValue)
    #expect([key.wanted, key.row, key.area, key.origin] == numbers)
    #expect(key.arrival == arrival && key.arrivalNumber == (arrival.map { $0 + 1 } ?? 0))
    #expect(key.fallback == fallback)
    #expect(key.keptBase == keeps?.base && key.keptStatus == (keeps?.status ?? 0))
  }

  @Test
  func
    `keys are in the order of rows, then seats; the first of a row and base is before all of them`()
  {
    var lots = Lots(62)
    func key() -> (PupilKey, [Int]) {
      let parts = [lots.next(0...9), lots.next(0...9), lots.next(0...3), lots.next(0...3)]
      return (PupilKey(row: parts[0], base: parts[1], status: parts[2], area: parts[3]), parts)
    }
    for _ in 0..<1_000 {
      let (one, other) = (key(), key())
      #expect((one.0.bits < other.0.bits) == one.1.lexicographicallyPrecedes(other.1))
      let first = PupilKey.first(row: one.0.row, base: one.0.base)
      #expect(first <= one.0.bits && PupilKey(bits: first).status == 0)
      #expect(PupilKey.first(row: one.0.row, base: one.0.base + 1) > one.0.bits)
    }
  }

  @Test func `a sorted list holds what it held, in order, equals joined`() {
    var lots = Lots(63)
    for size in [0, 1, 2, 3, 10, 200] {
      for bits in [PupilKey.sorting, Seeker.Key.sorting, 48..<64, 0..<8] {
        let memory = DrawMemory()
        var list = GroupList(in: memory)
        var sorter = PackedSort(in: memory)
        var plain: [(key: UInt64, count: Int)] = []
        for _ in 0..<size {
          let key =
            UInt64(lots.next(0...40)) << UInt64(lots.next(0...57)) | UInt64(lots.next(0...1))
          let count = lots.next(0...3)
          list.add(key, count)
          if count > 0 { plain.append((key, count)) }
        }
        sorter.sort(&list, bits: bits)
        // Stable: those that are the same keep their order.
        let sorted = plain.enumerated().sorted { ($0.1.key, $0.0) < ($1.1.key, $1.0) }.map(\.1)
        #expect(Array(list.keys.elements) == sorted.map(\.key))
        #expect(list.counts.elements.map(Int.init) == sorted.map(\.count))
        list.joinEqual()
        let sums = Dictionary(plain.map { ($0.key, $0.count) }, uniquingKeysWith: +)
        #expect(Array(list.keys.elements) == sums.keys.sorted())
        #expect(list.counts.elements.map(Int.init) == sums.keys.sorted().map { sums[$0] })
      }
    }
  }

  @Test func `two lists joined are one list of both, without the empty groups of the first`() {
    var lots = Lots(64)
    for _ in 0..<60 {
      let memory = DrawMemory()
      var sums: [UInt64: Int] = [:]
      func list(empties: Bool) -> GroupList {
        var list = GroupList(in: memory)
        var groups = PupilGroups()
        for key in 0..<UInt64(lots.next(0...12)) where lots.chance(0.6) {
          let count = lots.next(empties ? 0...2 : 1...2)
          groups.keys.append(key)
          groups.counts.append(Int32(count))
          if count > 0 { sums[key, default: 0] += count }
        }
        list.replace(with: groups)
        return list
      }
      var joined = GroupList(in: memory)
      joined.join(list(empties: true), list(empties: false))
      #expect(Array(joined.keys.elements) == sums.keys.sorted())
      #expect(joined.counts.elements.map(Int.init) == sums.keys.sorted().map { sums[$0] })
    }
  }

  @Test func `groups are normalised: in order, each key once, nobody left out`() {
    var lots = Lots(65)
    for _ in 0..<60 {
      var groups = PupilGroups()
      var sums: [UInt64: Int] = [:]
      for _ in 0..<lots.next(0...20) {
        let key = PupilKey(row: lots.next(0...3), base: lots.next(0...2), status: 0, area: 0)
        let count = lots.next(-1...3)
        groups.add(key, count)
        if count > 0 { sums[key.bits, default: 0] += count }
      }
      groups.normalise()
      #expect(groups.keys == sums.keys.sorted())
      #expect(groups.counts.map(Int.init) == sums.keys.sorted().map { sums[$0] })
      for key in (groups.keys + [0, UInt64.max]).flatMap({ [$0, $0 &+ 1, $0 &- 1] }) {
        #expect(groups.lowerBound(key) == groups.keys.count { $0 < key })
      }
    }
  }

  @Test func `statuses are numbered once each, and the numbers give them back`() throws {
    for seed in Sweep.seeds(66, 6) {
      let network = RandomNetwork(seed)
      let plan = SeatPlan(RandomNetwork.space, settings: network.settings)
      let model = try network.model()
      let tables = model.memory.tables
      defer { withExtendedLifetime(model) {} }
      let indices = plan.limited.indices
      let statuses: [SeatPlan.Status] =
        [.content] + indices.map { .waiting($0) } + indices.map { .elsewhere($0) }
      #expect(statuses.map(plan.number) == Array(0..<plan.statuses))
      #expect(statuses.map(tables.number) == Array(0..<plan.statuses))
      #expect((0..<plan.statuses).map(plan.status) == statuses)
      #expect((0..<plan.statuses).map(tables.status) == statuses)
      #expect(Set(plan.statusAddress).count == plan.statuses)
    }
  }

  @Test func `seats are the settings by provision and id, else one for a provision without`() {
    for seed in Sweep.seeds(67, 10) {
      let network = RandomNetwork(seed)
      let plan = SeatPlan(RandomNetwork.space, settings: network.settings)
      var expected: [String?] = []
      for provision in RandomNetwork.provisions {
        let ids = network.settings.filter { $0.provision == provision.code }.map(\.id).sorted()
        expected += ids.isEmpty ? [nil] : ids
      }
      #expect(plan.bases.map { $0.setting.map { network.settings[$0].id } } == expected)
      for (index, setting) in network.settings.enumerated() {
        let base = plan.bases[plan.baseOfSetting[index]]
        #expect(base.setting == index && base.isElsewhere == setting.isElsewhere)
        // Children leave for the year after the last; nobody is released after the oldest year.
        let end = setting.ncys.upperBound + 1
        #expect(base.releasedAt == (end > 21 ? nil : end + 2))
      }
      #expect(Set(plan.bases.map(\.address)).count == plan.bases.count)
    }
  }
}
