import Costing
import Testing
import Vocabulary

@Suite("The high needs block's formula")
struct BlockFormulaTests {
  private static func block(
    _ elements: Int, _ unit: Money, _ hundredths: Int, _ importExport: Int, _ free: Int,
    _ hospital: Int = 0, _ additional: Int = 0
  ) -> BlockFormula {
    BlockFormula(
      elements: Money(pounds: elements), unit: unit, pupilHundredths: hundredths,
      importExport: Money(pounds: importExport), specialFreeSchools: Money(pounds: free),
      hospitalAndPay: Money(pounds: hospital), additional: Money(pounds: additional))
  }

  private static let early = Money(pounds: 4_000)
  private static let unit = Money(pounds: 4_660)

  @Test(
    "The published blocks of Leicestershire and Leicester, 2020-21 to 2023-24, to the pound",
    arguments: [
      (block(68_659_667, early, 175_099, -846_000, 6_000), 74_823_627),
      (block(74_483_272, unit, 187_000, -1_092_000, 553_167, 769_353), 83_427_992),
      (block(81_540_490, unit, 205_200, -1_242_000, 576_000, 828_233, 3_363_198), 94_628_241),
      (block(90_339_513, unit, 216_300, -1_299_000, 390_000, 867_977, 4_147_800), 104_525_870),
      (block(52_730_873, early, 111_900, -462_000, 0), 56_744_873),
      (block(55_450_227, unit, 113_800, -552_000, 6_000, 2_541_781), 62_749_088),
      (block(60_802_226, unit, 126_133, -420_000, 6_000, 2_725_212, 2_507_833), 71_499_069),
      (block(67_166_286, unit, 132_300, -324_000, 6_000, 3_008_868, 3_083_837), 79_106_171),
    ])
  func twoAuthorities(block: BlockFormula, published: Int) {
    #expect(block.allocation == Money(pounds: published))
  }

  @Test("Where the area is dear the published unit says so, and the product is rounded up")
  func areaCost() {
    // Greenwich, 2020-21: 4,830.86 × 605 = 2,922,670.30.
    let block = Self.block(48_795_382, Money(pence: 483_086), 60_500, 258_000, 0)
    #expect(block.basicEntitlement == Money(pounds: 2_922_671))
    #expect(block.allocation == Money(pounds: 51_976_053))
  }
}
