import Foundation
import TestSupport
import Testing

@testable import Reporting

/// What is hidden in tables that add up.
@Suite struct SuppressionTests {
  /// A list of counts and their total.
  private func list(_ counts: [Int], totalIsKnown: Bool = false) -> CountSystem {
    var system = CountSystem()
    let parts = counts.map { system.add($0) }
    system.add(parts, upTo: system.add(counts.reduce(0, +), isKnown: totalIsKnown))
    return system
  }

  @Test func `what has nobody small is shown whole`() {
    #expect(Suppression(list([0, 5, 80, 12])).isHidden.allSatisfy { !$0 })
  }

  @Test func `a small count takes another with it, or two where the two together are few`() {
    #expect(Suppression(list([3, 40, 12, 0])).isHidden == [true, false, true, false, false])
    // 2 + 1 would say that each is at most 3.
    #expect(Suppression(list([2, 1, 40, 9])).isHidden == [true, true, false, true, false])
    #expect(Suppression(list([2, 4, 40, 9])).isHidden == [true, true, false, false, false])
  }

  @Test
  func `where nobody else is there the total goes; where that is known the count is given up`() {
    let open = Suppression(list([3, 0, 0]))
    #expect(open.isHidden == [true, false, false, true] && open.exposed.isEmpty)
    let known = Suppression(list([3, 0, 0], totalIsKnown: true))
    // The nearest to it: 0 to 3 of one, beside one of the zeros.
    #expect(known.exposed == [0, 2])
  }

  @Test func `a row and a column take a rectangle`() {
    var system = CountSystem()
    let cells = [[2, 30], [40, 50]].map { $0.map { system.add($0) } }
    let rows = [32, 90].map { system.add($0, isKnown: true) }
    let columns = [42, 80].map { system.add($0, isKnown: true) }
    for row in 0..<2 { system.add(cells[row], upTo: rows[row]) }
    for column in 0..<2 { system.add(cells.map { $0[column] }, upTo: columns[column]) }
    #expect(Suppression(system).isHidden.prefix(4).allSatisfy { $0 })
  }

  @Test func `what is hidden elsewhere is hidden here, and protected too`() {
    let hidden = Suppression(list([30, 40, 50]), also: [true, false, false, false]).isHidden
    #expect(hidden[0] && hidden.count(where: { $0 }) >= 2)
  }

  @Test(
    .enabled(
      if: Command.python != nil, "skipped: no Python of ours; scripts/setup tests prepares it"))
  func `a stranger with linear programmes tells no count within 5, in 500 sets of tables`()
    throws
  {
    let python = try #require(Command.python)
    let folder = try TemporaryFolder()
    var (lines, small, hidden): ([String], Int, Int) = ([], 0, 0)
    for number in 0..<500 {
      let system = InventedTables(number).system
      let suppression = Suppression(system)
      #expect(suppression.exposed.isEmpty, "set \(number)")
      for (count, isHidden) in zip(system.counts, suppression.isHidden) {
        #expect(isHidden || !Suppression.isSmall(count))
        small += Suppression.isSmall(count) ? 1 : 0
        hidden += isHidden ? 1 : 0
      }
      lines.append(try Self.text(system, suppression))
    }
    // Not everything is hidden to be safe.
    #expect(small > 2000 && hidden < 3 * small, "\(hidden) hidden for \(small)")
    try folder.write(lines.joined(separator: "\n") + "\n", to: "sets.json")
    let outcome = try Command.run(
      python, [Repository.path("Tests/disclosure/attack.py"), "\(folder.path)/sets.json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try JSONDecoder().decode(Found.self, from: Data(outcome.output.utf8))
    #expect(found.publications == 500 && found.hidden == hidden)
    #expect(found.narrowest >= 5 - 1e-6, "\(found)")
  }

  private struct Found: Decodable {
    let publications: Int
    let hidden: Int
    let narrowest: Double
  }

  private static func text(_ system: CountSystem, _ suppression: Suppression) throws -> String {
    let shown = system.counts.indices.map {
      suppression.isHidden[$0] ? "null" : "\(Int(system.counts[$0]))"
    }
    let balances = system.balances.map { "[\($0.left),\($0.right)]" }
    return """
      {"shown":[\(shown.joined(separator: ","))],"exposed":\(suppression.exposed),\
      "balances":[\(balances.joined(separator: ","))]}
      """
  }
}
