import Costing
import Vocabulary
import Yams

/// Reads the keys of one savings line.
struct SavingsParser {
  static let keys = [
    "id", "name", "levers", "starts", "ramp_years", "confidence", "one_off_cost",
    "recurring_cost", "funded_from", "lead_time_months", "budget", "block_transfer", "approved_by",
    "status", "source",
  ]
  /// What a row of the results is called that is no line.
  static let taken = ["All", "interaction"]

  let evidence: Evidence
  var fields: YAMLFields
  /// Faults of what stands inside a key.
  var findings: [Finding] = []

  /// The line; nil after a fault that leaves nothing to work with.
  mutating func line(_ levers: [Lever]) -> SavingsLine? {
    let id = identity()
    let name = fields.text("name")
    let starts = start()
    let rampYears = fields.whole("ramp_years", in: 0...30)
    let confidence = fields.number("confidence", in: 0...1, unit: "a share")
    let costs = (money("one_off_cost"), money("recurring_cost"))
    let fundedFrom = fields.text("funded_from")
    let months = fields.whole("lead_time_months", in: 0...120)
    let budget = budget()
    let provenance = provenance()
    guard let starts else { return nil }
    let transfer = blockTransfer(starts)
    check(levers, starts: starts, rampYears: rampYears, id: id)
    return SavingsLine(
      id: id, name: name, levers: levers, starts: starts, rampYears: rampYears,
      confidence: confidence, oneOffCost: costs.0, recurringCost: costs.1, fundedFrom: fundedFrom,
      leadTimeMonths: months, budget: budget, blockTransfer: transfer, provenance: provenance)
  }

  private mutating func identity() -> String {
    let id = fields.text("id")
    let isPlain = id.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    if !isPlain || Self.taken.contains(id) {
      fields.fault(
        "id", seen: "'\(id)'", expected: "lower-case letters, digits and hyphens, no '\(id)'",
        remedy: "Write for example 1-mainstream: lines stand in the order of their ids.")
    }
    return id
  }

  private mutating func start() -> FinancialYear? {
    guard let year = fields.financialYear("starts") else { return nil }
    let first = max(evidence.authority.firstFinancialYear.start, evidence.authority.baseCensus)
    if year.start < first {
      fields.fault(
        "starts", seen: "'\(year)'", expected: "\(FinancialYear(start: first)) or later",
        remedy: "What was done before the first year that is costed is in the evidence.")
    }
    return year
  }

  private mutating func money(_ key: String) -> Money {
    guard let node = fields.require(key, "pounds, 0 for none") else { return .zero }
    if let amount = Self.money(node) { return amount }
    fields.fault(
      key, seen: "'\(node.string ?? "")'", expected: "pounds, for example 250000",
      remedy: "Leave out signs and separators; write 0 where there is none.")
    return .zero
  }

  private static func money(_ node: Node) -> Money? {
    Money(node.string ?? "").flatMap { $0 < .zero ? nil : $0 }
  }

  private mutating func budget() -> [FinancialYear: Money] {
    guard let node = fields.node("budget") else { return [:] }
    var result: [FinancialYear: Money] = [:]
    for (key, value) in node.mapping ?? [:] {
      guard let year = FinancialYear(key.string ?? ""), let amount = Self.money(value) else {
        fields.fault(
          "budget", seen: "'\(key.string ?? ""): \(value.string ?? "")'",
          expected: "a financial year and pounds, for example 2026-27: 1500000",
          remedy: "Write both halves of the year, joined by a hyphen, and leave out separators.")
        continue
      }
      result[year] = amount
    }
    if node.mapping == nil {
      fields.fault(
        "budget", seen: "'\(node.string ?? "a list")'",
        expected: "financial years and pounds, for example {2026-27: 1500000}",
        remedy: "Leave the key out where there is no budget: then the word is 'cost avoided'.")
    }
    return result
  }

  private mutating func provenance() -> Provenance {
    let statuses = Provenance.Status.allCases.map(\.rawValue)
    let status = fields.word("status", among: statuses).flatMap(Provenance.Status.init)
    return Provenance(status ?? .illustrative, fields.text("source"))
  }

  /// A transfer above what a schools forum may agree needs the Secretary of State.
  private mutating func blockTransfer(_ starts: FinancialYear) -> SavingsLine.BlockTransfer? {
    let approval = fields.has("approved_by") ? fields.text("approved_by") : nil
    guard let node = fields.node("block_transfer") else { return nil }
    guard
      var inner = YAMLFields(
        node, file: fields.file, what: "a block transfer", known: ["percent", "matching_spend"],
        findings: &findings)
    else { return nil }
    let percent = inner.number("percent", in: 0...100, unit: "percent of the schools block")
    let matching = inner.flag("matching_spend")
    findings += inner.findings
    let limit = try? Rulebook.published().value(of: Rule.blockTransferLimit, on: starts)
    if let limit, percent > limit.number, approval != "Secretary of State" {
      fields.fault(
        approval == nil ? "block_transfer" : "approved_by",
        seen: "\(percent) % of the schools block, approved by \(approval ?? "nobody")",
        expected: "at most \(limit.text) %, which a schools forum may agree",
        remedy: "Lower it, or write approved_by: \"Secretary of State\" where that is so.")
    }
    return SavingsLine.BlockTransfer(
      percent: percent, hasMatchingSpend: matching, approvedBy: approval)
  }

  /// A lever that works before its line starts is refused; a ramp that the levers do not have is said.
  private mutating func check(
    _ levers: [Lever], starts: FinancialYear, rampYears: Int, id: String
  ) {
    let first = starts.start + 1
    for (index, lever) in levers.enumerated() {
      guard let census = LeverFindings.starts(lever.change), census < first else { continue }
      fields.fault(
        "starts", seen: "'\(starts)', and lever \(index + 1) of '\(id)' shows before it",
        expected: "levers that show from January \(first), or \(starts), on",
        remedy: "Let the line start earlier, or the lever later.")
    }
    let longest = levers.compactMap(\.change.rampYears).max() ?? 0
    guard longest != rampYears else { return }
    findings.append(
      Finding(
        .rampsApart,
        at: Finding.Place(
          fields.file, row: fields.node("ramp_years")?.mark?.line, column: "ramp_years"),
        seen: "\(rampYears) in the line '\(id)', whose levers ramp up over \(longest)",
        expected: "the longest ramp of its levers",
        remedy: "Write the same in both."))
  }
}

extension YAMLFields {
  /// `true` or `false`; false after a fault.
  mutating func flag(_ key: String) -> Bool {
    guard let node = require(key, "true or false") else { return false }
    if let value = node.bool { return value }
    fault(
      key, seen: "'\(node.string ?? "")'", expected: "true or false", remedy: "Write one of them.")
    return false
  }
}
