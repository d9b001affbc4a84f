import Vocabulary

/// What the block is adjusted by as more or fewer of our pupils go to other authorities' schools.
///
/// The schools' own authorities pay for the places, ours the top-ups; the block follows by so much a head, from the January before the
/// financial year. An allocation that is given contains its adjustment, so only the change since it counts, and none in a year in
/// which the block is rolled over in cash. Other authorities' children in schools here count the same at all times.
struct ImportExport: Sendable {
  private let rate: Money
  private let isFixed: Bool

  init(_ rulebook: Rulebook, _ year: FinancialYear, _ finances: Finances) throws {
    rate = try rulebook.value(of: Rule.importExport, on: year).money
    let isRolledOver = try rulebook.value(of: Rule.blockRollover, on: year).hundredths > 0
    isFixed =
      isRolledOver
      || finances.income.contains {
        $0.line == AccountLayout.highNeedsBlock && $0.year == year
      }
  }

  /// The adjustment of a year: below 0 where more pupils go elsewhere than did at the allocation.
  ///
  /// - Parameters:
  ///   - exported: pupils in other authorities' schools in the January before the year.
  ///   - opening: the same in the January of the last allocation.
  func amount(exported: Int, atAllocation opening: Int) -> Money {
    isFixed ? .zero : Money(pence: rate.pence * (opening - exported))
  }
}
