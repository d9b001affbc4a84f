@testable import Reporting

/// Invented tables that add up, many of their counts small: lists, tables, cubes, groups within groups, and tables that share a margin.
struct InventedTables {
  private var state: UInt64
  private(set) var system = CountSystem()

  init(_ number: Int) {
    state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    switch number % 5 {
    case 0: cube([Int.random(in: 2...9, using: &self)])
    case 1: cube((0..<2).map { _ in Int.random(in: 2...7, using: &self) })
    case 2: cube((0..<3).map { _ in Int.random(in: 2...4, using: &self) })
    case 3: groups()
    default: shared()
    }
  }

  /// Mostly small or nothing.
  private mutating func count() -> Int {
    switch Int.random(in: 0..<10, using: &self) {
    case 0..<3: 0
    case 3..<6: Int.random(in: 1...4, using: &self)
    default: Int.random(in: 5...60, using: &self)
    }
  }

  /// A table of some dimensions with all its margins; positions by indices, the last of each for the total.
  @discardableResult
  private mutating func cube(_ dimensions: [Int], leaves given: [Int]? = nil) -> [[Int]: Int] {
    let places = dimensions.reduce([[Int]]([[]])) { places, count in
      places.flatMap { place in (0...count).map { place + [$0] } }
    }
    var values: [[Int]: Int] = [:]
    var rest = given?.makeIterator()
    for place in places where zip(place, dimensions).allSatisfy(<) {
      values[place] = rest?.next() ?? count()
    }
    for axis in dimensions.indices {
      for place in places where place[axis] == dimensions[axis] {
        let parts = (0..<dimensions[axis]).compactMap { values[replacing(place, axis, $0)] }
        if parts.count == dimensions[axis] { values[place] = parts.reduce(0, +) }
      }
    }
    var numbers: [[Int]: Int] = [:]
    for place in places { numbers[place] = system.add(values[place] ?? 0) }
    for place in places {
      for axis in dimensions.indices where place[axis] == dimensions[axis] {
        let parts = (0..<dimensions[axis]).compactMap { numbers[replacing(place, axis, $0)] }
        if let total = numbers[place] { system.add(parts, upTo: total) }
      }
    }
    return numbers
  }

  private func replacing(_ place: [Int], _ axis: Int, _ index: Int) -> [Int] {
    var place = place
    place[axis] = index
    return place
  }

  /// A table whose rows are parts of the rows of another.
  private mutating func groups() {
    let (bands, columns) = (
      Int.random(in: 2...3, using: &self), Int.random(in: 2...4, using: &self)
    )
    var (parts, sums): ([[[Int]]], [Int]) = ([], [])
    for _ in 0..<bands {
      let rows = (0..<Int.random(in: 2...4, using: &self)).map { _ in
        (0..<columns).map { _ in count() }
      }
      sums += (0..<columns).map { column in rows.reduce(0) { $0 + $1[column] } }
      parts.append(rows)
    }
    let numbers = cube([bands, columns], leaves: sums)
    for band in 0..<bands {
      for column in 0..<columns {
        let cells = parts[band].map { system.add($0[column]) }
        if let total = numbers[[band, column]] { system.add(cells, upTo: total) }
      }
    }
  }

  /// Two tables of the same people, whose rows have the same totals.
  private mutating func shared() {
    let rows = Int.random(in: 2...4, using: &self)
    let first = (0..<rows).map { _ in (0..<3).map { _ in count() } }
    // The same people of each row, one after the other into the columns of the second table.
    let second = first.map { row -> [Int] in
      let all = row.reduce(0, +)
      let some = Int.random(in: 0...all, using: &self)
      return [some, all - some]
    }
    let (left, right) = (
      cube([rows, 3], leaves: first.flatMap { $0 }), cube([rows, 2], leaves: second.flatMap { $0 })
    )
    for row in 0...rows {
      if let one = left[[row, 3]], let other = right[[row, 2]] { system.balance([one], [other]) }
    }
  }
}

extension InventedTables: RandomNumberGenerator {
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var bits = state ^ (state &>> 33)
    bits = bits &* 0xFF51_AFD7_ED55_8CCD
    return bits ^ (bits &>> 33)
  }
}
