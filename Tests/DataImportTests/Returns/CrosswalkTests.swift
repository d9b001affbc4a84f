import TestSupport
import Testing
import Vocabulary

@Suite("Mapping a run to returns")
struct CrosswalkTests {
  private static let header =
    "provision,ncy_from,ncy_to,dsg_plan,lsrp,lsrp_need_table,scap,status,source\n"
  private static let path = "evidence/crosswalk.csv"

  /// A file in which every provision is other placements, some rows replaced or added.
  private func file(_ rows: [String: [String]]) -> [String: String] {
    let lines = Provision.canonical.flatMap { provision in
      (rows[provision.code] ?? ["-2,21,Other placements or direct payments,\(Self.other),none,none"])
        .map { "\(provision.code),\($0),assumption,test\n" }
    }
    return [Self.path: Self.header + lines.joined()]
  }

  private static let other = "Other (including hospital schools where applicable)"

  @Test func `every canonical provision and year maps to one row of each return`() throws {
    let tables = try ReturnMapping.tables()
    for (index, provision) in Provision.canonical.enumerated() {
      for ncy in NCY.range {
        let rows = tables.states.filter { $0.provision == provision.code && $0.ncys.contains(ncy) }
        #expect(rows.count == 1, "\(provision.code) \(ncy)")
        #expect(tables.state(provision: index, ncyIndex: NCY.index(ncy)) == rows.first)
      }
    }
    for (index, need) in Need.sen2.enumerated() {
      #expect(tables.needs.filter { $0.need == need.code }.count == 1)
      #expect(ReturnLabels.needs.indices.contains(tables.needRow(index)))
    }
    #expect(
      tables.areas.map(\.code) == [
        "1803001", "1803002", "1803003", "1803004", "1803011", "1803012", "1803013", "1803014",
      ])
  }

  @Test func `the defaults a practitioner would look for`() throws {
    let tables = try ReturnMapping.tables()
    func state(_ code: String, _ ncy: Int) throws -> CrosswalkRow {
      let position = try #require(Provision.canonical.firstIndex { $0.code == code })
      return tables.state(provision: position, ncyIndex: NCY.index(ncy))
    }
    #expect(try state("NMSS", 5).scap == .stateSpecial && state("NMSS", 5).dsgSheet == 3)
    #expect(try state("IND-SPEC", 5).scap == .independent)
    #expect(try state("MAIN", 11).lsrpRow == 1 && state("MAIN", 12).lsrpRow == 8)
    #expect(try state("DSP", 11).lsrpRow == 3 && state("DSP", 12).lsrpRow == 9)
    #expect(try state("BASE-SUP", 3).scap == nil && state("HOSP", 3).scap == nil)
  }

  @Test func `a folder's file replaces the tool's own`() throws {
    let (tables, findings) = ReturnMapping.read(file([:]))
    #expect(findings.isEmpty)
    #expect(try #require(tables).states.allSatisfy { $0.dsgSheet == 6 && $0.lsrpRow == 13 })
  }

  @Test func `a year that is not mapped or mapped twice is refused`() {
    let sheet = "Other placements or direct payments,\(Self.other),none,none"
    let open = ReturnMapping.read(file(["MAIN": ["-2,20,\(sheet)"]]))
    #expect(open.tables == nil)
    #expect(open.findings.map(Mark.init) == [Mark("IN-160", Self.path, nil, "provision")])
    #expect(open.findings[0].seen.contains("MAIN") && open.findings[0].seen.contains("NCY 21"))
    let twice = ReturnMapping.read(file(["EY-PVI": ["-2,11,\(sheet)", "11,21,\(sheet)"]]))
    #expect(twice.findings.map(Mark.init) == [Mark("IN-161", Self.path, 3, "ncy_from")])
  }

  @Test func `a bad row is named by file, row and column`() {
    let sheets = "Other placements or direct payment,\(Self.other),none,none"
    let (tables, findings) = ReturnMapping.read(
      file([
        "EY-PVI": ["-2,21,\(sheets)"],
        "MAIN": ["-2,21,Other placements or direct payments,Other,7.8,XX"],
        "BASE-SUP": ["12,3,Other placements or direct payments,\(Self.other),none,none"],
      ]))
    #expect(tables == nil)
    #expect(
      Set(findings.map(Mark.init)) == [
        Mark("IN-020", Self.path, 2, "dsg_plan"), Mark("IN-020", Self.path, 3, "lsrp"),
        Mark("IN-020", Self.path, 3, "lsrp_need_table"), Mark("IN-020", Self.path, 3, "scap"),
        Mark("IN-026", Self.path, 4, "ncy_to"),
      ])
    #expect(findings.contains { $0.remedy.contains("Did you mean Other placements or direct") })
  }

  @Test func `children below Year 12 cannot stand on the sheet of further education`() {
    let (_, findings) = ReturnMapping.read(
      file([
        "FE": [
          "-2,21,Post 16 and further education (FE) placements,\(Self.other),none,none"
        ]
      ]))
    #expect(findings.map { Mark($0).column } == ["dsg_plan"])
    #expect(findings.map(\.code) == ["IN-164"])
  }

  @Test func `needs, codes and shares of a folder are checked`() {
    let (_, findings) = ReturnMapping.read([
      "evidence/crosswalk_needs.csv":
        "need,row,status,source\nASD,Autistic Spectrum Disorder,derived,test\n",
      "evidence/scap_codes.csv":
        "phase,provision,code,status,source\nprimary,UR,855001,published,test\n",
      "evidence/s251_lines.csv":
        "line,code,share,status,source\nplaces_special,1.0.2,0.6,derived,test\n"
        + "places_special,1.2.1,0.3,derived,test\n",
    ])
    let codes = Dictionary(grouping: findings, by: \.code).mapValues(\.count)
    #expect(codes == ["IN-162": 13, "IN-165": 7, "IN-163": 1])
    #expect(
      findings.contains { Mark($0) == Mark("IN-163", "evidence/s251_lines.csv", 2, "share") })
  }

  @Test func `a provision that the tool does not know must be mapped by the folder`() {
    let codes = CodeLists(
      provisions: Provision.canonical + [
        Provision(code: "HUB", name: "Hub", ncys: 0...11, kind: .base)
      ])
    let (tables, findings) = ReturnMapping.read([:], codes: codes)
    #expect(tables == nil && findings.map(\.code) == ["IN-160"])
    #expect(findings[0].seen.contains("HUB"))
  }

  @Test func `texts of a template are read whatever its shape`() {
    #expect(
      ReturnMapping.labels("Title,,\n\n\"Social, Emotional\",1,2\nTitle,x\n")
        == ["Title", "Social, Emotional", "1", "2", "x"])
    #expect(ReturnMapping.labels("a,label\n1,Under 5\n2,TOTAL\n") == ["Under 5", "TOTAL"])
  }
}
