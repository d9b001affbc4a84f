import NumericalCore
import Vocabulary

@testable import Placement

/// Children alike, as a test sees them.
struct Pupils {
  let row: Int
  let base: Int
  let status: SeatPlan.Status
  let area: Int
  let count: Int
}

/// Who sits where.
struct Sitting {
  let open: [Int32]
  let pupils: [Pupils]
  /// Children of settings and of those who wait or went without: packed key to count.
  let byKey: [UInt64: Int]
  /// NCY × need × base, content children of provisions without settings included.
  let heads: [Int]
  let bases: Int

  init(_ draw: PlacementDraw) {
    let plan = draw.network.plan
    let bases = plan.bases.count
    self.bases = bases
    // Each of these is a copy.
    let (open, groups) = (draw.open, draw.groups)
    self.open = open
    var heads = [Int](repeating: 0, count: plan.space.ncys * plan.space.needs * bases)
    for cell in open.indices where open[cell] != 0 {
      let (row, provision) = cell.quotientAndRemainder(dividingBy: plan.space.provisions)
      heads[row * bases + plan.openBase(provision)] += Int(open[cell])
    }
    var byKey: [UInt64: Int] = [:]
    var pupils: [Pupils] = []
    for (bits, count) in zip(groups.keys, groups.counts) {
      let key = PupilKey(bits: bits)
      heads[key.row * bases + key.base] += Int(count)
      byKey[bits, default: 0] += Int(count)
      pupils.append(
        Pupils(
          row: key.row, base: key.base, status: plan.status(key.status), area: key.area,
          count: Int(count)))
    }
    self.heads = heads
    self.byKey = byKey
    self.pupils = pupils
  }

  func roll(row: Int, base: Int) -> Int { heads[row * bases + base] }

  func roll(base: Int) -> Int {
    stride(from: base, to: heads.count, by: bases).reduce(0) { $0 + heads[$1] }
  }
}

extension UInt64 {
  /// The key of the same children a year older.
  func aged(_ space: StateSpace) -> UInt64 { self + UInt64(space.needs) << 40 }
}

/// One year of one draw of a network, as a test sees it.
struct PlacedYear {
  let year: Int
  let demand: Demand
  let released: [Int32]
  let opening: [Int32]
  let before: Sitting
  let after: Sitting
  /// Children who hold a place in each base, those who keep one while they move included.
  let held: [Int]
  let waitingBefore: [Int32]
  let result: Placements
  /// The draw afterwards, its allocation still in memory.
  let draw: PlacementDraw
}

/// All years of a draw.
func placedYears(
  _ model: PlacementModel, _ kinds: DemandKinds, seed: UInt64, draw: UInt32 = 1,
  years: Int = RandomNetwork.years
) -> [PlacedYear] {
  var lots = Lots(seed &+ 77 &+ UInt64(draw) &* 1_000_003)
  let space = model.shape.space
  var draw = PlacementDraw(model, address: DrawAddress(seed: seed, draw: draw))
  var result = Placements(model.shape, settings: model.assumptions.settings.count)
  draw.summarise(into: &result)
  return (0..<years).map { year in
    let (opening, waiting, before) = (result.attended, result.waiting, Sitting(draw))
    var released = [Int32](repeating: 0, count: space.count)
    draw.released(into: &released)
    let demand = randomDemand(
      kinds, attended: opening, released: released, &lots, space: space)
    draw.place(year: year, demand: demand, into: &result)
    return PlacedYear(
      year: year, demand: demand, released: released, opening: opening, before: before,
      after: Sitting(draw), held: draw.held, waitingBefore: waiting, result: result, draw: draw)
  }
}

extension Placements {
  /// The sum of overflow counts: went is a provision or one of the words after.
  func went(
    where picks: (_ limited: Int, _ need: Int, _ phase: Int, _ area: Int, _ went: Int) -> Bool
  ) -> Int {
    var sum = 0
    for leaf in 0..<shape.count {
      let (rest, area) = leaf.quotientAndRemainder(dividingBy: shape.areas.count)
      let (upper, phase) = rest.quotientAndRemainder(dividingBy: 4)
      let (limited, need) = upper.quotientAndRemainder(dividingBy: shape.space.needs)
      for went in 0..<shape.destinations {
        let count = overflow[leaf * shape.destinations + went]
        if count != 0, picks(limited, need, phase, area, went) { sum += Int(count) }
      }
    }
    return sum
  }

  /// Children who went to one of some words, all provisions wanted.
  func went(_ words: [Word]) -> Int {
    let kept = words.map { shape.space.provisions + $0.rawValue }
    return overflow.indices.reduce(0) {
      kept.contains($1 % shape.destinations) ? $0 + Int(overflow[$1]) : $0
    }
  }

  /// Children who are counted somewhere but where they wanted.
  var notAsWanted: Int {
    let placed = shape.space.provisions + Word.asWanted.rawValue
    return overflow.indices.reduce(0) {
      $1 % shape.destinations == placed ? $0 : $0 + Int(overflow[$1])
    }
  }

  /// A count of every leaf.
  func counts(_ count: Count) -> [Int32] {
    Array(counts[(count.rawValue * shape.count)..<((count.rawValue + 1) * shape.count)])
  }
}
