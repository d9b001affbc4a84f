/// Some draws of an authority.
public struct WorkUnit: Sendable, Hashable {
  /// Position among the authorities of the folder.
  public let authority: Int
  /// The draws, by number.
  public let drawn: Range<Int>
}

/// How the draws of some authorities are shared out over shards: every one of them exactly once.
public enum WorkPlan {
  /// What a shard does, in the order of authorities and draws; nothing where there are more shards than draws.
  ///
  /// Up to as many shards as authorities take whole ones; more of them cut the row of all authorities' draws into equal parts.
  public static func units(
    of shard: ShardAddress, authorities: Int, draws: Int
  ) -> [WorkUnit] {
    precondition(authorities > 0 && draws > 0, "\(draws) draws of \(authorities) authorities")
    let place = shard.number - 1
    if shard.count <= authorities {
      return (0..<authorities).filter { $0 % shard.count == place }
        .map { WorkUnit(authority: $0, drawn: 0..<draws) }
    }
    let all = authorities * draws
    let own = (all * place / shard.count)..<(all * (place + 1) / shard.count)
    return (0..<authorities).compactMap { authority in
      let start = authority * draws
      let here = own.clamped(to: start..<(start + draws))
      return here.isEmpty
        ? nil
        : WorkUnit(
          authority: authority, drawn: (here.lowerBound - start)..<(here.upperBound - start))
    }
  }
}
