/// A transportation problem with soft capacities: supplies at rows, stepwise capacities at columns,
/// a cost for every admissible pair. All figures are whole numbers, so that sums are exact.
///
/// Wanted are units f ≥ 0 on the arcs and u ≥ 0 left unserved, for every row i Σⱼ fᵢⱼ + uᵢ = its
/// supply, such that Σ cost · f, plus what the steps of each column charge for its load Σᵢ fᵢⱼ, plus
/// Σ unserved cost · u, is least.
public struct TransportProblem: Sendable, Equatable {
  /// A part of a column's capacity at one extra cost a unit.
  public struct Step: Sendable, Equatable {
    /// The number of units, ≥ 0; `unlimited` for a column that is never full.
    public var capacity: Int
    /// What each of these units costs above the cost of its arc; may be negative.
    public var extraCost: Int

    /// `capacity` units at `extraCost` each.
    public init(capacity: Int, extraCost: Int = 0) {
      (self.capacity, self.extraCost) = (capacity, extraCost)
    }
  }

  /// The capacity of a step without end.
  public static let unlimited = Int.max / 2

  /// The units of each row, ≥ 0.
  public var supplies: [Int]
  /// The steps of each column, in the order in which they fill: the extra cost never falls from one
  /// to the next. A column without steps, or with none above 0, takes nothing.
  public var columns: [[Step]]
  /// The admissible pairs, one row a supply, columns within `columns`.
  public var arcs: TransportArcs
  /// For each row what a unit left unserved costs; nil where every unit must be served.
  public var unservedCosts: [Int]?

  /// The problem made of these; nothing is checked before it is solved.
  public init(
    supplies: [Int], columns: [[Step]], arcs: TransportArcs, unservedCosts: [Int]? = nil
  ) {
    self.supplies = supplies
    self.columns = columns
    self.arcs = arcs
    self.unservedCosts = unservedCosts
  }
}

extension TransportProblem {
  /// Stops the program, and prints what is wrong, where shapes disagree or values are out of range:
  /// the caller's bug. Sums then cannot overflow. O(rows + arcs + steps).
  ///
  /// - Returns: the largest absolute value of a cost.
  func requireSound() -> Int {
    precondition(
      arcs.rowCount == supplies.count && (unservedCosts?.count ?? supplies.count) == supplies.count,
      "\(supplies.count) supplies, \(arcs.rowCount) rows of arcs, "
        + "\(unservedCosts?.count ?? supplies.count) costs of unserved units")
    for row in supplies.indices {
      precondition(supplies[row] >= 0, "row \(row) has supply \(supplies[row])")
      guard let last = arcs.range(of: row).last else { continue }
      let column = arcs.columns[last]
      precondition(column < columns.count, "row \(row) has column \(column) of \(columns.count)")
    }
    for (column, steps) in columns.enumerated() { Self.requireConvex(steps, column: column) }
    return requireModestCosts()
  }

  private static func requireConvex(_ steps: [Step], column: Int) {
    var last = Int.min
    for step in steps {
      precondition(
        step.capacity >= 0 && step.extraCost >= last,
        "column \(column): a step of \(step.capacity) units at \(step.extraCost) after \(last)")
      last = step.extraCost
    }
  }

  /// The objective is at most 2 · largest cost · units; a price or a path's length at most a small
  /// multiple of largest cost · columns.
  private func requireModestCosts() -> Int {
    let units = supplies.reduce(0 as Int?) { sum, supply in
      sum.flatMap { $0.addingReportingOverflow(supply).overflow ? nil : $0 + supply }
    }
    let largest = largestCost
    let factor = max(units ?? .max, 16 * (columns.count + 4))
    precondition(
      factor < Self.unlimited / 64 && largest <= UInt(Self.unlimited / 64 / factor),
      "costs up to \(largest) for \(units ?? .max) units and \(columns.count) columns may overflow")
    return Int(largest)
  }

  private var largestCost: UInt {
    let steps = columns.reduce(0 as UInt) { largest, steps in
      steps.reduce(largest) { max($0, $1.extraCost.magnitude) }
    }
    let onArcs = arcs.costs.reduce(steps) { max($0, $1.magnitude) }
    return (unservedCosts ?? []).reduce(onArcs) { max($0, $1.magnitude) }
  }
}
