import Costing
import Foundation
import TestSupport
import Vocabulary

/// Places of one sector and kind that DfE pays for directly, and what it deducts from the block for them.
struct DirectPlaces: Sendable {
  let sector: String
  let kind: String
  /// Places to July (post-16) or August, and after, in hundredths: some are shared between authorities.
  var before = 0
  var after = 0
  /// As published, in whole pounds.
  var deduction: Int?

  /// Places in whole numbers and the published deduction.
  init(
    _ sector: String, _ kind: String, _ before: Int = 0, _ after: Int = 0, deduction: Int? = nil
  ) {
    self.sector = sector
    self.kind = kind
    self.before = before * 100
    self.after = after * 100
    self.deduction = deduction
  }

  private var isCollege: Bool { kind.hasPrefix("FE") }
  private var isPost16: Bool { isCollege || kind.hasPrefix("Post-16") }

  /// The rule that says what a place costs.
  private var rateRule: String {
    if isCollege { return "place_funding_fe" }
    if isPost16 {
      return sector.hasPrefix("Special") ? Rule.placeSpecialPost16 : Rule.placeBasePost16
    }
    if kind.contains("6,000") { return Rule.placeBaseOccupied }
    if kind.contains("10,000") { return Rule.placeBaseEmpty }
    return kind.contains("AP") ? "place_funding_ap" : Rule.placeSpecial
  }

  /// What the rulebook and the phasing make of the places.
  func amount(_ rulebook: Rulebook, _ year: FinancialYear) throws -> Money {
    let months = try rulebook.value(
      of: isPost16 ? Rule.post16Months : Rule.pre16Months, on: year)
    let phasing = Phasing(monthsBefore: Int(months.number))
    let change = isPost16 ? RuleDate.august(of: year) : .september(of: year)
    let old = try rulebook.value(of: rateRule, on: year).money
    let new = try rulebook.value(of: rateRule, on: change).money
    // Rates are whole pounds, so hundredths of a place are whole pence.
    return phasing.phased(
      Money(pence: old.pence / 100 * before), Money(pence: new.pence / 100 * after))
  }
}

/// The published deductions of an authority, or of England, in a financial year.
struct DirectFunding {
  static let file = "hn_places_direct_funded_by_la_year.csv"

  let authority: String
  let year: FinancialYear
  var places: [DirectPlaces] = []
  /// Hospital academies are paid sums, not places.
  var hospital = 0
  /// The total as published.
  var total = 0

  var isEngland: Bool { authority == "ENGLAND" }
  var sumOfDeductions: Int { places.reduce(hospital) { $0 + ($1.deduction ?? 0) } }

  /// Every authority and year of the reference data, in the order of the file.
  static func published() throws -> [DirectFunding] {
    var found: [DirectFunding] = []
    for cells in try ReferenceRows.read(file) {
      guard let year = FinancialYear(cells[3]) else { continue }
      if found.last?.authority != cells[1] || found.last?.year != year {
        found.append(DirectFunding(authority: cells[1], year: year))
      }
      found[found.count - 1].add(cells)
    }
    return found
  }

  private mutating func add(_ cells: [String]) {
    let (sector, kind, period, measure) = (cells[4], cells[5], cells[6], cells[7])
    guard let value = Double(cells[8]) else { return }
    if sector.hasPrefix("Total") {
      total = Int(value)
    } else if measure == "funding_gbp" {
      if period.hasPrefix("Total") { hospital = Int(value) }
    } else {
      if places.last?.sector != sector || places.last?.kind != kind {
        places.append(DirectPlaces(sector, kind))
      }
      let last = places.count - 1
      if measure == "deduction_gbp" {
        places[last].deduction = Int(value)
      } else if period.hasPrefix("April") {
        places[last].before = Int((value * 100).rounded())
      } else {
        places[last].after = Int((value * 100).rounded())
      }
    }
  }
}

/// The rows of a reference file, quotes undone.
enum ReferenceRows {
  static func read(_ file: String) throws -> [[String]] {
    let text = try String(contentsOfFile: ReferenceData.path(file), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map(cells)
  }

  private static func cells(_ line: Substring) -> [String] {
    var isQuoted = false
    var cells = [""]
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
