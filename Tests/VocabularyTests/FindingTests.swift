import Testing
import Vocabulary

/// What one line says of a finding.
struct FindingTests {
  private static let kind = FindingKind("XX-001", .warning, "A thing is odd.", done: "It is used.")

  private func finding(remedy: String) -> Finding {
    Finding(
      Self.kind, at: .init("evidence/a.csv", row: 3, column: "plans"), seen: "12",
      expected: "11 or less", remedy: remedy)
  }

  @Test func `the line has every part, and what was done before what to do`() {
    #expect(
      finding(remedy: "Check it.").message
        == "warning XX-001 evidence/a.csv:3:plans: 12; expected 11 or less. Done: It is used. Check it."
    )
  }

  @Test func `a finding that nobody can mend ends with what was done`() {
    #expect(finding(remedy: "").message.hasSuffix("Done: It is used."))
    #expect(finding(remedy: "Check it. ") == finding(remedy: "Check it."))
  }

  @Test func `severity, code and what was done are those of the kind`() {
    let finding = finding(remedy: "Check it.")
    #expect(finding.severity == .warning && finding.code == "XX-001")
    #expect(finding.done == Self.kind.done)
    let moved = finding.moved(to: .init("b.csv"))
    #expect(moved.place.file == "b.csv" && moved.kind == Self.kind && moved.seen == "12")
  }
}
