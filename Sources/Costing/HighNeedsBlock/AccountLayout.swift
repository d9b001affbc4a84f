import Vocabulary

/// The lines of the account and where each stands.
struct AccountLayout: Sendable {
  /// The lines that follow from places and rolls, in the order of `PlaceFunding.amounts`.
  static let placeLines = [
    "places_special", "places_base", "places_post16", "over_number",
  ]
  /// The order of unit-cost lines; others follow by name.
  static let unitCostOrder = [
    "topup_early_years", "topup_mainstream", "topup_base", "topup_special", "topup_nmss",
    independentFees, "topup_ap", "topup_fe", "fees_specialist_post16", "eotas",
    "other_provision",
  ]
  static let independentFees = "fees_independent"
  static let highNeedsBlock = "high_needs_block"
  static let importExport = "import_export_adjustment"
  static let blockTransfer = "block_transfer"
  static let schoolsBlock = "schools_block"
  static let openingBalance = "opening_balance"
  static let backPay = "back_pay"

  /// The lines of places outside the register, in the order of the account.
  let fundedLines: [String]
  let unitLines: [String]
  /// The line of children with top-up without a plan, where there are any.
  let topUpLines: [String]
  /// The line of what is paid for the weeks that new plans were late, where it is asked for.
  let backPayLines: [String]
  let otherCosts: [String]
  let otherIncome: [String]
  /// The lines outside the block.
  let memoLines: [String]

  init(_ finances: Finances, hasBackPay: Bool = false) {
    let funded = Set(finances.fundedPlaces.map(\.line))
    fundedLines = FundedPlacesRow.Line.allCases.filter(funded.contains).map(\.rawValue)
    backPayLines = hasBackPay ? [Self.backPay] : []
    memoLines = finances.transport.map(\.line).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
    unitLines = Self.ordered(Set(finances.unitCosts.map(\.line)))
    topUpLines = finances.topUps.isEmpty ? [] : [TopUpRow.line]
    otherCosts = finances.otherCosts.lines
    let known = [Self.highNeedsBlock, Self.schoolsBlock, Self.openingBalance]
    otherIncome = finances.income.lines.filter { !known.contains($0) }
  }

  private static func ordered(_ lines: Set<String>) -> [String] {
    unitCostOrder.filter(lines.contains) + lines.subtracting(unitCostOrder).sorted()
  }

  var firstFundedLine: Int { Self.placeLines.count }
  var firstUnitLine: Int { firstFundedLine + fundedLines.count }
  var topUpLine: Int { firstUnitLine + unitLines.count }
  var backPayLine: Int { topUpLine + topUpLines.count }
  var firstOtherCost: Int { backPayLine + backPayLines.count }
  var firstIncome: Int { firstOtherCost + otherCosts.count }
  /// Where the block's adjustment for other authorities' schools stands.
  var importExportLine: Int { firstIncome + 1 }
  var firstMemo: Int { firstIncome + 3 + otherIncome.count }
  var firstTotal: Int { firstMemo + memoLines.count }

  /// The cost lines that plans and places move.
  var drivenNames: [String] {
    Self.placeLines + fundedLines + unitLines + topUpLines + backPayLines
  }
  var costNames: [String] { drivenNames + otherCosts }
  var incomeNames: [String] {
    [Self.highNeedsBlock, Self.importExport, Self.blockTransfer] + otherIncome
  }

  var lines: [AccountLine] {
    costNames.map { AccountLine($0, .cost) } + incomeNames.map { AccountLine($0, .income) }
      + memoLines.map { AccountLine($0, .memo) } + AccountLine.totals
  }

  /// Refuses a name that two parts of the account claim.
  func check(_ faults: inout FaultList) {
    var seen: Set<String> = [Self.schoolsBlock, Self.openingBalance]
    for line in lines.map(\.name) where !seen.insert(line).inserted {
      faults.add(
        "line \(line) is claimed twice: rename it in evidence/unit_costs.csv, other_costs.csv or "
          + "income.csv; the tool itself keeps "
          + (Self.placeLines + fundedLines + topUpLines + backPayLines + [
            Self.importExport, Self.blockTransfer,
          ]
          + AccountLine.totals.map(\.name))
          .joined(separator: ", "))
    }
  }
}
