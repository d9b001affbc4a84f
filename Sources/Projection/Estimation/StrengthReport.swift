import NumericalCore
import Vocabulary

/// Log and findings of the strengths.
struct StrengthReport {
  let evidence: Evidence
  let parts: EstimateParts

  func log() -> [Assumption] {
    parts.strengths.map(entry) + survivalLog()
  }

  private func entry(_ strength: Strength) -> Assumption {
    Assumption(
      strength.kind.settingName,
      scope: "\(strength.kind.unit) that \(strength.kind.meaning) is worth",
      value: decimal(strength.value), unit: strength.kind.unit, provenance(strength))
  }

  private func provenance(_ strength: Strength) -> Provenance {
    let what = "marginal likelihood of \(strength.cells) groups (\(strength.kind.law))"
    switch strength.source {
    case .given:
      return override(strength.kind) ?? Provenance(.assumption, "set by the folder")
    case .estimated:
      let error = strength.standardError.map {
        ", standard error \(decimal($0.rounded(toSignificantDigits: 3)))"
      }
      return Provenance(.estimated, "\(what)\(error ?? "")")
    case .atMost, .atLeast:
      return Provenance(.estimated, "\(what), without a maximum inside its bounds")
    case .uninformed:
      return Provenance(.assumption, "too few groups: \(strength.cells)")
    }
  }

  private func override(_ kind: StrengthKind) -> Provenance? {
    let common = kind.isLevel ? "level_events" : "shrinkage_plans"
    return (evidence.assumptions[kind.settingName] ?? evidence.assumptions[common])?.provenance
  }

  private func survivalLog() -> [Assumption] {
    (12...15).map { ncy in
      let survival = parts.survival(entering: ncy)
      let own = survival.own.map { decimal($0.rounded(toSignificantDigits: 3)) } ?? "none"
      return Assumption(
        "survival", scope: "\(NCY.age(ncy) - 1) to \(NCY.age(ncy))",
        value: decimal(survival.shrunk), unit: "share of plans kept a year",
        Provenance(
          .estimated,
          "own \(own), England \(decimal(survival.england.rounded(toSignificantDigits: 3))); weight of own "
            + decimal(survival.ownWeight.rounded(toSignificantDigits: 3))))
    }
  }

  func findings() -> [Finding] { parts.strengths.compactMap(finding) }

  private func finding(_ strength: Strength) -> Finding? {
    let kind: FindingKind
    let seen: String
    switch strength.source {
    case .estimated, .given: return nil
    case .atMost:
      kind = .strengthOfEngland
      seen =
        "\(strength.cells) groups of \(strength.kind.meaning) that differ by no more than chance"
    case .atLeast:
      kind = .strengthOfOwn
      seen = "\(strength.cells) groups that \(strength.kind.meaning) says nothing of"
    case .uninformed:
      kind = .strengthAssumed
      seen = "\(strength.cells) groups to tell the strength of \(strength.kind.meaning)"
    }
    return Finding(
      kind, at: Finding.Place("evidence/assumptions.csv", column: strength.kind.settingName),
      seen: "\(seen); a strength of \(decimal(strength.value)) \(strength.kind.unit) is used",
      expected: "a likelihood with a maximum between 0.1 and 100000",
      remedy: "Set \(strength.kind.settingName) to choose another.")
  }
}
