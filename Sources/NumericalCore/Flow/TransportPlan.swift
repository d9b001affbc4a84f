/// A cheapest plan of a transportation problem, with the prices that prove it.
public struct TransportPlan: Sendable, Equatable {
  /// The units on each arc, in the order of `TransportProblem.arcs`.
  public internal(set) var flows: [Int]
  /// The units of each row left unserved; zeros where every unit must be served.
  public internal(set) var unserved: [Int]
  /// The units that each column takes.
  public internal(set) var loads: [Int]
  /// The total cost of arcs, steps and unserved units, exact.
  public internal(set) var objective: Int
  /// For each column the least of the optimal dual values: what one more unit of capacity is worth.
  /// At extra cost e that unit would save max(0, price - e); two units, or one in each of two columns,
  /// save at most the sum. A column in the midst of a step has that step's extra cost, an empty one
  /// that of its first step.
  public internal(set) var columnPrices: [Int]
  /// For each row the least cost + column price over its arcs, but not above its unserved cost: what
  /// one more unit of it costs, at the least. 0 where a row has neither arcs nor such a cost.
  public internal(set) var rowPrices: [Int]
}

/// Why there is no plan.
public enum TransportError: Error, Sendable, Equatable {
  /// Every unit must be served, and `units` units of these `rows` cannot be: the only `columns` to
  /// which the rows have arcs are filled by them to the last step. Rows and columns ascend; they are
  /// all that are short, whichever the plan. A row with a supply and no arcs is among them.
  case unservable(units: Int, rows: [Int], columns: [Int])
}
