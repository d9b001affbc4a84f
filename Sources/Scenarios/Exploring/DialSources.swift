import Vocabulary

/// What the evidence says of each dial.
struct DialSources {
  let evidence: Evidence
  var labels = LocalLabels()

  private static let unchanged = "0 is the baseline: rates are those of the evidence."

  /// Nil where the evidence has nothing that the dial could move.
  func dial(_ kind: Dial.Kind) -> Dial? {
    switch kind {
    case .newPlans:
      Dial(
        kind: kind, label: "New plans", unit: "% more or fewer", range: -50...50, step: 1,
        neutral: 0, source: Self.unchanged)
    case .ceasing:
      Dial(
        kind: kind, label: "Plans that end", unit: "% more or fewer", range: -50...100, step: 1,
        neutral: 0, source: Self.unchanged)
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
      source: "0 is the baseline: what families asked for in the evidence.")
  }

  private var naming: Dial? {
    guard !evidence.independentNaming.isEmpty, has(Self.independent) else { return nil }
    return Dial(
      kind: .independentNaming,
      label: "Independent schools named whatever places there are, against now", unit: "% of now",
      range: 0...200, step: 5, neutral: 100,
      source: "100 is the baseline: evidence/independent_naming.csv.")
  }

  private func places(_ kind: Dial.Kind, _ label: String, provision: String) -> Dial? {
    guard evidence.settings.contains(where: { $0.provision == provision && !$0.isElsewhere }) else {
      return nil
    }
    return Dial(
      kind: kind, label: label, unit: "places for all needs, from the September before",
      range: 0...500, step: 10, neutral: 0,
      source: "0 is the baseline: schemes that are decided are in it.")
  }

  private func growth(_ kind: Dial.Kind, _ label: String, lines: [String]) -> Dial? {
    let priced = Set(evidence.finances.unitCosts.map(\.line))
    guard let line = lines.first, priced.contains(line) else { return nil }
    let rows = evidence.finances.inflation
    let own = rows.filter { $0.line == line }
    let chosen = (own.isEmpty ? rows.filter { $0.line == nil } : own).max { $0.year < $1.year }
    let said = chosen.map {
      "evidence/inflation.csv, from \($0.year) on (\($0.provenance.status.rawValue)): \($0.provenance.source)"
    }
    return Dial(
      kind: kind, label: label, unit: "% a year", range: -5...15, step: 0.5,
      neutral: chosen?.percent ?? 0,
      source: said ?? "evidence/inflation.csv has no row for it: prices stay.")
  }

  private var block: Dial? {
    let rows = evidence.finances.income.filter { $0.line == "high_needs_block" }
    guard let last = rows.max(by: { $0.year < $1.year }) else { return nil }
    return Dial(
      kind: .block, label: "High needs block after \(last.year)", unit: "% a year", range: -5...10,
      step: 0.5, neutral: 0,
      source: "0 is the baseline: evidence/income.csv ends with \(last.year), and grows no further."
    )
  }

  private var transfer: Dial? {
    guard evidence.finances.income.contains(where: { $0.line == "schools_block" }) else {
      return nil
    }
    return Dial(
      kind: .transfer, label: "Transfer from the schools block", unit: "% of the schools block",
      range: 0...0.5, step: 0.1, neutral: 0,
      source: "0 is the baseline. More than 0.5 % needs the Secretary of State.")
  }
}
