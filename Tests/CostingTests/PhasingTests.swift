import Costing
import Testing
import Vocabulary

@Suite("Phasing")
struct PhasingTests {
  @Test("Months before and after make a year", arguments: 0...12)
  func monthsMakeAYear(before: Int) {
    let phasing = Phasing(monthsBefore: before)
    #expect(phasing.monthsBefore + phasing.monthsAfter == 12)
    #expect(phasing.phased(Money(pounds: 77), Money(pounds: 77)) == Money(pounds: 77))
  }

  @Test("£60,000 from September is £35,000, and before it £25,000")
  func sevenTwelfths() {
    let phasing = Phasing(monthsBefore: 5)
    #expect(phasing.phased(.zero, Money(pounds: 60_000)) == Money(pounds: 35_000))
    #expect(phasing.phased(Money(pounds: 60_000), .zero) == Money(pounds: 25_000))
  }

  @Test("Halves of a penny are rounded away from zero, once")
  func halvesAwayFromZero() {
    let phasing = Phasing(monthsBefore: 6)
    #expect(phasing.phased(Money(pence: 1), .zero) == Money(pence: 1))
    #expect(phasing.phased(Money(pence: -1), .zero) == Money(pence: -1))
    #expect(phasing.phased(Money(pence: 1), Money(pence: 1)) == Money(pence: 1))
  }
}
