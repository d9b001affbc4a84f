import Scenarios
import Vocabulary

/// One section a line of the account.
extension LineText {
  mutating func section(_ part: LineExplanation.Part) -> [String] {
    let basis = part.basis
    let head = ["", "LINE \(basis.line.name) (\(basis.line.kind.rawValue))"]
    let figure =
      explanation.parts.count > 1
      ? TextParagraph(
        "Middle (p50) \(Self.pounds(part.spread.median)); 8 draws in 10 from "
          + "\(Self.pounds(part.spread.quantiles[1])) to "
          + "\(Self.pounds(part.spread.quantiles[5])); mean \(Self.mean(part.spread))"
      ).lines : []
    return head + figure + shared(part) + body(basis)
  }

  private mutating func shared(_ part: LineExplanation.Part) -> [String] {
    guard let share = part.share, share.share < LineShare.whole,
      let code = explanation.request.code
    else { return [] }
    return TextParagraph(
      "\(Self.short(Double(share.share) / Double(LineShare.whole))) of it is in \(code.code), "
        + "\(sources.mark(share.provenance)): the whole line is explained here."
    ).lines
  }

  private mutating func body(_ basis: LineBasis) -> [String] {
    switch basis.parts {
    case .priced(let parts, let prices):
      priced(parts, prices, basis, words: Self.words(basis.line.name, parts))
    case .backPay(let parts, let prices, let weeks, let provenance):
      TextParagraph(
        "Each new plan is paid back \(Self.short(weeks)) weeks of 52, "
          + "\(sources.mark(provenance)): new plans x price x \(Self.short(weeks)) / 52."
      ).lines + priced(parts, prices, basis, words: .newPlans)
    case .places(let parts, let rules, let settings, let given):
      places(parts, rules, basis) + places(of: settings) + self.given(given) + self.rules(rules)
    case .carried(let amount): carried(amount, basis)
    case .importExport(let amount): importExport(amount, basis)
    case .transfer(let percent, let block, _): transfer(percent, block, basis)
    case .sum(let parts, let opening): summed(parts, opening, basis)
    }
  }

  /// From the sum of the parts to the mean of the line.
  func closing(_ basis: LineBasis, into table: inout TextTable, columns: Int) {
    func row(_ text: String, _ money: Money) {
      let blanks = Array(repeating: "", count: columns - 2)
      table.add(["    \(text)"] + blanks + [Self.pounds(money)])
    }
    row("Sum", basis.parts.sum)
    for step in basis.steps { row(Self.short(step.kind), step.amount) }
    row("Rounding", basis.rounding)
    row("Mean of the line", basis.mean)
  }

  private static func short(_ kind: LineBasis.Step.Kind) -> String {
    switch kind {
    case .pricePressure: "Pressure"
    case .tie: "Tie"
    case .priceDraws: "Draws"
    }
  }

  /// What the rows between sum and mean are.
  mutating func remarks(_ basis: LineBasis) -> [String] {
    let steps = basis.steps.flatMap { step -> [String] in
      switch step.kind {
      case .pricePressure(let elasticity):
        TextParagraph(
          "Pressure: fees rise by \(Self.short(elasticity)) % for each per cent by which the share of "
            + "plan-years in independent schools is above the base census's, draw by draw.",
          indent: 4, hanging: 6
        ).lines
      case .tie:
        TextParagraph(
          "Tie: the line is multiplied by "
            + "\(basis.tie?.factor.map(Self.factor) ?? "its factor") in every draw, outturn over what "
            + "the model makes of the closed year.", indent: 4, hanging: 6
        ).lines
      case .priceDraws(let error):
        TextParagraph(
          "Draws: prices are known up to a standard error of \(Self.short(error * 100)) %; each draw "
            + "has its own, with mean 1 over very many draws.", indent: 4, hanging: 6
        ).lines
      }
    }
    guard basis.rounding != .zero else { return steps }
    return steps
      + TextParagraph(
        "Rounding: each row is rounded to the penny, and so is the line in each draw.",
        indent: 4, hanging: 6
      ).lines
  }
}
