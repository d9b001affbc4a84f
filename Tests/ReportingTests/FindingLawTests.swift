import Reporting
import Scenarios
import Testing
import Vocabulary

/// What every kind of the stages, of scenarios and of returns says of itself.
struct FindingLawTests {
  private static let kinds = RunFindings.kinds + ReturnFindings.kinds

  @Test func `no code is there twice`() {
    #expect(Set(Self.kinds.map(\.code)).count == Self.kinds.count && Self.kinds.count > 50)
  }

  @Test(arguments: kinds)
  func `a kind says what it is and what is done, in sentences`(kind: FindingKind) {
    for text in [kind.explanation, kind.done] {
      #expect(text.hasSuffix(".") && !text.hasSuffix("..") && text.first?.isUppercase == true)
    }
    #expect(kind.done.contains("Nothing is ") == (kind.severity == .error), "\(kind.done)")
    #expect(!kind.explanation.contains(kind.done))
  }

  @Test(arguments: kinds)
  func `an explanation has what is done and what it means for the run`(kind: FindingKind) {
    let text = FindingText.text(kind)
    for part in [kind.code, kind.explanation, "Done: \(kind.done)"] {
      #expect(text.contains(part), "\(part) not in \(text)")
    }
    let meaning =
      switch kind.severity {
      case .error: "stops"
      case .warning: "--fail-on warning"
      case .note: "--fail-on note"
      }
    #expect(text.contains(meaning))
  }
}
