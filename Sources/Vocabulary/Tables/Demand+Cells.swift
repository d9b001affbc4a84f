/// The tables of a `Demand` as plain memory, cells of `StateSpace`.
///
/// Valid only inside `Demand.withCells`. A loop that writes to many tables through their arrays asks at every write whether the
/// array is shared, which takes longer than the write.
public struct DemandCells {
  /// Plans of the opening census a year older.
  public let aged: UnsafeMutableBufferPointer<Int32>
  /// Plans that cease.
  public let ceased: UnsafeMutableBufferPointer<Int32>
  /// Plans that move to another authority.
  public let out: UnsafeMutableBufferPointer<Int32>
  /// Plans that SEN2's flows lose.
  public let lost: UnsafeMutableBufferPointer<Int32>
  /// Of the plans whose setting ends, those that neither cease nor leave.
  public let releasedStaying: UnsafeMutableBufferPointer<Int32>
  /// New plans, at the provision wanted.
  public let newPlans: UnsafeMutableBufferPointer<Int32>
  /// Plans transferred in, at the provision wanted.
  public let transfersIn: UnsafeMutableBufferPointer<Int32>
  /// Plans that SEN2's flows do not explain, at the provision wanted.
  public let residual: UnsafeMutableBufferPointer<Int32>

  /// Plans that come for a reason.
  @inlinable
  public func coming(_ kind: Seeking) -> UnsafeMutableBufferPointer<Int32> {
    switch kind {
    case .newPlan: newPlans
    case .transferIn: transfersIn
    case .residual: residual
    }
  }
}

extension Demand {
  /// Calls `body` with the tables of cells as plain memory, and the movements.
  public mutating func withCells<Result>(
    _ body: (DemandCells, inout [Movement]) -> Result
  ) -> Result {
    withTables(
      &aged, &ceased, &out, &lost, &releasedStaying, &coming, &movements, body)
  }
}

/// The properties come one by one, because a closure inside that named `self` would overlap with their use.
private func withTables<Result>(
  _ aged: inout [Int32], _ ceased: inout [Int32], _ out: inout [Int32], _ lost: inout [Int32],
  _ releasedStaying: inout [Int32], _ coming: inout [[Int32]], _ movements: inout [Movement],
  _ body: (DemandCells, inout [Movement]) -> Result
) -> Result {
  aged.withUnsafeMutableBufferPointer { aged in
    ceased.withUnsafeMutableBufferPointer { ceased in
      out.withUnsafeMutableBufferPointer { out in
        lost.withUnsafeMutableBufferPointer { lost in
          releasedStaying.withUnsafeMutableBufferPointer { released in
            withComing(&coming) { newPlans, transfersIn, residual in
              let cells = DemandCells(
                aged: aged, ceased: ceased, out: out, lost: lost, releasedStaying: released,
                newPlans: newPlans, transfersIn: transfersIn, residual: residual)
              return body(cells, &movements)
            }
          }
        }
      }
    }
  }
}

private func withComing<Result>(
  _ coming: inout [[Int32]],
  _ body: (
    UnsafeMutableBufferPointer<Int32>, UnsafeMutableBufferPointer<Int32>,
    UnsafeMutableBufferPointer<Int32>
  ) -> Result
) -> Result {
  coming.withUnsafeMutableBufferPointer { kinds in
    kinds[Seeking.newPlan.rawValue].withUnsafeMutableBufferPointer { newPlans in
      kinds[Seeking.transferIn.rawValue].withUnsafeMutableBufferPointer { transfersIn in
        kinds[Seeking.residual.rawValue].withUnsafeMutableBufferPointer { residual in
          body(newPlans, transfersIn, residual)
        }
      }
    }
  }
}
