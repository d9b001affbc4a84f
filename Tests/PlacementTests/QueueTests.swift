import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("The queue and those who wait")
struct QueueTests {
  private func went(_ result: Placements, _ word: Placements.Word) -> Int {
    let leaf = result.shape.leaf(0, need: 0, phase: 1, area: 0)
    let went = Single.space.provisions + word.rawValue
    return Int(result.overflow[Placements.overflowIndex(result.shape, leaf: leaf, went: went)])
  }

  @Test("The waiting list is served before newcomers", arguments: [0, 3, 6, 9, 14])
  func waitersComeFirst(places: Int) throws {
    for draw in 0..<10 {
      var network = Single(places: places)
      network.waiting = 6
      let result = try network.placed(newcomers: 7, draw: UInt32(draw))
      let here = Single.cell(Single.special)
      #expect(result.moved[here] == min(6, places))
      #expect(result.arrived[0][here] == max(0, min(7, places - 6)))
    }
  }

  @Test("Newcomers are served before those who move mid-phase", arguments: [0, 3, 7, 9, 14])
  func newcomersComeBeforeMovers(places: Int) throws {
    for draw in 0..<10 {
      let result = try Single(places: places).placed(
        newcomers: 7, movers: 5, draw: UInt32(draw))
      let here = Single.cell(Single.special)
      #expect(result.arrived[0][here] == min(7, places))
      #expect(result.moved[here] == max(0, min(5, places - 7)))
    }
  }

  @Test(
    "A child of the waiting list who is drawn to move where they wait to go keeps their turn",
    arguments: [0, 3, 6, 9, 14])
  func waitersWhoMoveKeepTheirTurn(places: Int) throws {
    for draw in 0..<10 {
      var network = Single(places: places)
      network.waiting = 20
      let result = try network.placed(newcomers: 7, movers: 5, draw: UInt32(draw))
      let here = Single.cell(Single.special)
      #expect(result.moved[here] == min(20, places) && result.arrived[0][here] == 0)
      #expect(result.waiting[here] == 20 - min(20, places) + 7)
      #expect(result.attended[Single.cell(Single.mainstream)] == 20 - result.moved[here])
    }
  }

  @Test("Children of the waiting list keep their seat until they are placed")
  func waitersKeepTheirSeat() throws {
    var waiting = 0
    for item in try Sweep.silent.get() {
      let (plan, space) = (item.model.network.plan, item.model.shape.space)
      for year in item.years {
        var gone = [Int](repeating: 0, count: plan.limited.count)
        for (bits, count) in year.before.byKey {
          let key = PupilKey(bits: bits)
          guard case .waiting(let wanted) = plan.status(key.status),
            key.row + space.needs < space.ncys * space.needs
          else { continue }
          let base = plan.bases[key.base]
          guard base.setting == nil || base.releasedAt != key.row / space.needs + 1 else {
            continue
          }
          waiting += count
          gone[wanted] += max(0, count - (year.after.byKey[bits.aged(space)] ?? 0))
        }
        let placed = space.provisions + Placements.Word.asWanted.rawValue
        for wanted in plan.limited.indices {
          #expect(
            gone[wanted]
              <= year.result.went { one, _, _, _, went in one == wanted && went == placed })
        }
      }
    }
    #expect(waiting > 300)
  }

  @Test(
    "With no places at all, nobody of the waiting list moves",
    arguments: [OverflowRow.Destination.awaiting, .held, .overNumber, .provision(1)])
  func waitersStayWhereNothingOpens(destination: OverflowRow.Destination) throws {
    var network = Single(places: 0)
    network.waiting = 9
    network.overflow = [destination]
    let result = try network.placed()
    #expect(result.waiting[Single.cell(Single.special)] == 9)
    #expect(result.attended[Single.cell(Single.mainstream)] == 20)
    #expect(sum(result.moved) == 0 && went(result, .held) == 9)
  }

  @Test(
    "A child who moves mid-phase keeps their place until another is found",
    arguments: [OverflowRow.Destination.awaiting, .held, .overNumber, .otherAuthority])
  func moversKeepTheirPlace(destination: OverflowRow.Destination) throws {
    var network = Single(places: 0)
    network.overflow = [destination]
    let result = try network.placed(movers: 8)
    #expect(result.attended[Single.cell(Single.mainstream)] == 20)
    #expect(result.waiting[Single.cell(Single.special)] == 8)
  }

  @Test(
    "A newcomer without a place goes where the overflow table says",
    arguments: [
      (OverflowRow.Destination.awaiting, "NONE"), (.held, "MAIN"), (.provision(4), "IND-SPEC"),
      (.overNumber, "NONE"), (.otherAuthority, "NONE"), (.provision(5), "NONE"),
    ])
  func newcomersOverflow(destination: OverflowRow.Destination, code: String) throws {
    var network = Single(places: 0)
    network.overflow = [destination]
    let result = try network.placed(newcomers: 8)
    let provision = try #require(Single.codes.provision(code))
    #expect(result.arrived[0][Single.cell(provision)] == 8)
  }

  @Test(
    "The lottery is fair: each of two equal groups has half the places, within 4 standard errors")
  func theLotteryIsFair() throws {
    let (draws, places, each) = (400, 10, 12)
    let model = try Single(places: places).model()
    let placed = (0..<draws).map { draw in
      var demand = Demand(Single.space)
      demand.aged[Single.cell(Single.mainstream)] = 20
      demand.coming[0][Single.cell(Single.special)] = Int32(each)
      demand.coming[1][Single.cell(Single.special)] = Int32(each)
      var placement = PlacementDraw(model, address: DrawAddress(seed: 4, draw: UInt32(draw)))
      var result = Placements(model.shape, settings: 1)
      placement.place(year: 0, demand: demand, into: &result)
      return Double(result.arrived[0][Single.cell(Single.special)])
    }
    let sample = Sample(placed)
    #expect(sample.variance > 0 && sample.meets(Double(places) / 2))
  }
}
