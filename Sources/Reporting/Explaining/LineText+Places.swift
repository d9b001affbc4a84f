import Scenarios
import Vocabulary

/// Lines that are places × rate, and the block's adjustment for pupils elsewhere.
extension LineText {
  mutating func places(
    _ parts: [PlacePart], _ rules: [RuleBasis], _ basis: LineBasis
  ) -> [String] {
    var table = TextTable(
      ["    Places", "Academic year", "Mean number", "GBP a year", "Months", "GBP"], left: 2)
    for part in parts {
      table.add([
        "    \(part.what)", "\(part.year)", Self.number(part.places), Self.pounds(part.rate),
        "\(part.months) of 12", Self.pounds(part.amount),
      ])
    }
    closing(basis, into: &table, columns: 6)
    return ["  Places x rate x months of 12"] + table.lines(width: TextParagraph.width)
      + remarks(basis)
  }

  /// The same places by setting.
  mutating func places(of settings: [SettingPart]) -> [String] {
    guard !settings.isEmpty else { return [] }
    let year = explanation.year.start
    var table = TextTable([
      "    Setting", "\(AcademicYear(start: year - 1))", "\(AcademicYear(start: year))",
      "Register's source",
    ])
    for setting in settings {
      table.add([
        "    \(Wording.cut("\(setting.id), \(setting.name)", to: 50))", Self.number(setting.before),
        Self.number(setting.after), sources.mark(setting.provenance),
      ])
    }
    func sum(_ number: (SettingPart) -> Double) -> String {
      Self.number(settings.reduce(0) { $0 + number($1) })
    }
    table.add(["    Sum", sum(\.before), sum(\.after), ""])
    return ["  By setting, mean of the draws"] + table.lines(width: TextParagraph.width)
      + TextParagraph(
        "Places come from evidence/commissioned_places.csv, or are the base roll where it has none, "
          + "and from schemes and levers; settings.csv of the run has them with the rolls.",
        indent: 4, hanging: 6
      ).lines
  }

  /// Places outside the register.
  mutating func given(_ given: [FundedPlacesRow]) -> [String] {
    given.flatMap { row in
      TextParagraph(
        "Given: \(Wording.count(row.places)) places from \(row.year)"
          + (row.follows.map {
            ", after which they follow the plans in \($0) of the January before"
          } ?? ", the same until another number is given") + "; \(sources.mark(row.provenance))",
        indent: 4, hanging: 6
      ).lines
    }
  }

  /// Values of rules, each once, with the days on which it was asked for.
  mutating func rules(_ rules: [RuleBasis]) -> [String] {
    var told: [(rule: RuleBasis, days: [String])] = []
    for rule in rules {
      let same = told.firstIndex {
        $0.rule.name == rule.name && $0.rule.value == rule.value && $0.rule.from == rule.from
      }
      if let same { told[same].days.append(rule.day) } else { told.append((rule, [rule.day])) }
    }
    return ["  Rules"]
      + told.flatMap { rule, days in
        TextParagraph(
          "\(rule.name) (\(rule.label)): \(Self.value(rule)) on \(days.joined(separator: " and "))"
            + ", in force from \(rule.from); \(sources.mark(rule.provenance))", indent: 4,
          hanging: 6
        ).lines
      }
  }

  private static func value(_ rule: RuleBasis) -> String {
    switch rule.unit {
    case "gbp": "\(Wording.separated(rule.value)) GBP a year"
    case "flag": rule.value == "1" ? "yes" : "no"
    default: "\(rule.value) \(rule.unit)"
    }
  }

  mutating func importExport(_ amount: ImportExportBasis, _ basis: LineBasis) -> [String] {
    var table = TextTable(["    Pupils in other authorities' schools", "Mean number"])
    table.add([
      "    January \(amount.allocated), before the first year of the account",
      Self.number(amount.atAllocation),
    ])
    table.add(["    January \(explanation.year.start)", Self.number(amount.pupils)])
    let why =
      switch amount.reason {
      case .given?:
        [
          "No adjustment: evidence/income.csv gives the block of \(explanation.year), which contains its "
            + "own."
        ]
      case .rolledOver(let rule)?:
        [
          "No adjustment: the block is last year's in cash (\(rule.name), from \(rule.from); "
            + "\(sources.mark(rule.provenance)))."
        ]
      case nil:
        [
          "Mean: (\(Self.number(amount.atAllocation)) - \(Self.number(amount.pupils))) x "
            + "\(Wording.separated(amount.rate.value)) = \(Self.pounds(amount.amount))."
        ]
      }
    return ["  Pupils x rate"] + table.lines(width: TextParagraph.width)
      + why.flatMap { TextParagraph($0, indent: 4, hanging: 6).lines } + rules([amount.rate])
  }
}
