import Testing
import Vocabulary

@testable import Costing

/// What ties a line to a closed year.
struct TieTests {
  private func pence(_ pence: Int) -> Money { Money(pence: pence) }

  @Test func `the account's own amount becomes the outturn, and the outturn that amount`() {
    for (outturn, modelled) in [(2, 3), (3, 2), (1_234_567, 7_654_321), (1, 1_000_000_007)] {
      let tie = Tie(outturn: pence(outturn), modelled: pence(modelled))
      #expect(tie.tied(pence(modelled)) == pence(outturn))
      #expect(tie.untied(pence(outturn)) == pence(modelled))
      #expect(tie.factor == Double(outturn) / Double(modelled))
    }
  }

  @Test(arguments: [(1, 2, 1), (-1, 2, -1), (3, 2, 2), (-3, 2, -2), (1, 3, 0), (2, 3, 1)])
  func `halves are rounded away from zero`(amount: Int, parts: Int, tied: Int) {
    #expect(Tie(outturn: pence(1), modelled: pence(parts)).tied(pence(amount)) == pence(tied))
  }

  @Test func `a line without outturn says nothing of what an amount was before it`() {
    let tie = Tie(outturn: .zero, modelled: pence(5))
    #expect(tie.tied(pence(7)) == .zero)
    #expect(tie.untied(pence(7)) == pence(7))
  }
}
