import Vocabulary

/// The parts of lines that are places × rate, in a financial year.
struct PlaceBases {
  private let model: CostingModel
  private let year: FinancialYear
  private let sums: AccountSums.Year
  private let draws: Int

  init(_ model: CostingModel, _ year: Int, _ sums: AccountSums) {
    self.model = model
    self.year = model.years[year]
    self.sums = sums.years[year]
    draws = sums.draws
  }

  /// Places of one kind, in the order of `AccountLayout.placeLines`.
  private struct Kind: Sendable {
    let what: String
    let rule: String
    let count: @Sendable (PlaceCounts) -> Int
  }

  private static let kinds: [[Kind]] = [
    [
      Kind(what: "special schools, pre-16", rule: Rule.placeSpecial) { $0.special }
    ],
    [
      Kind(what: "bases, filled", rule: Rule.placeBaseOccupied) { $0.baseOccupied },
      Kind(what: "bases, empty", rule: Rule.placeBaseEmpty) { $0.baseEmpty },
    ],
    [
      Kind(
        what: "special schools, post-16", rule: Rule.placeSpecialPost16
      ) { $0.specialPost16 },
      Kind(what: "bases, post-16", rule: Rule.placeBasePost16) { $0.basePost16 },
    ],
    [Kind(what: "pupils above the places", rule: Rule.overNumber) { $0.overNumber }],
  ]

  /// A line of settings here, by position.
  func parts(line: Int) throws -> LineBasis.Parts {
    try parts(
      Self.kinds[line].map { ($0.what, $0.rule, $0.count(sums.before), $0.count(sums.after)) },
      isPost16: line == 2, settings: settings(line: line), given: [])
  }

  /// What each setting has of a line.
  private func settings(line: Int) -> [SettingPart] {
    model.roles.indices.compactMap { index in
      guard model.roles[index].isCounted(onLine: line) else { return nil }
      func count(_ counts: SettingCounts) -> Double {
        Double([counts.pre16, counts.pre16, counts.post16, counts.overNumber][line]) / Double(draws)
      }
      let (before, after) = (
        count(sums.settings[index].before), count(sums.settings[index].after)
      )
      let setting = model.origin.assumptions.settings[index]
      return before == 0 && after == 0
        ? nil
        : SettingPart(
          id: setting.id, name: setting.name, before: before, after: after,
          provenance: setting.provenance)
    }
  }

  /// A line of places outside the register, by position.
  func parts(funded: Int) throws -> LineBasis.Parts {
    let name = model.layout.fundedLines[funded]
    let isFE = name == FundedPlacesRow.Line.furtherEducation.rawValue
    let rows = model.origin.assumptions.finances.fundedPlaces.filter { $0.line.rawValue == name }
    let given = [year.start - 1, year.start].compactMap { start in
      rows.filter { $0.year.start <= start }.max { $0.year < $1.year }
    }
    let counts = sums.funded[funded]
    return try parts(
      [
        (
          isFE ? "colleges, element 2" : "alternative provision",
          isFE ? Rule.placeFE : Rule.placeAP, counts.before, counts.after
        )
      ], isPost16: isFE, settings: [],
      given: given.last == given.first ? Array(given.prefix(1)) : given)
  }

  /// Each kind in the academic year that ends in the financial year, then in the one that starts in it.
  private func parts(
    _ kinds: [(what: String, rule: String, before: Int, after: Int)], isPost16: Bool,
    settings: [SettingPart], given: [FundedPlacesRow]
  ) throws -> LineBasis.Parts {
    let months = try rule(isPost16 ? Rule.post16Months : Rule.pre16Months, .start(of: year))
    let before = months.hundredths / 100
    let change: RuleDate = isPost16 ? .august(of: year) : .september(of: year)
    var parts: [PlacePart] = []
    var rules: [RuleBasis] = []
    for kind in kinds {
      for (day, count, months, offset) in [
        (RuleDate.start(of: year), kind.before, before, -1), (change, kind.after, 12 - before, 0),
      ] {
        let value = try rule(kind.rule, day)
        parts.append(part(kind.what, count, value.money, months, offset))
        rules.append(try model.origin.rulebook.basis(kind.rule, day))
      }
    }
    rules.append(
      try model.origin.rulebook.basis(
        isPost16 ? Rule.post16Months : Rule.pre16Months, .start(of: year)))
    return .places(parts, rules, settings: settings, given: given)
  }

  private func part(
    _ what: String, _ sum: Int, _ rate: Money, _ months: Int, _ offset: Int
  ) -> PlacePart {
    PlacePart(
      what: what, year: AcademicYear(start: year.start + offset),
      places: Double(sum) / Double(draws), rate: rate, months: months,
      amount: .mean(Int128(sum) * Int128(rate.pence * months), over: Int128(12 * draws)))
  }

  private func rule(_ name: String, _ day: RuleDate) throws -> Rule.Value {
    try model.origin.rulebook.value(of: name, on: day)
  }
}

extension SettingRole {
  /// True where the setting's places are on a line, in the order of `AccountLayout.placeLines`.
  fileprivate func isCounted(onLine line: Int) -> Bool {
    switch self {
    case .special: line != 1
    case .base: line != 0
    case .exported, .unfunded: false
    }
  }
}

extension Rulebook {
  /// The value of a rule on a day, as a line rests on it.
  func basis(_ name: String, _ day: RuleDate) throws -> RuleBasis {
    let (rule, value) = (try rule(name), try value(of: name, on: day))
    return RuleBasis(
      name: name, label: rule.label, value: value.text, unit: rule.unit.rawValue, day: "\(day)",
      from: "\(value.from)", provenance: value.provenance)
  }
}
