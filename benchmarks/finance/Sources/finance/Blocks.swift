import Costing
import Vocabulary

/// The published high needs blocks by authority and year, and what they are made of.
struct Blocks {
  struct Key: Hashable {
    let code: String
    let year: FinancialYear
  }

  /// Before recoupment and deductions.
  private(set) var before: [Key: Money] = [:]
  /// After them.
  private(set) var after: [Key: Money] = [:]
  /// The published parts, 2020-21 to 2023-24.
  private(set) var formulas: [Key: BlockFormula] = [:]
  /// The block as the file of the parts has it.
  private(set) var sums: [Key: Money] = [:]

  static let england = "ENGLAND"

  init(_ folder: String) throws {
    try readAllocations(folder)
    try readParts(folder)
  }

  func before(_ code: String, _ year: FinancialYear) throws -> Money {
    guard let block = before[Key(code: code, year: year)] else {
      throw FinanceError("no high needs block of \(code) in \(year)")
    }
    return block
  }

  /// What is deducted for places paid directly by DfE: the block before less the block after.
  func deducted(_ code: String, _ year: FinancialYear) -> Money? {
    let key = Key(code: code, year: year)
    guard let before = before[key], let after = after[key] else { return nil }
    return before - after
  }

  /// The dated releases (edition 2) where there is one, else the summary of all years.
  private mutating func readAllocations(_ folder: String) throws {
    for edition in ["1", "2"] {
      for row in try Table(folder: folder, "hn_block_allocation_by_la_year.csv").rows
      where try row.text("block") == "high_needs_block" && row.text("edition") == edition {
        let key = try Self.key(row)
        if try row.text("basis").hasPrefix("before") {
          before[key] = try row.money("value_gbp")
        } else {
          after[key] = try row.money("value_gbp")
        }
      }
    }
  }

  private mutating func readParts(_ folder: String) throws {
    var parts: [Key: [String: Table.Row]] = [:]
    for row in try Table(folder: folder, "hn_block_components_by_la_year.csv").rows {
      parts[try Self.key(row), default: [:]][try row.text("component")] = row
    }
    for (key, rows) in parts {
      formulas[key] = try Self.formula(rows)
      sums[key] = try Self.part(rows, "high_needs_block")
    }
  }

  private static func formula(_ rows: [String: Table.Row]) throws -> BlockFormula {
    BlockFormula(
      elements: try part(rows, "nff_elements"), unit: try part(rows, "basic_entitlement_unit"),
      pupilHundredths: try part(rows, "pupils_in_special_schools").pence,
      importExport: try part(rows, "import_export_adjustment"),
      specialFreeSchools: try part(rows, "special_free_schools"),
      hospitalAndPay: try later(rows, "hospital_ap_teachers_pay_pension_supplementary"),
      additional: try later(rows, "additional_high_needs_allocation"))
  }

  private static func part(_ rows: [String: Table.Row], _ name: String) throws -> Money {
    guard let row = rows[name] else { throw FinanceError("a block has no \(name)") }
    return try row.money("value")
  }

  /// A part that the block has only from a later year on.
  private static func later(_ rows: [String: Table.Row], _ name: String) throws -> Money {
    try rows[name]?.money("value") ?? .zero
  }

  private static func key(_ row: Table.Row) throws -> Key {
    let text = try row.text("financial_year")
    guard let year = FinancialYear(text) else { throw FinanceError("no financial year: \(text)") }
    return Key(code: try row.text("old_la_code"), year: year)
  }
}
