import Vocabulary
import Yams

extension AuthorityReader {
  /// How places are given out: fill order, unless the file says otherwise.
  mutating func allocation(_ fields: [String: Node]) -> AllocationMethod {
    let words = AllocationMethod.allCases.map(\.rawValue)
    let form = "one of \(words.joined(separator: ", "))"
    guard let node = fields["allocation"],
      let text = string("allocation", in: fields, as: form)
    else { return .fillOrder }
    if let method = AllocationMethod(rawValue: text) { return method }
    reportUnknown(text, node, "allocation", among: words)
    return .fillOrder
  }

  /// What goes before what when places are given out: the standard order, unless the file has its own.
  mutating func fillOrder(_ fields: [String: Node]) -> [FillCriterion] {
    guard let node = fields["fill_order"] else { return FillCriterion.standard }
    guard let items = node.sequence, !items.isEmpty else {
      report(
        .malformedValue, node.mark?.line, "fill_order", seen: "no list",
        expected: "a list such as [\(Self.standardOrder)]",
        remedy: "Write the list, or leave the key out for that order.")
      return FillCriterion.standard
    }
    return items.reduce(into: []) { order, item in
      guard let criterion = criterion(item) else { return }
      if order.contains(criterion) {
        report(
          .repeatedCode, item.mark?.line, "fill_order", seen: criterion.rawValue.shown,
          expected: "each word once", remedy: "Delete one of the two; the first decides.")
      }
      order.append(criterion)
    }
  }

  /// Where the authority stands with the stability grant: expected, unless the file says otherwise.
  mutating func stabilityGrant(_ fields: [String: Node]) -> StabilityGrant {
    let words = StabilityGrant.allCases.map(\.rawValue)
    guard let node = fields["stability_grant"],
      let text = string(
        "stability_grant", in: fields, as: "one of \(words.joined(separator: ", "))")
    else { return .expected }
    if let state = StabilityGrant(rawValue: text) { return state }
    reportUnknown(text, node, "stability_grant", among: words)
    return .expected
  }

  private static let standardOrder = FillCriterion.standard.map(\.rawValue)
    .joined(separator: ", ")

  private mutating func criterion(_ item: Node) -> FillCriterion? {
    let text = item.scalar?.string ?? ""
    if let criterion = FillCriterion(rawValue: text) { return criterion }
    reportUnknown(text, item, "fill_order", among: FillCriterion.allCases.map(\.rawValue))
    return nil
  }

  private mutating func reportUnknown(
    _ text: String, _ node: Node, _ key: String, among words: [String]
  ) {
    report(
      .unknownCode, node.mark?.line, key, seen: text.shown,
      expected: "one of \(words.joined(separator: ", "))",
      remedy: "Use a word of the list. \(Suggestion.text(for: text, among: words))")
  }
}
