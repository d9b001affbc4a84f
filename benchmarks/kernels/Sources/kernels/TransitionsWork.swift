import DataImport
import Foundation
import Projection
import Vocabulary

/// Simulations of a folder of transitions: `transitions FOLDER REDRAWING SIMULATIONS YEARS MODEL`. The estimates are written
/// to MODEL as JSON for the rival.
struct TransitionsWork: Work {
  private let model: TransitionModel
  private let simulations: Int

  init(_ words: [String]) throws {
    guard let redrawing = TransitionFrame.Redrawing(rawValue: try words.text(2)) else {
      throw UsageError()
    }
    try self.init(
      folder: words.text(1), redrawing, simulations: words.whole(3), years: words.whole(4))
    try JSONEncoder().encode(Estimates(model.assumptions)).write(
      to: URL(fileURLWithPath: try words.text(5)))
  }

  init(
    folder: String, _ redrawing: TransitionFrame.Redrawing, simulations: Int, years: Int
  ) throws {
    guard let evidence = TransitionReader.read(folder: folder).evidence else { throw UsageError() }
    var assumptions = try TransitionAssumptions(evidence, years: years)
    assumptions.redrawing = redrawing
    model = TransitionModel(assumptions)
    self.simulations = simulations
  }

  /// Mean and standard deviation of all plans, by year.
  mutating func answer() -> [Double] {
    var draw = TransitionDraw(model, seed: 2026)
    var flows = TransitionFlows(states: model.states.count)
    var totals = [[Double]](repeating: [], count: model.years)
    for number in 0..<simulations {
      draw.turn(to: number)
      var stock = model.opening
      for year in 0..<model.years {
        draw.step(year: year, opening: stock, into: &flows)
        swap(&stock, &flows.closing)
        totals[year].append(Double(stock.reduce(0, +)))
      }
    }
    return totals.flatMap { values in
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return [mean, (squares / Double(values.count - 1)).squareRoot()]
    }
  }
}

/// What a rival needs to know of a projection of transitions.
private struct Estimates: Encodable {
  let ncys: [Int]
  let states: [[Int]]
  let leaving: [[Double]]
  let moving: [[Double]]
  /// By state left: need, setting and weight of each destination.
  let destinations: [[[Double]]]
  let joining: [[Double]?]
  let joinerWeights: [Double]
  let opening: [Int32]
  let residents: [[Int]]

  init(_ assumptions: TransitionAssumptions) {
    let parameters = assumptions.parameters
    ncys = Array(parameters.states.ncys)
    states = parameters.states.all.map { [$0.ncy, $0.place.need, $0.place.setting] }
    leaving = parameters.leaving.map { [$0.happened, $0.not] }
    moving = parameters.moving.map { [$0.happened, $0.not] }
    destinations = parameters.destinations.map { items in
      items.map { [Double($0.place.need), Double($0.place.setting), $0.weight] }
    }
    joining = parameters.joining.map { weights in weights.map { [$0.happened, $0.not] } }
    joinerWeights = parameters.joinerWeights
    opening = parameters.opening
    residents = assumptions.residents
  }
}
