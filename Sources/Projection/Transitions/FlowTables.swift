import Vocabulary

/// Where the tables of a year's flows lie while a year is drawn, so that counts are added in place. Valid within `withTables` alone.
struct FlowTables {
  let closing: UnsafeMutableBufferPointer<Int32>
  let joined: UnsafeMutableBufferPointer<Int32>
  let left: UnsafeMutableBufferPointer<Int32>
  let agedOut: UnsafeMutableBufferPointer<Int32>
  let movedIn: UnsafeMutableBufferPointer<Int32>
  let movedAway: UnsafeMutableBufferPointer<Int32>
}

extension TransitionFlows {
  /// Calls a closure with the memory of all tables.
  mutating func withTables(_ body: (FlowTables) -> Void) {
    closing.withUnsafeMutableBufferPointer { closing in
      joined.withUnsafeMutableBufferPointer { joined in
        left.withUnsafeMutableBufferPointer { left in
          agedOut.withUnsafeMutableBufferPointer { agedOut in
            movedIn.withUnsafeMutableBufferPointer { movedIn in
              movedAway.withUnsafeMutableBufferPointer { movedAway in
                body(
                  FlowTables(
                    closing: closing, joined: joined, left: left, agedOut: agedOut,
                    movedIn: movedIn, movedAway: movedAway))
              }
            }
          }
        }
      }
    }
  }
}
