import DataImport
import Foundation
import TestSupport
import Testing
import Vocabulary

/// Words that stand in every personal cell must come out nowhere.
struct CanaryTests {
  /// One for each column, in shapes that each column takes and in shapes that it refuses.
  static let sound = [
    "surname": "Canarysurname", "forename": "Canaryforename", "upn": "Q987654321012",
    "uniquelearnernumber": "8765432109", "postcode": "QX7 9CY",
    "personbirthdate": "2013-Oct-23 00:00:00",
  ]
  static let broken = [
    "surname": "\"Canary, the \"\"surname\"\"\"", "forename": "Canary\u{7F}forename",
    "upn": "canary-upn", "uniquelearnernumber": "canary-uln", "postcode": "canary postcode",
    "personbirthdate": "canary-birth",
  ]
  /// What would betray them, in small letters.
  static let traces = [
    "canary", "q98765", "8765432109", "qx7", "2013-oct", "2013-10", "23/10/2013",
  ]

  static func betrayed(_ text: String) -> [String] {
    let small = text.lowercased()
    return traces.filter(small.contains)
  }

  @Test(arguments: [sound, broken])
  func `no file and no message has a word of a personal cell`(cells: [String: String]) throws {
    var pair = try InventedPair.small()
    for index in 0..<20 {
      for (column, cell) in cells {
        pair.now["person"]?.rows[index][column] = cell
        pair.before["person"]?.rows[index][column] = cell
      }
    }
    let (now, findings) = try pair.read(pair.now.mapValues(\.text), on: pair.invented.census)
    let before = try #require(try pair.readBefore())
    let census = try #require(now, "\(findings.map(\.message))")
    let flows = CensusFlows(from: before, to: census)
    let report = QualityReport([census, before], flows: flows)
    let export = TransitionExport(
      flows, codes: SmallAuthority.codes, figures: PublishedFigures(), variant: "")
    let folder = PersonLevelFolder(census, flows: flows, report: report, transitions: export)
    let said =
      folder.files.map(\.text) + report.findings.map(\.message) + findings.map(\.message)
      + [report.scorecardText, flows.summary]
    for text in said { #expect(Self.betrayed(text).isEmpty) }
    #expect(census.tally.counts.count > 2)
  }

  /// A plan whose day of ceasing cannot be read has ceased, so that its other cells are read only where that day is left alone.
  @Test(arguments: [true, false])
  func `nor of any other cell, whatever it should hold`(isCeased: Bool) throws {
    var pair = try InventedPair.small()
    for (name, table) in pair.now {
      for column in table.columns
      where !column.hasSuffix("tableid") && (isCeased || column != "ceasedate") {
        pair.now[name]?.rows[0][column] = "Canary \(column)"
      }
    }
    let census = try #require(try pair.readNow())
    let report = QualityReport([census], flows: nil)
    let folder = PersonLevelFolder(census, flows: nil, report: report)
    for text in folder.files.map(\.text) + report.findings.map(\.message) {
      #expect(Self.betrayed(text).isEmpty)
    }
    let raised: [SEN2Flag] = isCeased ? [.ceaseDateUnreadable] : [.needUnknown, .urnUnreadable]
    for flag in raised { #expect(census.tally.counts[flag] == 1) }
  }

  @Test(
    arguments: [
      // A quote that is not closed, a ragged row, a NUL, bytes that are not UTF-8.
      "P1,\"Canary", "Canary,Canary", "P1,Canary\0", "P1,Canary\u{FFFD}\"", "\"Canary\"x",
    ])
  func `a malformed file is refused without a word of it`(row: String) throws {
    var tables = try InventedPair.small().invented.tables
    tables["person"] = (tables["person"] ?? "") + row + "\n"
    let (census, findings) = try InventedPair.small().read(tables, on: .census(2025))
    #expect(census == nil && !findings.isEmpty)
    for finding in findings { #expect(Self.betrayed(finding.message).isEmpty, "\(finding.code)") }
  }

  @Test func `a person's row where the header should be is not quoted`() throws {
    var tables = try InventedPair.small().invented.tables
    tables["person"] = "P1,Canarysurname,Canaryforename,canary-birth,,Q987654321012\n"
    let (census, findings) = try InventedPair.small().read(tables, on: .census(2025))
    #expect(census == nil)
    #expect(findings.contains { $0.code == "IN-013" && $0.place.column == "personbirthdate" })
    for finding in findings { #expect(Self.betrayed(finding.message).isEmpty) }
  }
}
