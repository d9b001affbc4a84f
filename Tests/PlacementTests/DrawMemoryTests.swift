import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("The memory of a draw")
struct DrawMemoryTests {
  /// What a draw says after a September.
  private struct State: Equatable {
    let keys: [UInt64]
    let counts: [Int32]
    let open: [Int32]
    let held: [Int]
    let cost: Int

    init(_ draw: PlacementDraw) {
      let groups = draw.groups
      (keys, counts, open) = (groups.keys, groups.counts, draw.open)
      (held, cost) = (draw.held, draw.cost)
    }
  }

  private func step(
    _ draw: inout PlacementDraw, _ model: PlacementModel, year: Int, seed: UInt64,
    into result: inout Placements
  ) {
    var lots = Lots(seed)
    let space = model.shape.space
    var released = [Int32](repeating: 0, count: space.count)
    draw.released(into: &released)
    let demand = randomDemand(
      .all, attended: result.attended, released: released, &lots, space: space)
    draw.place(year: year, demand: demand, into: &result)
  }

  @Test("A copy of a draw stays as it was, and goes on like the draw it was made from")
  func copiesAreValues() throws {
    for seed in Sweep.seeds(40, 20) {
      let model = try RandomNetwork(seed, parts: .full).model()
      var draw = PlacementDraw(model, address: DrawAddress(seed: seed, draw: 1))
      var result = Placements(model.shape, settings: model.assumptions.settings.count)
      draw.summarise(into: &result)
      step(&draw, model, year: 0, seed: seed, into: &result)
      var (copy, copied) = (draw, result)
      let before = State(draw)
      step(&draw, model, year: 1, seed: seed + 1, into: &result)
      #expect(State(copy) == before, "network \(seed)")
      step(&copy, model, year: 1, seed: seed + 1, into: &copied)
      #expect(State(copy) == State(draw), "network \(seed)")
      #expect(copied.attended == result.attended && copied.counts == result.counts)
      #expect(copied.overflow == result.overflow && copied.overflown == result.overflown)
    }
  }

  @Test("A draw that is started again is that of a new one")
  func restartsAreNew() throws {
    for seed in Sweep.seeds(41, 20) {
      let model = try RandomNetwork(seed, parts: .full).model()
      var draws = [1, 2].map {
        PlacementDraw(model, address: DrawAddress(seed: seed, draw: UInt32($0)))
      }
      let empty = Placements(model.shape, settings: model.assumptions.settings.count)
      var results = [empty, empty]
      draws[0].summarise(into: &results[0])
      for year in 0..<3 {
        step(&draws[0], model, year: year, seed: seed + UInt64(year), into: &results[0])
      }
      draws[0].restart(DrawAddress(seed: seed, draw: 2))
      results[0].clear()
      for index in 0..<2 {
        draws[index].summarise(into: &results[index])
        for year in 0..<2 {
          step(&draws[index], model, year: year, seed: seed + UInt64(year), into: &results[index])
        }
      }
      #expect(State(draws[0]) == State(draws[1]), "network \(seed)")
      #expect(results[0].attended == results[1].attended, "network \(seed)")
    }
  }

  @Test("Packed words are sorted, each with its number; words that are the same keep their order")
  func packedWordsAreSorted() {
    for seed in UInt64(0)..<200 {
      var lots = Lots(seed)
      let memory = DrawMemory()
      var (list, sorter) = (GroupList(in: memory), PackedSort(in: memory))
      let width = lots.next(0...40)
      let pairs = (0..<lots.next(0...300)).map { index in
        (UInt64(lots.next() * 0x1p31) << UInt64(lots.next(0...1) * width), index + 1)
      }
      for (key, number) in pairs { list.add(key, number) }
      let low = UInt64(lots.next(0...6) * 8)
      sorter.sort(&list, bits: low..<(low + UInt64(lots.next(0...2) * 8)))
      let expected = pairs.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      #expect(Array(list.keys) == expected.map(\.0))
      // Insertion after counting keeps the order of equals, as counting does.
      #expect(Array(list.counts) == expected.map { Int32($0.1) })
    }
  }
}
