import Costing
import TestSupport
import Testing
import Vocabulary

@Suite("Places that DfE pays for directly")
struct DirectFundingTests {
  private static let base = "Mainstream academies"
  /// DfE, high needs places funded directly, Leicestershire 2023-24.
  private static let leicestershire = [
    DirectPlaces(base, "Pre-16 SEN places funded at £6,000", 257, 273, deduction: 1_598_000),
    DirectPlaces(base, "Pre-16 SEN places funded at £10,000", 40, 56, deduction: 493_334),
    DirectPlaces(base, "Post-16 SEN Places", 38, 47, deduction: 264_000),
    DirectPlaces("Special academies", "Pre-16 SEN Places", 693, 764, deduction: 7_344_167),
    DirectPlaces("Special academies", "Post-16 SEN Places", 154, 157, deduction: 1_560_001),
    DirectPlaces("Special free schools", "Pre-16 SEN places", 120, 124, deduction: 1_223_334),
    DirectPlaces("AP academies", "Pre-16 AP Places", 2, 1, deduction: 14_167),
    DirectPlaces("16-19 academies", "Post-16 SEN places", 0, 2, deduction: 8_000),
    DirectPlaces("Further education", "FE and ILP", 160, 153, deduction: 932_000),
  ]
  private static let year = FinancialYear(start: 2023)
  private static let pound = Money(pounds: 1)
  private static let skip: Comment = "\(ReferenceData.skipMessage)"

  /// How far the published deduction is above ours.
  private static func excess(_ places: DirectPlaces, _ year: FinancialYear) throws -> Money {
    let deduction = try #require(places.deduction)
    return try Money(pounds: deduction) - places.amount(Rulebook.published(), year)
  }

  @Test("Leicestershire 2023-24: every deduction to the pound", arguments: leicestershire)
  func leicestershireToThePound(places: DirectPlaces) throws {
    // The published sums are rounded up, some of them twice: 1,560,000 is published as 1,560,001.
    let excess = try Self.excess(places, Self.year)
    #expect(excess >= .zero && excess <= Self.pound)
  }

  @Test("Leicestershire 2023-24: the deductions are the block before less the block after them")
  func leicestershireBlock() throws {
    let deductions = Self.leicestershire.reduce(0) { $0 + ($1.deduction ?? 0) }
    #expect(deductions == 13_437_003)
    #expect(104_525_870 - deductions == 91_088_867)
    let ours = try Self.leicestershire.reduce(Money.zero) {
      try $0 + $1.amount(Rulebook.published(), Self.year)
    }
    #expect(ours == Money(pounds: 13_437_000), "DfE's roundings add 3 pounds")
  }

  @Test("The account makes the same of Leicestershire's special schools and bases")
  func leicestershireAccount() throws {
    let fixture = Fixture(
      first: Self.year,
      settings: [PlaceFundingTests.special, PlaceFundingTests.base])
    let before = [
      pupils(967, post16: 154, places: 693 + 120 + 154, post16Places: 154),
      pupils(257 + 38, post16: 38, places: 257 + 40 + 38, post16Places: 38),
    ]
    let after = [
      pupils(1_045, post16: 157, places: 764 + 124 + 157, post16Places: 157),
      pupils(273 + 47, post16: 47, places: 273 + 56 + 47, post16Places: 47),
    ]
    let account = try fixture.account(fixture.costed(before: before, after: after))[0]
    #expect(account["places_special"] == Money(pounds: 7_344_167 + 1_223_333))
    #expect(account["places_base"] == Money(pence: 1_598_000_00 + 493_333_33))
    #expect(account["places_post16"] == Money(pounds: 1_560_000 + 264_000))
    #expect(account["over_number"] == .zero)
  }

  @Test(
    "Every published deduction of an authority is ours within £2, all of them within £1",
    .enabled(if: ReferenceData.isPresent, skip))
  func everyAuthority() throws {
    let authorities = try DirectFunding.published().filter { !$0.isEngland }
    #expect(authorities.count >= 8)
    let excesses = try authorities.flatMap { funding in
      try funding.places.map { try Self.excess($0, funding.year) }
    }
    #expect(excesses.count >= 54)
    #expect(excesses.allSatisfy { $0 >= .zero && $0 <= Self.pound })
  }

  @Test(
    "England's deductions are ours but for the pound by which each of 151 authorities is rounded up",
    .enabled(if: ReferenceData.isPresent, skip))
  func england() throws {
    for funding in try DirectFunding.published() where funding.isEngland {
      for places in funding.places {
        let excess = try Self.excess(places, funding.year)
        #expect(excess >= .zero && excess < Money(pounds: 151), "\(places), \(funding.year)")
      }
    }
  }

  @Test(
    "Deductions of all kinds add to the total, and the total is the block before less after",
    .enabled(if: ReferenceData.isPresent, skip))
  func totals() throws {
    let blocks = try Self.deductedFromBlocks()
    for funding in try DirectFunding.published() {
      #expect(funding.sumOfDeductions == funding.total)
      let years = blocks.filter { $0.key.year == funding.year }
      if funding.isEngland {
        let authorities = years.filter { $0.key.authority != funding.authority }.map(\.value)
        #expect(authorities.count >= 149)
        #expect(authorities.reduce(0, +) == funding.total)
      }
      #expect(blocks[BlockKey(funding.authority, funding.year)] == funding.total)
    }
  }

  private struct BlockKey: Hashable {
    let authority: String
    let year: FinancialYear

    init(_ authority: String, _ year: FinancialYear) {
      self.authority = authority
      self.year = year
    }
  }

  /// Before less after of each block that DfE's dated releases give.
  private static func deductedFromBlocks() throws -> [BlockKey: Int] {
    var deducted: [BlockKey: Int] = [:]
    for cells in try ReferenceRows.read("hn_block_allocation_by_la_year.csv")
    where cells[5] == "high_needs_block" && cells[8] == "2" {
      let year = try #require(FinancialYear(cells[3]))
      let value = try #require(Int(cells[6]))
      let sign = cells[4].hasPrefix("before") ? 1 : -1
      deducted[BlockKey(cells[1], year), default: 0] += sign * value
    }
    return deducted
  }
}
