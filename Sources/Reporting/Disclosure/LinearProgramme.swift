import CClp

/// A linear programme whose rows add to 0: one objective after another over the same rows, each from where the last one ended.
final class LinearProgramme {
  /// A variable's coefficient in a row.
  typealias Entry = (row: Int, coefficient: Double)

  private let model: UnsafeMutableRawPointer
  private let columns: Int

  /// - Parameters:
  ///   - entries: of each variable.
  ///   - bounds: least and greatest value of each variable; may be infinite.
  init(rows: Int, entries: [[Entry]], bounds: [ClosedRange<Double>]) {
    guard let model = Clp_newModel() else {
      preconditionFailure("no memory for \(entries.count) variables")
    }
    self.model = model
    columns = entries.count
    Clp_setLogLevel(model, 0)
    var (starts, places, values) = ([CoinBigIndex(0)], [Int32](), [Double]())
    for variable in entries {
      places += variable.map { Int32($0.row) }
      values += variable.map(\.coefficient)
      starts.append(CoinBigIndex(places.count))
    }
    let zeros = [Double](repeating: 0, count: max(rows, columns))
    Clp_loadProblem(
      model, Int32(columns), Int32(rows), starts, places, values, bounds.map(\.lowerBound),
      bounds.map(\.upperBound), zeros, zeros, zeros)
  }

  deinit { Clp_deleteModel(model) }

  /// Other bounds for the next objective.
  func bound(_ bounds: [ClosedRange<Double>]) {
    precondition(bounds.count == columns)
    Clp_chgColumnLower(model, bounds.map(\.lowerBound))
    Clp_chgColumnUpper(model, bounds.map(\.upperBound))
  }

  /// The values that make a sum least; nil where no values fit the bounds.
  ///
  /// The sum has to be bounded below.
  func least(_ objective: [Double]) -> [Double]? {
    precondition(objective.count == columns)
    Clp_chgObjCoefficients(model, objective)
    Clp_primal(model, 0)
    // 0 is optimal, 1 has no feasible values.
    let status = Clp_status(model)
    precondition(
      status == 0 || status == 1, "a linear programme of \(columns) variables: \(status)")
    guard status == 0, let values = Clp_getColSolution(model) else { return nil }
    return Array(UnsafeBufferPointer(start: values, count: columns))
  }
}
