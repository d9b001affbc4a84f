import TestSupport
import Testing

/// The figures of docs/quality.md that need neither reference data nor an hour.
struct QualityFiguresTests {
  @Test(
    .enabled(if: Command.python != nil, "skipped: no Python; scripts/setup tests prepares it"))
  func `the figures that need nothing else are what the program gives today`() throws {
    let python = try #require(Command.python)
    let outcome = try Command.run(
      python, [Repository.path("scripts/quality"), "--check", "year"],
      environment: ["SUFFICIENCY": Command.sufficiency])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
  }
}
