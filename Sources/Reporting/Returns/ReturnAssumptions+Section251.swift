import Scenarios
import Vocabulary

extension ReturnAssumptions {
  /// What the amounts of section 251 are, gross and net.
  var section251: [Line] {
    [
      Line(
        "amounts", "gross",
        "gross of recoupment: places that DfE pays to academies and colleges are in the cost, and the block is before deductions",
        "The section 251 budget is gross of recoupment, its outturn net"),
      Line(
        "amounts", "recouped",
        "the share of each line that s251_lines.csv says DfE pays itself; deducted from the block as from the cost, so that the balance is the same",
        "Where the share of a line is not known, net is empty"),
      Line(
        "amounts", "rounding",
        "to the pound: lines are split to the penny in each draw, then rounded by largest remainders to the rounded total",
        "evidence/s251_lines.csv, or the tool's own table"),
    ]
  }

  /// Rows of the lines that the account has: splits that are a judgement, and what is recouped.
  var linesOfAccount: [Line] {
    sides.sharesInUse.flatMap { share in
      let code = Section251Line.all[share.target].code
      let (status, source) = (share.provenance.status, share.provenance.source)
      let split = Line(
        "crosswalk", share.line, "\(Self.decimals(share.share)) to \(code)", status, source)
      let recouped = Line(
        "recouped", "\(share.line), \(code)",
        share.recouped.map { "\(Self.decimals($0)) of it" } ?? "not known: net is empty", status,
        source)
      return (Self.isJudged(share.provenance) ? [split] : [])
        + (share.recouped == 0 ? [] : [recouped])
    }
  }

  private static func decimals(_ millionths: Int) -> String {
    Digits.ratio(millionths, of: LineShare.whole, decimals: 4)
  }
}
