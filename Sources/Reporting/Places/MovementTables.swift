import Scenarios
import Vocabulary

/// `overflow.csv`, `unplaced.csv` and `not_in_a_base.csv`: means by leaf, without totals; rows that are 0 in every draw are left out.
struct MovementTables {
  let run: ScenarioRun
  let labels: PlaceLabels
  private var shape: PlaceSpace { run.places.shape }

  init(run: ScenarioRun, labels: PlaceLabels) {
    self.run = run
    self.labels = labels
  }

  func overflow() -> CSVText {
    var table = CSVText(.overflow)
    let cost = PlacementMoveCost(run.model)
    let draws = run.store.draws
    for year in labels.years.indices {
      leaves { provision, key, leaf in
        for went in labels.destinations.indices {
          let sum = run.places.overflowSum(year: year, leaf: leaf, went: went)
          guard sum != 0 else { continue }
          let more = cost.more(
            year: year, need: key.need, phase: key.phase, wanted: provision, went: went)
          table.add(
            [labels.years[year]] + labels.cells(key) + [
              labels.provisions[provision], labels.destinations[went],
              .fineMean(sum, of: draws),
              .pounds(pence: more.map { Money.divided($0.pence * sum, by: draws) }),
            ])
        }
      }
    }
    return table
  }

  func unplaced() -> CSVText {
    var table = CSVText(.unplaced)
    for year in labels.years.indices {
      leaves { provision, key, leaf in
        for limit in PlaceLimit.allCases {
          let sum = run.places.unplacedSum(year: year, leaf: leaf, limit)
          guard sum != 0 else { continue }
          table.add(
            [labels.years[year], labels.provisions[provision]] + labels.cells(key) + [
              labels.limits[limit.rawValue], .fineMean(sum, of: run.store.draws),
            ])
        }
      }
    }
    return table
  }

  func notInABase() -> CSVText {
    var table = CSVText(.notInABase)
    for row in BaseAbsence(run).rows {
      table.add([
        labels.years[row.year], labels.needs[row.need], labels.phases[row.phase],
        labels.areas[row.area], .text(row.group.rawValue), .text(row.reason),
        .fineMean(row.sum, of: run.store.draws),
      ])
    }
    return table
  }

  /// Every need × phase × area, then the provisions in the order of the table.
  private func leaves(
    _ body: (_ provision: Int, _ key: PlaceRows.Key, _ leaf: Int) -> Void
  ) {
    let rows = PlaceRows(shape)
    for need in 0..<rows.needs {
      for phase in 0..<rows.phases {
        for area in 0..<rows.areas {
          let key = rows.key(rows.row(need: need, phase: phase, area: area))
          for provision in shape.provisions.indices {
            body(
              provision, key,
              shape.leaf(provision, need: need, phase: phase, area: area))
          }
        }
      }
    }
  }
}
