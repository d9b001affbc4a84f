import NumericalCore
import Vocabulary

/// Who gives up a seat.
extension PlacementDraw {
  /// Whom a removal may take, of the children of settings: all, those whose setting ends now, or those whose setting goes on.
  enum Ending {
    case any
    case ends
    case goesOn
  }

  mutating func removeLeavers(_ demand: Demand, year: Int) {
    findBusy(demand.ceased, demand.out, demand.lost)
    for index in 0..<busy.count {
      let cell = busy[index]
      let leaving = Int(demand.ceased[cell] + demand.out[cell] + demand.lost[cell])
      let (row, provision) = cell.quotientAndRemainder(dividingBy: plan.provisions)
      guard plan.isLimited(provision) else {
        take(leaving, row: row, provision: provision, .any, salt: 1)
        continue
      }
      // Projection has drawn how many of the released are among the leavers; the others leave settings that go on.
      let released = heads(row: row, provision: provision, .ends)
      let fromReleased = released - Int(demand.releasedStaying[cell])
      take(fromReleased, row: row, provision: provision, .ends, salt: 2)
      take(leaving - fromReleased, row: row, provision: provision, .goesOn, salt: 3)
    }
  }

  /// Lists the cells in which one of three tables without negative numbers is not 0.
  mutating func findBusy(_ first: [Int32], _ second: [Int32], _ third: [Int32]) {
    let cells = plan.cells
    precondition(first.count == cells && second.count == cells && third.count == cells)
    busy.removeAll()
    busy.reserve(cells)
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        third.withUnsafeBufferPointer { third in
          guard let a = first.baseAddress, let b = second.baseAddress, let c = third.baseAddress
          else { return }
          findBusy(a, b, c, count: cells)
        }
      }
    }
  }

  /// Eight cells at a time: most are empty.
  private mutating func findBusy(
    _ a: UnsafePointer<Int32>, _ b: UnsafePointer<Int32>, _ c: UnsafePointer<Int32>, count: Int
  ) {
    let (x, y, z) = (UnsafeRawPointer(a), UnsafeRawPointer(b), UnsafeRawPointer(c))
    var cell = 0
    while cell &+ 8 <= count {
      var any: UInt64 = 0
      for place in 0..<4 {
        let byte = cell &* 4 &+ place &* 8
        any |= x.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
        any |= y.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
        any |= z.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
      }
      if any != 0 { noteBusy(a, b, c, cell..<(cell &+ 8)) }
      cell &+= 8
    }
    noteBusy(a, b, c, cell..<count)
  }

  @inline(__always)
  private mutating func noteBusy(
    _ a: UnsafePointer<Int32>, _ b: UnsafePointer<Int32>, _ c: UnsafePointer<Int32>,
    _ cells: Range<Int>
  ) {
    for cell in cells where a[cell] | b[cell] | c[cell] != 0 { busy.append(cell) }
  }

  /// Groups of a row and provision.
  @inline(__always)
  private func range(row: Int, provision: Int) -> Range<Int> {
    let range = cellGroups[row &* plan.provisions &+ provision]
    return Int(range.start)..<Int(range.end)
  }

  @inline(__always)
  private func isCandidate(_ key: PupilKey, _ ending: Ending, ncy: Int) -> Bool {
    switch ending {
    case .any: true
    case .ends: Int(plan.seats[key.base].releasedAt) == ncy
    case .goesOn: Int(plan.seats[key.base].releasedAt) != ncy
    }
  }

  @inline(__always)
  func heads(row: Int, provision: Int, _ ending: Ending) -> Int {
    let ncy = plan.ncyOfRow[row]
    let (keys, counts) = (seats.keys.start, seats.counts.start)
    var sum = 0
    for index in range(row: row, provision: provision)
    where isCandidate(PupilKey(bits: keys[index]), ending, ncy: ncy) {
      sum &+= Int(counts[index])
    }
    return sum
  }

  /// Takes heads at random from the seats of a row and provision; `taken` and `takenOpen` say from which.
  ///
  /// Group by group in the order of codes, each a hypergeometric draw of what is left: the split does not depend on the order of
  /// the register, and an empty seat changes nothing.
  mutating func take(
    _ count: Int, row: Int, provision: Int, _ ending: Ending, salt: UInt64
  ) {
    taken.removeAll()
    takenOpen = 0
    guard count > 0 else { return }
    let cell = row &* plan.provisions &+ provision
    let unbound = plan.isLimited(provision) ? 0 : Int(openCells[cell])
    var population = unbound &+ heads(row: row, provision: provision, ending)
    precondition(count <= population, "\(count) leave seats that hold \(population)")
    var left = count
    var random: UInt64 = 0
    if count < population, population > unbound {
      random = lots.departure(mixed(plan.cellAddress[cell], salt))
    }
    if unbound > 0 {
      takenOpen = departures(left, of: unbound, among: population, random)
      openCells[cell] &-= Int32(truncatingIfNeeded: takenOpen)
      left &-= takenOpen
      population &-= unbound
    }
    guard left > 0 else { return }
    takeFromGroups(left, of: population, range(row: row, provision: provision), ending, random)
  }

  /// - Parameter population: the heads of groups that may be taken, at least as many as are.
  @inline(__always)
  private mutating func takeFromGroups(
    _ count: Int, of heads: Int, _ range: Range<Int>, _ ending: Ending, _ random: UInt64
  ) {
    let (keys, counts) = (seats.keys.start, seats.counts.start)
    let ncy = range.isEmpty ? 0 : plan.ncyOfRow[PupilKey(bits: keys[range.lowerBound]).row]
    var (left, population) = (count, heads)
    for index in range where counts[index] > 0 {
      let key = PupilKey(bits: keys[index])
      guard isCandidate(key, ending, ncy: ncy) else { continue }
      let here = Int(counts[index])
      let out =
        here == population
        ? left
        : departures(left, of: here, among: population, mixed(random, plan.address(key)))
      population &-= here
      guard out > 0 else { continue }
      left &-= out
      counts[index] &-= Int32(truncatingIfNeeded: out)
      taken.append(TakenHeads(key: key.bits, count: out))
      if left == 0 { return }
    }
  }

  @inline(__always)
  private func departures(
    _ count: Int, of here: Int, among population: Int, _ random: UInt64
  ) -> Int {
    if here == population { return count }
    let u = Self.unit(random)
    if here == 1 { return u * Double(population) < Double(count) ? 1 : 0 }
    return hypergeometricQuantile(u, marked: here, population: population, drawn: count)
  }

  @inline(__always)
  static func unit(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }
}
