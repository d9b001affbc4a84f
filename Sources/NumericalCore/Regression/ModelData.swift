/// What a regression is fitted to, checked: shapes by precondition, values by typed errors.
struct ModelData: Sendable {
  let design: Matrix
  let response: [Double]
  let weights: [Double]
  let offset: [Double]
  let names: [String]

  /// Rows of positive weight.
  let observations: Int

  init(
    _ design: Matrix, _ response: [Double], weights: [Double]?, offset: [Double]? = nil,
    names: [String]
  ) throws(ModelFitError) {
    let rows = design.rows
    precondition(
      response.count == rows && (weights?.count ?? rows) == rows && (offset?.count ?? rows) == rows,
      "\(rows) rows, \(response.count) responses, \(weights?.count ?? rows) weights, "
        + "\(offset?.count ?? rows) offsets")
    precondition(
      names.isEmpty || names.count == design.columns,
      "\(names.count) names for \(design.columns) columns")
    (self.design, self.response) = (design, response)
    self.weights = weights ?? [Double](repeating: 1, count: rows)
    self.offset = offset ?? [Double](repeating: 0, count: rows)
    self.names = names.isEmpty ? (0..<design.columns).map { "column \($0)" } : names
    observations = self.weights.count { $0 > 0 }
    try requireValues()
  }

  private func requireValues() throws(ModelFitError) {
    if !design.storage.areFinite,
      let row = (0..<design.rows).first(where: { !design.row($0).areFinite })
    {
      throw .notFinite(input: .design, row: row)
    }
    try requireFinite(response, .response)
    try requireFinite(weights, .weights)
    try requireFinite(offset, .offset)
    guard let row = weights.firstIndex(where: { $0 < 0 }) else { return }
    throw .outOfRange(input: .weights, row: row, value: weights[row])
  }

  /// At least as many rows of positive weight as columns, and `spare` more.
  func requireObservations(spare: Int) throws(ModelFitError) {
    guard observations < design.columns + spare else { return }
    throw .tooFewObservations(observations: observations, columns: design.columns)
  }

  /// The design with each row times the root of its weight, and the rows of a penalty's root below.
  func weighted(by weights: [Double], above penaltyRoot: Matrix?) -> Matrix {
    let (rows, extra) = (design.rows, penaltyRoot?.rows ?? 0)
    let roots = weights.map { $0.squareRoot() }
    let height = rows + extra
    let storage = [Double](unsafeUninitializedCapacity: height * design.columns) { target, filled in
      design.storage.withUnsafeBufferPointer { source in
        roots.withUnsafeBufferPointer { roots in
          for column in 0..<design.columns {
            for row in 0..<rows {
              target[column * height + row] = roots[row] * source[column * rows + row]
            }
            for row in 0..<extra {
              target[column * height + rows + row] = penaltyRoot?[row, column] ?? 0
            }
          }
        }
      }
      filled = height * design.columns
    }
    return Matrix(rows: height, columns: design.columns, storage: storage)
  }

  /// Factorises the weighted design; a dependent column is called by its name.
  func factorised(
    weights: [Double], penaltyRoot: Matrix? = nil
  ) throws(ModelFitError) -> PivotedQR {
    do {
      return try PivotedQR(of: weighted(by: weights, above: penaltyRoot))
    } catch .dependentColumn(let index) {
      throw .dependentColumn(name: names[index])
    } catch .notFinite(let row, _) {
      throw .notFinite(input: row < design.rows ? .design : .penalty, row: row)
    } catch {
      preconditionFailure("a QR factorisation cannot fail with \(error)")
    }
  }
}

/// Throws `notFinite` with the first row whose value is infinite or not a number.
func requireFinite(_ values: [Double], _ input: ModelInput) throws(ModelFitError) {
  guard let row = values.firstIndex(where: { !$0.isFinite }) else { return }
  throw .notFinite(input: input, row: row)
}
