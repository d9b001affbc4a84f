public import NumericalCore
public import Vocabulary

/// One draw of the projection: its parameters, and the step from one census to the next.
///
/// Three courses: without group totals the model's own trend makes the totals; with them a baseline meets its draw's totals in every
/// age band, and a scenario follows what made the baseline of the same draw meet them.
public struct ProjectionDraw: Sendable {
  let model: ProjectionModel
  let address: DrawAddress
  let parameters: DrawParameters
  /// The totals to meet.
  let totals: GroupTotals?
  /// The baseline's draw to follow.
  let path: GroupPath?

  /// Draws the parameters of a draw.
  ///
  /// - Parameter path: what made the baseline of this draw meet its group totals; nil for the baseline itself.
  public init(_ model: ProjectionModel, address: DrawAddress, following path: GroupPath? = nil) {
    self.model = model
    self.address = address
    self.path = path
    parameters = DrawParameters(model.assumptions, draw: address)
    totals =
      path == nil
      ? model.assumptions.groups?.totals(address, years: model.assumptions.years) : nil
  }

  /// Fills `demand` with what happens between census `year` and the next.
  ///
  /// - Parameters:
  ///   - year: 0 for the step from the base census.
  ///   - attended: plans at the opening census, cells of the space.
  ///   - released: of the plans a year older, those whose setting ends; cells of the space at the NCY entered.
  ///   - demand: is emptied first.
  /// - Returns: what made each age band meet its total; empty where there is none to meet.
  /// - Complexity: O(cells) visits and a constant number of uniforms for each occupied cell.
  @discardableResult
  public func step(
    year: Int, attended: [Int32], released: [Int32], into demand: inout Demand
  ) -> [GroupAdjustment] {
    demand.clear()
    age(attended, into: &demand)
    let heads = model.tables.headsByRow(demand.aged)
    let plans = bandPlans(year: year, heads: heads)
    var bands = plans.isEmpty ? followed(year) : plans.map(GroupAdjustment.init)
    let rows = leavingRows(bands, year: year, heads: heads)
    let count = demand.aged.count
    demand.withCells { cells, movements in
      withUnsafeTemporaryAllocation(of: SIMD2<Double>.self, capacity: count) { uniforms in
        let step = YearStep(
          model.tables, address: address, year: year, cells: cells, uniforms: uniforms)
        step.leave(rows)
        step.come(residual: parameters.residual[year])
        if !bands.isEmpty { BandSettling(step, model).settle(plans, &bands) }
        step.move(released: released, into: &movements)
        addNewPlans(bands, step)
      }
    }
    return bands
  }

  private func age(_ attended: [Int32], into demand: inout Demand) {
    let width = model.space.cellsPerNCY
    let last = (model.space.ncys - 1) * width
    demand.agedOut.withUnsafeMutableBufferPointer { agedOut in
      _ = agedOut.update(fromContentsOf: attended[last..<(last + width)])
    }
    demand.aged.withUnsafeMutableBufferPointer { aged in
      _ = aged[width...].update(fromContentsOf: attended[..<last])
    }
  }
}
