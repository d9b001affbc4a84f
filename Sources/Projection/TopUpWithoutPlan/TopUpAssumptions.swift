public import Vocabulary

/// What the stock of children with top-up funding without a plan is projected from.
public struct TopUpAssumptions: Sendable {
  /// The code lists; cells name their needs by code.
  public let codes: CodeLists
  /// The children at the base census by cell, in the order of the evidence. A cell stands there
  /// once.
  public let rows: [TopUpRow]
  /// How top-ups begin and end.
  public var settings: TopUpSettings
  /// Population against that of the base census by projected year and age band; entries follow it.
  /// 1 where a year is left out.
  public var population: [[Double]]
  /// What the folder says in place of the tool's settings, by name.
  let overrides: [String: (value: Double, provenance: Provenance)]

  /// Collects assumptions.
  public init(
    rows: [TopUpRow], codes: CodeLists, settings: TopUpSettings = TopUpSettings(),
    population: [[Double]] = []
  ) {
    self.init(
      rows: rows, codes: codes, settings: settings, population: population, overrides: [:])
  }

  /// The assumptions of a folder; nil where it says nothing of top-ups without a plan.
  ///
  /// - Parameter projection: gives the population, by projected year and NCY.
  public init?(_ evidence: Evidence, projection: ProjectionAssumptions) {
    guard !evidence.finances.topUps.isEmpty else { return nil }
    self.init(
      rows: evidence.finances.topUps, codes: evidence.codes,
      settings: TopUpSettings(evidence.assumptions),
      population: Self.growth(projection), overrides: evidence.assumptions)
  }

  private init(
    rows: [TopUpRow], codes: CodeLists, settings: TopUpSettings, population: [[Double]],
    overrides: [String: (value: Double, provenance: Provenance)]
  ) {
    precondition(Set(rows.map(\.cell)).count == rows.count, "a cell of top-ups stands there twice")
    self.rows = rows
    self.codes = codes
    self.settings = settings
    self.population = population
    self.overrides = overrides
  }

  private static func growth(_ projection: ProjectionAssumptions) -> [[Double]] {
    guard let first = projection.basePopulation ?? projection.population.first else { return [] }
    let base = byBand(first)
    return projection.population.map { people in
      zip(byBand(people), base).map { $1 > 0 ? $0 / $1 : 1 }
    }
  }

  private static func byBand(_ people: [Double]) -> [Double] {
    people.indices.reduce(into: [Double](repeating: 0, count: AgeBand.allCases.count)) {
      $0[AgeBand(ncy: NCY.at($1)).index] += people[$1]
    }
  }
}

extension TopUpAssumptions {
  /// Every parameter, with where it comes from.
  func log(_ stock: TopUpStock) -> [Assumption] {
    chosen + ageing + rows.map(opening) + rows.indices.map { entries(stock, $0) }
      + rows.indices.filter { stock.continuing[$0] < 1 }.map { continuing(stock, $0) }
  }

  private var chosen: [Assumption] {
    TopUpSettings.catalogue.compactMap { item in
      settings.value(item.name).map {
        Assumption(
          item.name, scope: item.meaning, value: "\($0)", unit: item.unit,
          overrides[item.name]?.provenance ?? Provenance(.illustrative, item.source))
      }
    }
  }

  private var ageing: [Assumption] {
    AgeBand.allCases.filter { band in rows.contains { $0.cell.band == band } }.map { band in
      Assumption(
        "topup_ageing", scope: band.rawValue, value: "1/\(band.width)",
        unit: "share of the band's children a year",
        Provenance(.assumption, "as many children in each of the band's \(band.width) year groups"))
    }
  }

  private func opening(_ row: TopUpRow) -> Assumption {
    Assumption(
      "topup_children", scope: row.cell.name, value: "\(row.children)",
      unit: "children with top-up without a plan at the base census", row.provenance)
  }

  private func entries(_ stock: TopUpStock, _ cell: Int) -> Assumption {
    Assumption(
      "topup_entries", scope: rows[cell].cell.name, value: "\(stock.entering[cell])",
      unit: "children a year at the base population",
      Provenance(
        .assumption, "what keeps the stock as it is, times topup_entry_factor: no count was found"))
  }

  private func continuing(_ stock: TopUpStock, _ cell: Int) -> Assumption {
    Assumption(
      "topup_continuing", scope: rows[cell].cell.name, value: "\(stock.continuing[cell])",
      unit: "share of the children who grow into the band",
      Provenance(
        .assumption, "more grow into the band than its stock can hold in balance: the rest lose it")
    )
  }
}

extension AgeBand {
  /// The number of national curriculum years in the band.
  var width: Int { NCY.range.count { AgeBand(ncy: $0) == self } }
}
