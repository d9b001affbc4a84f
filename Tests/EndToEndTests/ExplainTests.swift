import Foundation
import TestSupport
import Testing

/// What an officer asks before a figure is defended: which rule, on which day, who says so.
struct ExplainTests {
  private func explain(_ arguments: String...) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, ["explain"] + arguments)
  }

  @Test func `a rule on a day, with unit and source`() throws {
    let outcome = try explain("place-funding-special", "--on", "2026-09-01")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    for part in [
      "place_funding_special", "10000 GBP", "1 September 2026", "from 1 April 2013", "published:",
    ] {
      #expect(outcome.output.contains(part), "\(part) in\n\(outcome.output)")
    }
    let all = try explain("place-funding", "--on", "2026-09-01")
    #expect(all.status == 0 && all.output.contains("place_funding_nmss"))
  }

  @Test func `a day before the first value is an error that names the rule`() throws {
    let outcome = try explain("stability-grant-share", "--on", "2026-03-31")
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    let wanted =
      "stability_grant_share has no value on 31 March 2026: its first is of 1 April 2026."
    #expect(outcome.errors.contains(wanted), "\(outcome.errors)")
  }

  @Test func `what is misspelt is named with what was meant`() throws {
    let rule = try explain("place-fundin-special", "--on", "2026-09-01")
    #expect(rule.status == 2 && rule.output.isEmpty)
    #expect(rule.errors.contains("Did you mean place-funding-special?"), "\(rule.errors)")
    let day = try explain("central-funding", "--on", "2026-02-30")
    #expect(day.status == 2 && day.errors.contains("There is no day '2026-02-30'"))
    #expect(day.errors.contains("2026-09-01"))
  }
}

/// Every code that a finding may have is explained.
@Suite struct ExplainFindingTests {
  private func explain(_ words: String...) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, ["explain", "finding"] + words)
  }

  /// Codes as they stand in the sources, with the severity where it stands after them.
  private static func codes() throws -> [String: String?] {
    let literal = /"([A-Z0-9]{2,4}-[0-9]{3})"(?:,\s*\.(note|warning|error))?/
    let root = Repository.path("Sources")
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") }.reduce(into: [:]) { codes, file in
      let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
      for match in text.matches(of: literal) {
        let severity = match.output.2.map(String.init)
        let code = String(match.output.1)
        codes[code] = codes[code].flatMap { $0 } ?? severity
      }
    }
  }

  /// The names of the kinds that the sources declare, and everything else that the sources say.
  private static func declared() throws -> (names: Set<String>, uses: String) {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Repository.path("Sources"))
    var (names, uses) = (Set<String>(), "")
    for file in files.sorted() where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: Repository.path("Sources/\(file)"), encoding: .utf8)
      names.formUnion(
        text.matches(of: /static let ([a-zA-Z]+) = FindingKind\(/).map { String($0.output.1) })
      if file == "DataImport/Fault.swift" {
        names.formUnion(text.matches(of: /case ([a-zA-Z0-9]+) = "/).map { String($0.output.1) })
      }
      let declares = file.contains("Findings.swift") && text.contains("let kinds")
      if !declares, !file.hasPrefix("DataImport/Fault") { uses += text }
    }
    return (names, uses)
  }

  @Test func `every kind that is declared is raised somewhere`() throws {
    let (names, uses) = try Self.declared()
    #expect(names.count > 190)
    let used = Set(uses.matches(of: /\.([a-zA-Z0-9]+)/).map { String($0.output.1) })
    #expect(names.subtracting(used) == [])
  }

  @Test func `every code in the sources is explained, with its severity`() throws {
    let codes = try Self.codes()
    #expect(codes.count > 150)
    for (code, severity) in codes.sorted(by: { $0.key < $1.key }) {
      let outcome = try explain(code)
      #expect(outcome.status == 0, "\(code): \(outcome.errors)")
      #expect(
        outcome.output.hasPrefix("\(code) (\(severity ?? ""))") || severity == nil,
        "\(outcome.output)")
      #expect(outcome.output.contains("\n  Done: "), "\(code)")
    }
  }

  @Test func `a code is found in small letters, and a code that is not there gets its neighbour`()
    throws
  {
    #expect(try explain("in-022").output.hasPrefix("IN-022 (error)"))
    let unknown = try explain("SC-999")
    #expect(unknown.status == 2 && unknown.errors.contains("There is no finding 'SC-999'"))
    #expect(try explain().status == 2)
  }
}
