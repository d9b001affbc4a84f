import Costing
import Vocabulary

/// Figures that should be exact: each says what it is, how many agree, and which do not.
struct Checks {
  private(set) var areMet = true

  mutating func add(_ what: String, of count: Int, failing: [String]) {
    let agreed = "\(count - failing.count) of \(count)"
    print("  \(what): \(agreed)\(failing.isEmpty && count > 0 ? "" : " NOT MET")")
    for name in failing.prefix(10) { print("    \(name)") }
    if !failing.isEmpty || count == 0 { areMet = false }
  }

  /// The block follows from its published parts.
  mutating func addFormula(_ blocks: Blocks) {
    let keys = blocks.formulas.keys.filter { $0.code != Blocks.england }
      .sorted { ($0.year, $0.code) < ($1.year, $1.code) }
    add(
      "blocks of authorities and years that follow from their published parts, to the pound",
      of: keys.count,
      failing: keys.filter { blocks.formulas[$0]?.allocation != blocks.before[$0] }
        .map { "\($0.code), \($0.year)" })
    let unrounded = keys.filter { key in
      guard let formula = blocks.formulas[key], let block = blocks.before[key] else { return false }
      return abs((formula.allocation - block).pence) <= 100
    }
    print("    within GBP 1: \(unrounded.count) of \(keys.count)")
    add(
      "blocks that the two files have alike", of: blocks.sums.count,
      failing: blocks.sums.filter { blocks.before[$0.key] != $0.value }.map {
        "\($0.key.code), \($0.key.year)"
      })
    printEngland(blocks)
  }

  /// England's published unit is a mean rounded to the penny, so its formula is off; the sum of authorities is not.
  private func printEngland(_ blocks: Blocks) {
    for (key, formula) in blocks.formulas.sorted(by: { $0.key.year < $1.key.year })
    where key.code == Blocks.england {
      let own = formula.allocation - (blocks.before[key] ?? .zero)
      let sum = blocks.before.filter { $0.key.year == key.year && $0.key.code != key.code }
        .reduce(Money.zero) { $0 + $1.value }
      print(
        "    England \(key.year): by its own mean unit \(Text.pounds(own)) off; "
          + "its authorities' blocks add to \(Text.pounds(sum - (blocks.before[key] ?? .zero))) more"
      )
    }
  }

  /// A scenario folder restates its authority's blocks.
  mutating func addIncome(_ folder: String, _ name: String, _ code: String, _ blocks: Blocks) throws
  {
    let rows = try Table(folder: "\(folder)/\(name)/evidence", "income.csv").rows
    var count = 0
    var failing: [String] = []
    for row in rows where try row.text("line") == "high_needs_block" {
      guard let year = FinancialYear(try row.text("financial_year")),
        let block = blocks.before[Blocks.Key(code: code, year: year)]
      else { continue }
      count += 1
      if try row.money("gbp") != block { failing.append("\(year)") }
    }
    if count != 5 { failing.append("\(count) years from 2019-20 to 2023-24") }
    add("blocks restated in \(name), 2019-20 to 2023-24", of: count, failing: failing)
  }

  /// Before less after is what DfE publishes as deducted for places it pays itself.
  mutating func addDeductions(_ blocks: Blocks, _ funding: DirectFunding) {
    add(
      "deductions for places (England and authorities published) that are before less after",
      of: funding.totals.count,
      failing: funding.totals.filter { blocks.deducted($0.key.code, $0.key.year) != $0.value }
        .map { "\($0.key.code), \($0.key.year)" })
  }

  /// The outturn file's own counts of January 2021 are those of the returns.
  mutating func addGroups(_ authorities: [Authority]) {
    var count = 0
    var failing: [String] = []
    for authority in authorities {
      guard let opening = authority.opening, !authority.groups.isEmpty else { continue }
      for (group, provisions) in Plans.groups {
        count += 1
        if authority.groups[group] != opening.sum(provisions) {
          failing.append("\(authority.name), \(group)")
        }
      }
    }
    add("January 2021 counts that the two files have alike", of: count, failing: failing)
  }

  /// Leicestershire's independent schools, by hand to the nearest GBP 100.
  mutating func addIndependent(_ authority: Authority?) {
    let known = [34_300, 65_700, 70_200]
    guard let authority, let opening = authority.opening, let closing = authority.closing else {
      return add("Leicestershire's independent schools", of: 3, failing: ["no such authority"])
    }
    let plans = opening.sum(Line.independent.provisions)
    let amounts = [
      authority.spent(["topup_independent_special"]), authority.spent(Line.independent.costs),
      authority.budgeted(["topup_independent_special"]),
    ]
    let each = amounts.map { plans > 0 ? Money.divided($0.pence, by: plans) : 0 }
    print(
      "  Leicestershire, independent and non-maintained special, \(plans) plans in January 2021, "
        + "\(closing.sum(Line.independent.provisions)) in January 2022 "
        + "(and \(opening["IND-MAIN"]), \(closing["IND-MAIN"]) in independent mainstream schools):")
    print(
      "    a plan: special column alone \(Text.pounds(Money(pence: each[0]))), "
        + "with PRU/AP column \(Text.pounds(Money(pence: each[1]))), "
        + "budget \(Text.pounds(Money(pence: each[2])))")
    let failing = zip(each, known).filter { Money.divided($0, by: 10_000) * 100 != $1 }
    add(
      "of them, to the nearest GBP 100, 34,300, 65,700 and 70,200", of: 3,
      failing: failing.map { "\($0.0), not \($0.1)" })
  }
}
