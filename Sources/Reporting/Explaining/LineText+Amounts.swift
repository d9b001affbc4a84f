import Scenarios
import Vocabulary

/// Lines that are given, and sums of others.
extension LineText {
  mutating func carried(_ amount: CarriedBasis, _ basis: LineBasis) -> [String] {
    ["  Amount given\(amount.growth.steps.isEmpty ? "" : ", and grown")"]
      + amountLines(amount)
  }

  private mutating func amountLines(_ amount: CarriedBasis) -> [String] {
    var table = TextTable(["    Given for", "GBP", "Growth", "GBP of \(explanation.year)"])
    table.add([
      "    \(amount.given.year)", Self.pounds(amount.given.amount),
      "x \(Self.factor(amount.growth.factor))", Self.pounds(amount.amount),
    ])
    return table.lines(width: TextParagraph.width)
      + TextParagraph(
        "\(amount.given.line) in \(amount.given.year): \(sources.mark(amount.given.provenance))",
        indent: 4, hanging: 6
      ).lines + growth(amount.growth)
  }

  mutating func transfer(
    _ percent: Double, _ block: CarriedBasis?, _ basis: LineBasis
  ) -> [String] {
    guard let block else {
      return ["  Nothing is moved from the schools block in \(explanation.year)."]
    }
    return ["  Schools block x percent"] + amountLines(block)
      + TextParagraph(
        "\(Self.pounds(block.amount)) x \(Self.short(percent)) % = \(Self.pounds(basis.mean)); the "
          + "percentage is set by the scenario.", indent: 4, hanging: 6
      ).lines
  }

  mutating func summed(
    _ parts: [SummedPart], _ opening: Provenance?, _ basis: LineBasis
  ) -> [String] {
    var table = TextTable(["    Figure of the account", "Mean, GBP"])
    for part in parts { table.add(["    \(part.name)", Self.pounds(part.amount)]) }
    closing(basis, into: &table, columns: 2)
    let whence = opening.map {
      TextParagraph("Opening balance: \(sources.mark($0))", indent: 4, hanging: 6).lines
    }
    return ["  Sum of means"] + table.lines(width: TextParagraph.width) + remarks(basis)
      + (whence ?? [])
      + TextParagraph(
        "Each figure can be asked for in its turn with --line.", indent: 4, hanging: 6
      ).lines
  }
}
