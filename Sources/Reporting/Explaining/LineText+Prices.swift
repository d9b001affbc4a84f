import Scenarios
import Vocabulary

/// Lines that are plans or children × price.
extension LineText {
  /// What the columns of a line are called.
  enum Words {
    case planYears
    case childYears
    case newPlans

    var header: [String] {
      switch self {
      case .planYears: ["    Provision", "Need", "Band", "Plan-years", "Price of a plan", "GBP"]
      case .childYears: ["    Age", "Need", "Band", "Child-years", "Price of a child", "GBP"]
      case .newPlans: ["    Provision", "Need", "Band", "New plans", "Price of a plan", "GBP"]
      }
    }

    var title: String {
      switch self {
      case .planYears: "Plan-years x price"
      case .childYears: "Child-years x price"
      case .newPlans: "New plans x price x weeks of 52"
      }
    }
  }

  static func words(_ line: String, _ parts: [PricedPart]) -> Words {
    line == TopUpRow.line ? .childYears : .planYears
  }

  mutating func priced(
    _ parts: [PricedPart], _ prices: [PriceBasis], _ basis: LineBasis, words: Words
  ) -> [String] {
    let hasBands = parts.contains { $0.band != nil }
    func kept(_ cells: [String]) -> [String] {
      hasBands ? cells : Array(cells[..<2] + cells[3...])
    }
    var table = TextTable(kept(words.header), left: hasBands ? 3 : 2)
    for part in parts {
      table.add(
        kept([
          "    \(part.place)", need(part, among: parts), part.band ?? "",
          Self.number(part.quantity), Self.pounds(part.price), Self.pounds(part.amount),
        ]))
    }
    closing(basis, into: &table, columns: hasBands ? 6 : 5)
    return ["  \(words.title)"] + table.lines(width: TextParagraph.width) + remarks(basis)
      + stocks(parts) + quantities(parts, prices, words) + self.prices(prices)
  }

  private func need(_ part: PricedPart, among parts: [PricedPart]) -> String {
    if let need = part.need { return need }
    return parts.contains { $0.place == part.place && $0.need != nil } ? "other needs" : "All"
  }

  /// What the plan-years of each provision and need are made of; bands share theirs.
  private func stocks(_ parts: [PricedPart]) -> [String] {
    let year = explanation.year.start
    var table = TextTable(
      [
        "    Provision", "Need", "January \(year)", "1 September", "Over the year",
        "January \(year + 1)",
      ], left: 2)
    var last: [String] = []
    for part in parts {
      let cells = ["    \(part.place)", need(part, among: parts)]
      guard let stock = part.stock, cells != last else { continue }
      last = cells
      table.add(
        cells
          + [stock.opening, stock.september, stock.even, stock.closing].map(Self.number))
    }
    return last.isEmpty
      ? [] : ["  Where the plan-years come from"] + table.lines(width: TextParagraph.width)
  }

  private func quantities(
    _ parts: [PricedPart], _ prices: [PriceBasis], _ words: Words
  ) -> [String] {
    let (year, next) = (explanation.year.start, explanation.year.start + 1)
    let what =
      switch words {
      case .planYears:
        "Plan-years are mean plans over the months of April \(year) to March \(next): the plans of "
          + "January \(year) (placements.csv), 7/12 of what 1 September changes and 17/24 of newcomers "
          + "less leavers"
      case .childYears:
        "Child-years are mean children over the months of April \(year) to March \(next) "
          + "(topup_without_plan.csv has the Januaries)"
      case .newPlans: "New plans are those of calendar year \(year) (flows.csv)"
      }
    let billed = words == .planYears ? parts.compactMap { due($0, prices[$0.basis].billing) } : []
    return TextParagraph(
      ([what, "Means of the draws, printed to four decimals and multiplied unrounded"] + billed)
        .joined(separator: ". ") + ".", indent: 4, hanging: 6
    ).lines
  }

  /// How plans count that do not fall due by month.
  private func due(_ part: PricedPart, _ billing: Billing) -> String? {
    let weights =
      switch billing {
      case .monthly: nil as String?
      case .termly: "2/3 of what 1 September changes and 3/4 of newcomers less leavers"
      case .daily:
        "212/365 (213/366 before a leap day) of what 1 September changes and 17/24 of newcomers less "
          + "leavers"
      }
    return weights.map {
      [part.place, part.band].compactMap { $0 }.joined(separator: " ")
        + " falls due \(billing.rawValue), \($0): by month it would be \(Self.number(part.monthly))"
    }
  }

  // MARK: - How prices come about

  private mutating func prices(_ prices: [PriceBasis]) -> [String] {
    let isCounted = prices.contains { $0.counted != $0.grown }
    var table = TextTable(
      ["    Row", "As given", "Prices of", "Growth", "Price"] + (isCounted ? ["Counts as"] : [])
        + ["Source"])
    for price in prices {
      table.add(
        [
          "    \(price.label)", Self.pounds(price.given), "\(price.growth.from)",
          Self.factor(price.growth.factor), Self.pounds(price.grown),
        ] + (isCounted ? [Self.pounds(price.counted)] : []) + [sources.mark(price.provenance)])
    }
    return ["  How the price comes about"] + table.lines(width: TextParagraph.width)
      + terms(prices) + growths(prices.map(\.growth))
  }

  /// Growths, those of the same years by the same rows together.
  private mutating func growths(_ all: [GrowthBasis]) -> [String] {
    var groups: [(growth: GrowthBasis, lines: [String])] = []
    for growth in all {
      let own = groups.firstIndex {
        $0.growth.from == growth.from && $0.growth.to == growth.to
          && $0.growth.steps == growth.steps
      }
      guard let own else {
        groups.append((growth, [growth.line]))
        continue
      }
      if !groups[own].lines.contains(growth.line) { groups[own].lines.append(growth.line) }
    }
    return groups.flatMap { growth($0.growth, of: $0.lines.joined(separator: ", ")) }
  }

  /// What rows have besides amount and growth, those of the same terms together.
  private mutating func terms(_ prices: [PriceBasis]) -> [String] {
    var groups: [(terms: String, labels: [String])] = []
    for price in prices {
      let terms = terms(price)
      guard !terms.isEmpty else { continue }
      if let own = groups.firstIndex(where: { $0.terms == terms }) {
        groups[own].labels.append(price.label)
      } else {
        groups.append((terms, [price.label]))
      }
    }
    return groups.flatMap { terms, labels in
      let rows =
        labels.count == prices.count && labels.count > 1
        ? "All rows" : labels.joined(separator: "; ")
      return TextParagraph("\(rows): \(terms).", indent: 4, hanging: 6).lines
    }
  }

  private mutating func terms(_ price: PriceBasis) -> String {
    var terms: [String] = []
    if let cap = price.cap {
      let before =
        cap.amount == cap.perYear
        ? "" : " (\(Self.pounds(cap.amount)) before the tie to the outturn)"
      terms.append(
        "capped at \(Self.pounds(cap.perYear)) from \(cap.from)\(before), "
          + sources.mark(cap.provenance))
    }
    if price.healthShare > 0 || price.socialCareShare > 0 {
      terms.append(
        "the block pays \(Self.short(max(0, 1 - price.healthShare - price.socialCareShare))) of it, "
          + "health \(Self.short(price.healthShare)), social care \(Self.short(price.socialCareShare))"
      )
    }
    if price.share != 1 || price.givenShare != 1 {
      let moved =
        price.share == price.givenShare
        ? "" : " (\(Self.short(price.givenShare)) as given, changed by the scenario's banding)"
      terms.append("\(Self.short(price.share)) of the plans are in the band\(moved)")
    }
    if price.billing != .monthly { terms.append("billed \(price.billing.rawValue)") }
    if let includes = price.includes { terms.append("includes \(includes)") }
    return terms.joined(separator: "; ")
  }

  /// `1.05 (2022-23) x 1.05 (2023-24) = 1.1025`, and who says so.
  mutating func growth(_ growth: GrowthBasis, of lines: String? = nil) -> [String] {
    guard !growth.steps.isEmpty else { return [] }
    let product = growth.steps.map { "\(Self.short($0.factor)) (\($0.year))" }
      .joined(separator: " x ")
    guard growth.steps.contains(where: { $0.row != nil }) else {
      return TextParagraph(
        "No growth is given after \(growth.from): carried in cash.", indent: 4, hanging: 6
      ).lines
    }
    let isDivided = growth.to < growth.from
    let rows = growth.steps.map(\.row).reduce(into: [YearlyGrowth?]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let told = rows.map { row in
      row.map {
        "\"\($0.line ?? "All") from \($0.year): \(Self.short($0.percent)) %\", "
          + sources.mark($0.provenance)
      } ?? "no growth is given: carried in cash"
    }
    return TextParagraph(
      "Growth of \(lines ?? growth.line), \(growth.from) to \(growth.to): "
        + (isDivided ? "1 / (\(product))" : product) + " = \(Self.factor(growth.factor)); "
        + told.joined(separator: "; "), indent: 4, hanging: 6
    ).lines
  }
}
