import Scenarios
import Vocabulary

/// `capital.csv`: the schemes of the scenario, and all of them.
struct CapitalTable {
  let run: ScenarioRun
  let baseline: ComparedSeries?

  func table() -> CSVText {
    var table = CSVText(.capital)
    for row in CapitalAppraisal(run, baseline: baseline).rows {
      table.add(names(row) + numbers(row))
    }
    return table
  }

  private func names(_ row: CapitalAppraisal.Row) -> [CSVCell] {
    guard let scheme = row.scheme else {
      return [.text(TableSchema.Field.all), .text("All schemes")]
        + Array(repeating: .empty, count: 4)
    }
    let setting = run.model.settings.first { $0.id == scheme.setting }
    return [
      scheme.id, scheme.name, scheme.setting, setting?.area ?? "", setting?.provision ?? "",
      scheme.opens.description,
    ].map(CSVCell.text)
  }

  private func numbers(_ row: CapitalAppraisal.Row) -> [CSVCell] {
    var cells: [CSVCell] = [.whole(row.places), .empty, .rounded(row.expectedPlaces), .empty]
    if let scheme = row.scheme {
      let share = (scheme.deliveryProbability * 10_000).rounded(.toNearestOrAwayFromZero)
      cells[1] = .trimmed(Int(share), decimals: 4)
    }
    if let opening = row.opening { cells[3] = .rounded(opening) }
    cells.append(.pounds(row.capital))
    for source in Scheme.Funding.allCases { cells.append(.pounds(row.funding[source] ?? .zero)) }
    cells.append(contentsOf: [
      .pounds(row.unfunded), .pounds(row.costAPlace), .pounds(row.avoided),
    ])
    cells.append(row.yearsToRepay.map { CSVCell.rounded($0) } ?? .empty)
    cells.append(contentsOf: [
      .pounds(row.borrowingCost), .text(row.notes.joined(separator: "; ")),
    ])
    return cells
  }
}
