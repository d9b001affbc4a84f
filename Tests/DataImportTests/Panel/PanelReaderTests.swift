import TestSupport
import Testing
import Vocabulary

@testable import DataImport

@Suite("Reading a panel")
struct PanelReaderTests {
  private let header = "region,geography,la_code,year,age_group,value\n"

  private func read(_ rows: String, flows: String? = nil) throws -> (
    panel: GroupPanel?, findings: [Finding]
  ) {
    let folder = try TemporaryFolder()
    try folder.write(header + rows, to: "panel.csv")
    if let flows { try folder.write(flows, to: "flows.csv") }
    return PanelReader.read(
      .init(
        plans: "\(folder.path)/panel.csv", flows: flows.map { _ in "\(folder.path)/flows.csv" }))
  }

  @Test("Authorities only, extra columns ignored, markers missing and never zero")
  func rows() throws {
    let (panel, findings) = try read(
      """
      N,la,E1,2019,Under 5,10
      N,la,E1,2019,5-10,x
      N,la,E1,2019,Total,50
      N,england,E9,2019,Total,5000
      N,la,E1,2020,5-10,
      """)
    #expect(findings.isEmpty)
    let history = try #require(panel?.authorities.first)
    #expect(panel?.authorities.count == 1)
    #expect(history.plans(2019, 0) == 10)
    #expect(history.plans(2019, 1) == nil)
    #expect(history.plans[2020] == nil)
    #expect(history.totals == [2019: 50])
  }

  @Test("Flows: two measures are read, the others are not")
  func flows() throws {
    let (panel, _) = try read(
      "N,la,E1,2019,Total,50",
      flows: """
        geography,la_code,year,measure,value
        la,E1,2018,new_plans_and_statements_in_year,7
        la,E1,2018,requests_for_assessment_in_year,12
        la,E1,2018,assessments_in_year,z
        """)
    #expect(panel?.authorities.first?.newPlans == [2018: 7])
    #expect(panel?.authorities.first?.requests == [2018: 12])
  }

  @Test(
    "Faults name file, row and column",
    arguments: [
      ("N,la,E1,2019,Under 6,10", "IN-020", 2), ("N,la,E1,2019,Under 5,ten", "IN-021", 2),
      ("N,la,E1,2019,Under 5,-3", "IN-022", 2), ("N,la,E1,19,Under 5,3", "IN-027", 2),
      ("N,la,E1,2019,Total,3\nN,la,E1,2019,Total,4", "IN-030", 3),
      ("N,la,,2019,Total,3", "IN-029", 2),
    ])
  func faults(rows: String, code: String, row: Int) throws {
    let (panel, findings) = try read(rows)
    #expect(panel == nil)
    #expect(findings.first?.code == code)
    #expect(findings.first?.place.row == row)
    #expect(findings.first?.place.file.hasSuffix("panel.csv") == true)
  }

  @Test("A fault after the last origin is a warning, and the figure is missing")
  func laterFaults() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      header
        + "N,la,E1,2019,Total,50\nN,la,E1,2021,Total,abc\nN,la,E1,2021,Under 9,4\nN,la,E1,2022,Total,-5\n",
      to: "panel.csv")
    let (panel, findings) = PanelReader.read(
      .init(plans: "\(folder.path)/panel.csv"), lastOrigin: 2019)
    #expect(panel?.authorities.first?.totals == [2019: 50])
    #expect(findings.map(\.severity) == [.warning, .warning, .warning])
    #expect(findings.allSatisfy { $0.code == "IN-095" && $0.done.contains("missing") })
    let refused = PanelReader.read(.init(plans: "\(folder.path)/panel.csv"), lastOrigin: 2021)
    #expect(refused.panel == nil)
  }

  @Test("A column that is not there is named, a file that is not there too")
  func missing() throws {
    let folder = try TemporaryFolder()
    try folder.write("geography,la_code,year,group,value\nla,E1,2019,Total,3\n", to: "p.csv")
    let (panel, findings) = PanelReader.read(.init(plans: "\(folder.path)/p.csv"))
    #expect(panel == nil)
    #expect(findings.first?.place.column == "age_group")
    #expect(PanelReader.read(.init(plans: "\(folder.path)/no.csv")).panel == nil)
  }
}
