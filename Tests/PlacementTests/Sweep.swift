import Foundation
import NumericalCore
import Vocabulary

@testable import Placement

/// Many random networks, placed for one September or more: computed once, read by many laws.
///
/// `PLACEMENT_NETWORKS=20` runs each law on twenty times as many.
enum Sweep {
  /// One draw of a network.
  struct Item: Sendable {
    let seed: UInt64
    let network: RandomNetwork
    let model: PlacementModel
    let years: [PlacedYear]
  }

  static let scale = max(
    1, ProcessInfo.processInfo.environment["PLACEMENT_NETWORKS"].flatMap { UInt64($0) } ?? 1)

  /// Seeds from `first` on, as many as asked for.
  static func seeds(_ first: UInt64, _ count: UInt64) -> Range<UInt64> {
    (1_000_000 * first)..<(1_000_000 * first + count * scale)
  }

  /// One September of networks with everything in them, four draws of each.
  static let full = Result { try run(seeds(1, 250), .full, .all, years: 1, draws: 4) }
  /// Three years of the same kind.
  static let paths = Result { try run(seeds(2, 100), .full, .all, years: 3, draws: 2) }
  /// Three years of networks with nothing in them but settings, a waiting list and an overflow table.
  static let plain = Result { try run(seeds(3, 100), .plain, .all, years: 3, draws: 2) }
  /// Nobody ceases, and nobody moves in the middle of a phase.
  static let still = Result {
    try run(
      seeds(4, 100), [.areas, .imports, .schemes, .named], [.transferring, .coming], years: 3,
      draws: 2)
  }
  /// Nobody comes, goes or moves but the waiting list, those whose setting ends and those who settled elsewhere.
  static let silent = Result {
    try run(seeds(5, 100), [.areas, .schemes, .weights], [], years: 3, draws: 1)
  }

  private static func run(
    _ seeds: Range<UInt64>, _ parts: NetworkParts, _ kinds: DemandKinds, years: Int, draws: UInt32
  ) throws -> [Item] {
    try seeds.flatMap { seed in
      let network = RandomNetwork(seed, parts: parts)
      let model = try network.model()
      return (1...draws).map { draw in
        Item(
          seed: seed, network: network, model: model,
          years: placedYears(model, kinds, seed: seed, draw: draw, years: years))
      }
    }
  }
}
