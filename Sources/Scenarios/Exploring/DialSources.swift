import Vocabulary

/// What the evidence says of each dial.
struct DialSources {
  let evidence: Evidence
  var labels = LocalLabels()
  /// The scenario that dials are moved from; nil for the baseline.
  var start: Scenario?

  private var unchanged: String {
    "0 changes nothing: rates are those of \(start.map { "“\($0.name)”" } ?? "the evidence")."
  }

  /// Nil where the evidence has nothing that the dial could move.
  func dial(_ kind: Dial.Kind) -> Dial? {
    switch kind {
    case .newPlans:
      Dial(
        kind: kind, label: "New plans", unit: "% more or fewer", range: -50...50, step: 1,
        neutral: 0, source: unchanged)
    case .ceasing:
      Dial(
        kind: kind, label: "Plans that end", unit: "% more or fewer", range: -50...100, step: 1,
        neutral: 0, source: unchanged)
    case .specialToBase, .independentToBase: preference(kind)
    case .independentNaming: naming
    case .specialPlaces:
      places(kind, "New places: \(name(Self.special))", provision: Self.special)
    case .basePlaces: places(kind, "New places: \(name(Self.base))", provision: Self.base)
    case .fees: growth(kind, "Fees of independent schools", lines: [Self.fees])
    case .topUps: growth(kind, "Top-up rates of schools and bases", lines: topUpLines)
    case .block: block
    case .transfer: transfer
    }
  }

  static let special = "SPEC-STATE"
  static let base = "DSP"
  static let independent = "IND-SPEC"
  static let fees = "fees_independent"

  /// The lines of top-ups that schools and bases get.
  var topUpLines: [String] {
    let schools = ["topup_mainstream", "topup_base", "topup_special"]
    let priced = Set(evidence.finances.unitCosts.map(\.line))
    return schools.filter(priced.contains)
  }

  private static let plain = [
    special: "special school", base: "specialist base", independent: "independent special school",
  ]

  /// What a provision is called here.
  private func name(_ code: String) -> String {
    labels.provisions[code] ?? Self.plain[code] ?? code
  }

  private func has(_ provisions: String...) -> Bool {
    provisions.allSatisfy { evidence.codes.provision($0) != nil }
  }

  private func preference(_ kind: Dial.Kind) -> Dial? {
    let isNew = kind == .specialToBase
    guard has(Self.base, isNew ? Self.special : Self.independent) else { return nil }
    return Dial(
      kind: kind,
      label: isNew
        ? "New plans that ask for “\(name(Self.base))” in place of “\(name(Self.special))”"
        : "Children at a change of phase who ask for “\(name(Self.base))” in place of “\(name(Self.independent))”",
      unit: "% of them", range: 0...60, step: 1, neutral: 0,
      source: "0 changes nothing. It comes on top of what the scenario has.")
  }

  private var naming: Dial? {
    guard !evidence.independentNaming.isEmpty, has(Self.independent) else { return nil }
    return Dial(
      kind: .independentNaming,
      label: "Independent schools named whatever places there are, against now", unit: "% of now",
      range: 0...200, step: 5, neutral: 100,
      source: "100 changes nothing: evidence/independent_naming.csv, times what the scenario has.")
  }

  private func places(_ kind: Dial.Kind, _ label: String, provision: String) -> Dial? {
    guard evidence.settings.contains(where: { $0.provision == provision && !$0.isElsewhere }) else {
      return nil
    }
    return Dial(
      kind: kind, label: label, unit: "places for all needs, from the September before",
      range: 0...500, step: 10, neutral: 0,
      source: "0 adds none to the places that the scenario has.")
  }

  private func growth(_ kind: Dial.Kind, _ label: String, lines: [String]) -> Dial? {
    let priced = Set(evidence.finances.unitCosts.map(\.line))
    guard let line = lines.first, priced.contains(line) else { return nil }
    let rows = evidence.finances.inflation
    let named = rows.filter { $0.line == line }
    let chosen = (named.isEmpty ? rows.filter { $0.line == nil } : named).max { $0.year < $1.year }
    let said = chosen.map {
      "evidence/inflation.csv, from \($0.year) on (\($0.provenance.status.rawValue)): \($0.provenance.source)."
    }
    let held = held { change in
      guard case .costGrowth(let named, let percent, let year) = change,
        named.map(lines.contains) ?? true
      else { return nil }
      return (percent, year)
    }
    return dial(
      kind, label, unit: "% a year", -5...15, step: 0.5, neutral: chosen?.percent ?? 0,
      source: said ?? "evidence/inflation.csv has no row for it: prices stay.", held)
  }

  private var block: Dial? {
    let line = "high_needs_block"
    let rows = evidence.finances.income.filter { $0.line == line }
    guard let last = rows.max(by: { $0.year < $1.year }) else { return nil }
    let held = held { change in
      guard case .incomeGrowth(line, let percent, let year) = change else { return nil }
      return (percent, year)
    }
    return dial(
      .block, "High needs block after \(last.year)", unit: "% a year", -5...10, step: 0.5,
      source:
        "0 is the baseline: evidence/income.csv ends with \(last.year), and grows no further.",
      held)
  }

  private var transfer: Dial? {
    guard evidence.finances.income.contains(where: { $0.line == "schools_block" }) else {
      return nil
    }
    let held = held { change in
      guard case .blockTransfer(let percent, let year, _) = change else { return nil }
      return (percent, year)
    }
    return dial(
      .transfer, "Transfer from the schools block", unit: "% of the schools block", 0...0.5,
      step: 0.1, source: "0 is the baseline. More than 0.5 % needs the Secretary of State.", held)
  }

  /// A dial that stands where the start scenario has it.
  private func dial(
    _ kind: Dial.Kind, _ label: String, unit: String, _ range: ClosedRange<Double>, step: Double,
    neutral: Double = 0, source: String, _ held: (percent: Double, source: String)?
  ) -> Dial {
    let stands = held?.percent ?? neutral
    return Dial(
      kind: kind, label: label, unit: unit,
      range: min(range.lowerBound, stands)...max(range.upperBound, stands), step: step,
      neutral: stands, source: held?.source ?? source)
  }

  /// What the last lever of the start scenario that fits sets, and who says so.
  private func held(
    _ fits: (Lever.Change) -> (percent: Double, year: FinancialYear)?
  ) -> (percent: Double, source: String)? {
    guard let start else { return nil }
    let found = start.allLevers.compactMap { lever in
      fits(lever.change).map { ($0, lever.provenance) }
    }
    return found.last.map { value, provenance in
      (
        value.percent,
        "“\(start.name)” has it so from \(value.year) (\(provenance.status.rawValue)): \(provenance.source)"
      )
    }
  }
}
