import Testing
import Vocabulary

struct WordsTests {
  @Test func `money is read and printed to the penny`() {
    for (text, pence) in [
      ("12345.67", 1_234_567), ("-12", -1200), ("0.5", 50), ("0", 0), ("-0.05", -5),
    ] {
      #expect(Money(text)?.pence == pence)
    }
    for text in ["", "1,000", "£5", "1.234", ".5", "1e3", "--1", "1.", "١"] {
      #expect(Money(text) == nil, "\(text)")
    }
    #expect(Money(pence: -5).description == "-0.05")
    #expect(Money(pence: 123_450).description == "1234.50")
  }

  @Test func `seven of twelve months of sixty thousand pounds are thirty-five thousand`() {
    #expect(Money(pounds: 60_000).share(7, of: 12) == Money(pounds: 35_000))
  }

  @Test(arguments: -2000...2000)
  func `division rounds halves away from zero`(value: Int) {
    for parts in [1, 2, 3, 12, 24] {
      let exact = (Double(value) / Double(parts)).rounded(.toNearestOrAwayFromZero)
      #expect(Money.divided(value, by: parts) == Int(exact))
    }
  }

  @Test func `years read as they are printed, and their halves follow one another`() {
    for start in 1995...2105 {
      let academic = AcademicYear(start: start)
      let financial = FinancialYear(start: start)
      #expect(AcademicYear(academic.description) == academic)
      #expect(FinancialYear(financial.description) == financial)
    }
    #expect(AcademicYear("1999/00")?.start == 1999)
    for text in ["2024/26", "2024-25", "24/25", "2024/5", ""] { #expect(AcademicYear(text) == nil) }
    for text in ["2024-26", "2024/25"] { #expect(FinancialYear(text) == nil) }
    #expect(AcademicYear(census: 2025).description == "2024/25")
  }

  @Test(arguments: [-20_000, -366, -59, -16, -15, 0, 1, 15, 43, 44, 349, 365, 366, 20_000])
  func `a day so many days later is that many days later`(days: Int) throws {
    let day = CalendarDate.census(2024)
    let other = day.adding(days: days)
    #expect(other.days(since: day) == days && other.adding(days: -days) == day)
    #expect(other.day <= CalendarDate.length(of: other.month, in: other.year))
    #expect(day.adding(days: 44) == CalendarDate(year: 2024, month: 2, day: 29))
  }

  @Test func `every year of age is in one phase and one band, in order`() {
    let bands = NCY.range.map { AgeBand(ncy: $0).index }
    #expect(bands == bands.sorted() && Set(bands).count == 5)
    // DSG plan: age at 31 August, under 5 is Reception and below, 5 to 10 is Years 1 to 6.
    #expect(AgeBand(ncy: 0) == .under5 && AgeBand(ncy: 1) == .from5to10)
    #expect(AgeBand(ncy: 6) == .from5to10 && AgeBand(ncy: 7) == .from11to15)
    #expect(AgeBand(ncy: 11) == .from11to15 && AgeBand(ncy: 12) == .from16to19)
    #expect(AgeBand(ncy: 15) == .from16to19 && AgeBand(ncy: 16) == .from20to25)
    #expect(NCY.range.filter(Phase.isTransfer) == [0, 7, 12])
    #expect(NCY.range.count == NCY.count)
  }

  @Test func `the canonical provisions and SEN2's needs have codes of their own`() {
    #expect(Set(Provision.canonical.map(\.code)).count == 16)
    #expect(Set(Need.sen2.map(\.code)).count == 14)
    #expect(Need.sen2.contains { $0.code == "DS" })
  }

  @Test func `positions of cells run through the whole space once`() {
    let space = StateSpace(CodeLists())
    var seen = Set<Int>()
    for ncy in 0..<space.ncys {
      for need in 0..<space.needs {
        for provision in 0..<space.provisions {
          let cell = space.cell(ncy, need, provision)
          #expect(space.ncyIndex(of: cell) == ncy)
          #expect(space.need(of: cell) == need && space.provision(of: cell) == provision)
          seen.insert(cell)
        }
      }
    }
    #expect(seen.count == space.count && seen.max() == space.count - 1)
    #expect(Set((0..<space.count).map(space.name)).count == space.count)
  }
}
