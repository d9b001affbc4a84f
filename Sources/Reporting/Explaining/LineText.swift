public import Scenarios
import Vocabulary

/// Where a figure of the account comes from, in words for a finance officer and an auditor: at most 100 columns.
public struct LineText {
  let explanation: LineExplanation
  let command: ReproducingCommand
  var sources = SourceList()

  private init(_ explanation: LineExplanation, _ command: ReproducingCommand) {
    self.explanation = explanation
    self.command = command
  }

  /// The figure, what each line of the account in it is made of, levers, sources and the commands that give it again.
  ///
  /// - Parameters:
  ///   - explanation: what is explained.
  ///   - command: how it was asked for.
  public static func text(_ explanation: LineExplanation, _ command: ReproducingCommand) -> String {
    var text = LineText(explanation, command)
    // Sources are numbered as they are named, and the figure says which are invented: it is written last.
    let composition = text.composition()
    let parts = text.explanation.parts.flatMap { text.section($0) }
    let levers = text.levers()
    let figure = text.figure()
    let lines =
      figure + composition + parts + levers + text.sources.section
      + command.lines(explanation)
    return lines.joined(separator: "\n")
  }

  // MARK: - The figure

  private var title: String {
    let code = explanation.request.code.map { "\($0.code) \($0.label) (section 251)" }
    return "\(code ?? explanation.request.subject), \(explanation.year)"
  }

  private mutating func figure() -> [String] {
    let spread = explanation.spread
    let scenario = explanation.scenario
    let (low, high) = (Self.pounds(spread.quantiles[1]), Self.pounds(spread.quantiles[5]))
    return TextParagraph(title, indent: 0, hanging: 0).lines
      + TextParagraph(
        "\(explanation.authority), scenario \(scenario.id) (\(scenario.name)); amounts in GBP",
        indent: 0, hanging: 0
      ).lines
      + [
        "", "THE FIGURE",
        "  Middle of the draws (p50)    " + Self.pounds(spread.median),
        "  8 draws in 10 (p10 to p90)   "
          + (low == high ? "the same in every draw" : "\(low) to \(high)"),
        "  Mean of the draws            " + Self.mean(spread),
        "  Draws                        "
          + "\(Wording.count(explanation.options.draws)), seed \(explanation.options.seed)",
      ]
      + TextParagraph(
        "The mean is taken apart below: means of parts add up, middles and ranges do not. "
          + (explanation.request.code == nil
            ? "All of them are in high_needs_block.csv." : "A section 251 return has the middle.")
      ).lines
      + reconciliation() + invented()
  }

  private mutating func reconciliation() -> [String] {
    let bases = explanation.parts.map(\.basis)
    if let total = bases.first, total.line.kind == .total {
      guard !explanation.tied.isEmpty else { return ["  Not reconciled to an outturn."] }
      return TextParagraph(
        "Of the account's lines these are tied to the outturn of a closed year, the others are "
          + "not reconciled: " + explanation.tied.joined(separator: ", ") + "."
      ).lines
    }
    return bases.flatMap { basis -> [String] in
      let name = bases.count > 1 ? "\(basis.line.name): " : ""
      guard let tie = basis.tie else {
        return ["  \(name)not reconciled to an outturn."].map {
          bases.count > 1 ? $0 : Self.begun($0)
        }
      }
      return TextParagraph(Self.begun(name + tieText(tie, basis)), hanging: 4).lines
    }
  }

  private mutating func tieText(_ tie: TieBasis, _ basis: LineBasis) -> String {
    let budget = tie.budget.map { "budget \(Self.pounds($0)), " } ?? "no budget given, "
    let together = tie.lines.count > 1 ? " (\(tie.lines.joined(separator: " + ")))" : ""
    let told = "outturn \(Self.pounds(tie.outturn)), \(sources.mark(tie.provenance))"
    if case .carried(let amount) = basis.parts, amount.given.year > tie.year {
      return
        "the outturn of \(tie.year) is not what it rests on, as evidence/other_costs.csv gives an "
        + "amount for \(amount.given.year): \(budget)\(told)."
    }
    guard let factor = tie.factor else {
      return "the outturn of \(tie.year) is carried with inflation: \(budget)\(told)."
    }
    return "tied to the outturn of \(tie.year)\(together): \(budget)\(told); plans, places and "
      + "prices make \(Self.pounds(tie.modelled)) of that year; factor "
      + "\(Self.factor(factor)) in all years."
  }

  private func invented() -> [String] {
    var told: [String] = []
    if !explanation.illustrative.isEmpty {
      told.append(
        "These lines rest on illustrative inputs, invented so that the tool can run: "
          + explanation.illustrative.joined(separator: ", ") + ".")
    }
    if !sources.illustrative.isEmpty {
      let numbers = sources.illustrative.map { "[\($0)]" }.joined(separator: " ")
      told.append("Rests on illustrative inputs, invented so that the tool can run: \(numbers).")
    }
    return told.flatMap { TextParagraph($0).lines }
  }

  /// The lines of the account in a line of section 251.
  private mutating func composition() -> [String] {
    guard let code = explanation.request.code else { return [] }
    var table = TextTable(
      ["  Line of the account", "Mean", "Share", "Mean in \(code.code)", "Share's source"])
    var sum = Money.zero
    for part in explanation.parts {
      let mean = Self.money(part.counted)
      sum += mean
      table.add([
        "  \(part.basis.line.name)", Self.pounds(part.basis.mean), Self.share(part.share),
        Self.pounds(mean), part.share.map { sources.mark($0.provenance) } ?? "",
      ])
    }
    let mean = Self.money(explanation.spread)
    table.add(["  Sum", "", "", Self.pounds(sum)])
    table.add(["  Rounding", "", "", Self.pounds(mean - sum)])
    table.add(["  Mean of the figure", "", "", Self.pounds(mean)])
    return ["", "WHAT IS IN IT"] + table.lines(width: TextParagraph.width)
  }

  // MARK: - Levers

  private mutating func levers() -> [String] {
    let levers = explanation.levers.flatMap { note -> [String] in
      let savings = note.savings.map { "savings line \($0): " } ?? ""
      return TextParagraph(
        "- \(savings)\(note.summary); \(sources.mark(note.provenance))", hanging: 4
      ).lines
    }
    let (all, others) = (levers.count, explanation.otherLevers)
    let rest =
      others == 0
      ? (all == 0 ? ["  The scenario has no levers."] : [])
      : all == 0
        ? [
          "  None: \(Self.levers(others)) of the scenario \(others == 1 ? "bears" : "bear") on other lines or years."
        ]
        : [
          "  \(Self.levers(others)) more \(others == 1 ? "bears" : "bear") on other lines or years."
        ]
    return ["", "LEVERS OF THE SCENARIO THAT BEAR ON IT"] + levers + rest
  }

  private static func levers(_ count: Int) -> String {
    count == 1 ? "1 lever" : "\(count) levers"
  }
}

// MARK: - Words and numbers

extension LineText {
  /// `1,234.56` of an amount.
  static func pounds(_ money: Money) -> String { Wording.separated(money.description) }

  /// The same of a quantile in pence, as the files print it.
  static func pounds(_ pence: Double) -> String {
    Wording.separated(Digits.poundsQuantile(pence))
  }

  /// The mean as the files print it.
  static func mean(_ spread: Spread) -> String { Wording.separated(Digits.poundsMean(spread)) }

  static func money(_ spread: Spread) -> Money {
    Money(pence: Money.divided(Int(spread.sum), by: spread.count))
  }

  /// A mean number with four decimals.
  static func number(_ value: Double) -> String {
    Wording.separated(
      Digits.fixed(Int((value * 10_000).rounded(.toNearestOrAwayFromZero)), decimals: 4))
  }

  /// A factor with eight decimals, enough to give the pennies of a price.
  static func factor(_ value: Double) -> String {
    Digits.fixed(Int((value * 100_000_000).rounded(.toNearestOrAwayFromZero)), decimals: 8)
  }

  /// A short decimal without the zeros that end it.
  static func short(_ value: Double) -> String { Digits.trimmed(factor(value)) }

  static func begun(_ text: String) -> String {
    guard let first = text.firstIndex(where: { $0 != " " }) else { return text }
    // The name of a line keeps its letters: it is looked up.
    if text[first...].prefix(while: { $0 != " " }).contains("_") { return text }
    return text.replacingCharacters(first)
  }

  private static func share(_ share: LineShare?) -> String {
    share.map { short(Double($0.share) / Double(LineShare.whole)) } ?? "1"
  }
}

extension String {
  /// The same with a capital letter at a position.
  fileprivate func replacingCharacters(_ index: String.Index) -> String {
    String(self[..<index]) + self[index].uppercased() + String(self[self.index(after: index)...])
  }
}
