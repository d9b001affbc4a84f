import Vocabulary

/// Places that the block pays for outside the register: as given for an academic year or before it, and then as they are or with the plans of
/// a provision.
///
/// DfE pays them and deducts them from the block; the account is gross of that.
struct FundedPlaces: Sendable {
  /// Places of an academic year before plans are counted in.
  struct Places: Sendable {
    let given: Int
    /// The provision they follow from the last year given; nil where they are as given.
    let follows: Int?
  }

  /// The line, by position in `AccountLayout.fundedLines`.
  let line: Int
  let before: Places
  let after: Places
  /// The rates of the two academic years.
  let rates: (before: Money, after: Money)
  let phasing: Phasing

  init(
    _ line: FundedPlacesRow.Line, at position: Int, _ assumptions: CostingAssumptions,
    _ rulebook: Rulebook, _ year: FinancialYear, _ faults: inout FaultList
  ) throws {
    self.line = position
    let rows = assumptions.finances.fundedPlaces.filter { $0.line == line }
    before = Self.places(rows, AcademicYear(start: year.start - 1), assumptions.codes, &faults)
    after = Self.places(rows, AcademicYear(start: year.start), assumptions.codes, &faults)
    let isPost16 = line == .furtherEducation
    let rule = isPost16 ? Rule.placeFE : Rule.placeAP
    rates = (
      try rulebook.value(of: rule, on: .start(of: year)).money,
      try rulebook.value(
        of: rule, on: isPost16 ? .august(of: year) : .september(of: year)
      ).money
    )
    let months = try rulebook.value(of: isPost16 ? Rule.post16Months : Rule.pre16Months, on: year)
    phasing = Phasing(monthsBefore: months.hundredths / 100)
  }

  private static func places(
    _ rows: [FundedPlacesRow], _ year: AcademicYear, _ codes: CodeLists, _ faults: inout FaultList
  ) -> Places {
    let last = rows.filter { $0.year <= year }.max { $0.year < $1.year }
    guard let row = last ?? rows.min(by: { $0.year < $1.year }) else {
      return Places(given: 0, follows: nil)
    }
    guard last != nil else {
      faults.add(
        "evidence/funded_places.csv has no places for line \(row.line.rawValue) in \(year) or before: "
          + "add a row, or write 0 and say why")
      return Places(given: 0, follows: nil)
    }
    let follows = row.year < year ? row.follows : nil
    return Places(given: row.places, follows: follows.flatMap { codes.provision($0) })
  }

  /// The amount of a financial year: places that follow plans are in proportion to those of the January before, to the place.
  func amount(_ plans: DrivenLines.Followed) -> Money {
    let counts = counts(plans)
    return phasing.phased(rates.before.times(counts.before), rates.after.times(counts.after))
  }

  /// The places of the two academic years of a financial year.
  struct Counts: Sendable {
    var before = 0
    var after = 0
  }

  /// How many there are.
  func counts(_ plans: DrivenLines.Followed) -> Counts {
    Counts(
      before: Self.count(before, plans.earlier, plans.base),
      after: Self.count(after, plans.plans, plans.base))
  }

  private static func count(_ places: Places, _ plans: [Int], _ base: [Int]) -> Int {
    guard let provision = places.follows, base[provision] > 0 else { return places.given }
    return Money.divided(places.given * plans[provision], by: base[provision])
  }
}

extension Money {
  /// The sum of so many.
  func times(_ count: Int) -> Money { Money(pence: pence * count) }
}
