import Scenarios
import Testing
import Vocabulary

@testable import Reporting

@Suite struct DigitsTests {
  private func spread(_ sum: Int64, _ count: Int) -> Spread {
    Spread(sum: sum, count: count, quantiles: [0, 0, 0, 0, 0, 0, 0])
  }

  @Test func aMeanHasTwoDecimalsAndIsRoundedHalfAwayFromZero() {
    #expect(Digits.mean(spread(10, 4)) == "2.50")
    #expect(Digits.mean(spread(1, 200)) == "0.01")
    #expect(Digits.mean(spread(-1, 200)) == "-0.01")
    #expect(Digits.mean(spread(-1, 1000)) == "0.00")
    #expect(Digits.mean(spread(2, 3)) == "0.67")
    #expect(Digits.mean(spread(7_196_000, 1000)) == "7196.00")
  }

  @Test func aQuantileHasAtMostTwoDecimals() {
    #expect(Digits.quantile(7196) == "7196")
    #expect(Digits.quantile(12.5) == "12.5")
    #expect(Digits.quantile(12.05) == "12.05")
    #expect(Digits.quantile(-0.25) == "-0.25")
    #expect(Digits.quantile(0) == "0")
    #expect(Digits.quantile(100) == "100")
  }

  @Test func moneyIsPoundsWithTwoDecimalsRoundedToThePenny() {
    #expect(Digits.poundsMean(spread(301, 2)) == "1.51")
    #expect(Digits.poundsMean(spread(-301, 2)) == "-1.51")
    #expect(Digits.poundsMean(spread(12_345_678_901, 1)) == "123456789.01")
    #expect(Digits.poundsQuantile(150.5) == "1.51")
    #expect(Digits.poundsQuantile(-150.5) == "-1.51")
    #expect(Digits.poundsQuantile(149.4) == "1.49")
    // 0.55 of 90 pence is 49.5, which binary fractions make a little more.
    #expect(Digits.poundsQuantile(-(0.55 * 90)) == "-0.50")
    #expect(Digits.poundsQuantile(0) == "0.00")
  }

  @Test func aRatioIsExact() {
    #expect(Digits.ratio(1, of: 3, decimals: 4) == "0.3333")
    #expect(Digits.trimmed(Digits.ratio(1, of: 4, decimals: 4)) == "0.25")
    #expect(Digits.trimmed(Digits.ratio(8, of: 4, decimals: 4)) == "2")
  }

  @Test func placesNeededAreRoundedUpExactly() {
    let sample = Sample((1...5).map(Int64.init))
    #expect(sample.roundedUp(50) == 3)
    #expect(sample.roundedUp(80) == 5)
    #expect(sample.roundedUp(90) == 5)
    #expect(Sample([7]).roundedUp(80) == 7)
    #expect(Sample([0, 10]).roundedUp(80) == 8)
    #expect(Sample([0, 1]).roundedUp(50) == 1)
  }

  @Test func aSampleSummarisesAsTheStoreDoes() throws {
    let run = try Fixture.runs().baseline
    for series in stride(from: 0, to: run.store.layout.count, by: 97) {
      #expect(Sample(run.store.heads(series)).spread == run.store.summary(heads: series))
    }
  }
}

@Suite struct CSVTextTests {
  @Test func separatorsQuotesAndLineEndsAreQuoted() {
    #expect(CSVText.cell("plain") == "plain")
    #expect(CSVText.cell("a,b") == "\"a,b\"")
    #expect(CSVText.cell("a \"b\"") == "\"a \"\"b\"\"\"")
    #expect(CSVText.cell("a\nb") == "\"a\nb\"")
    #expect(CSVText.cell("a\r\nb") == "\"a\r\nb\"")
  }

  @Test(arguments: ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "-", "--1", "-1.2.3", "+"])
  func textThatWouldBeAFormulaGetsAnApostrophe(text: String) {
    #expect(CSVText.cell(text) == "'" + text)
  }

  @Test(arguments: ["-2", "-0.35", "+1.5", "12", "5-10", "a=b", ""])
  func numbersAndOtherTextAreLeftAsTheyAre(text: String) {
    #expect(CSVText.cell(text) == text)
  }

  @Test func aFormulaWithACommaIsProtectedInsideItsQuotes() {
    #expect(CSVText.cell("=A1,B1") == "\"'=A1,B1\"")
  }
}
