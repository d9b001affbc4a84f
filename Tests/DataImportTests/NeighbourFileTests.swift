import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Similar authorities")
struct NeighbourFileTests {
  private func folder(_ rows: [String]) -> SmallFolder {
    var folder = SmallFolder()
    let header = "group,name,january_census,measure,provision,value,source"
    folder.set("neighbours", lines: [header] + rows.map { "\($0),test" })
    return folder
  }

  @Test("Rows of a place come together, and rates and shares are worked out")
  func sound() throws {
    let (evidence, findings) = folder([
      "own,Small,2022,plans,MAIN,60", "neighbour,Other,2022,plans,IND-SPEC,10",
      "own,Small,2022,plans,IND-SPEC,30", "own,Small,2022,population_2_18,All,2500",
      "own,Small,2022,plans,NOT-RECORDED,10", "region,Middle,2022,requests,All,7",
    ]).read()
    let read = try #require(evidence)
    #expect(findings.allSatisfy { !$0.place.file.hasSuffix("neighbours.csv") })
    #expect(read.neighbours.map(\.name) == ["Small", "Other", "Middle"])
    let own = read.neighbours[0]
    #expect(own.total == 100 && own.rate == 40)
    let independent = try #require(read.codes.provision("IND-SPEC"))
    #expect(own.share(of: [independent]) == 0.3)
    #expect(read.neighbours[1].rate == nil, "a rate without a population is not known, and is no 0")
    #expect(read.neighbours[2].figures == [.requests: 7])
    #expect(read.neighbours[2].total == nil)
    #expect(try SmallAuthority.evidence().neighbours.isEmpty, "the file is optional")
  }

  @Test(
    "Faults are named",
    arguments: [
      ("neighbor,A,2022,plans,MAIN,1", "IN-020", "group"),
      ("own,A,2022,plan,MAIN,1", "IN-020", "measure"),
      ("own,A,2022,plans,All,1", "IN-020", "provision"),
      ("own,A,2022,population_2_18,MAIN,1", "IN-020", "provision"),
      ("own,A,2022,plans,MAIN,x", "IN-023", "value"),
      ("own,A,2022,plans,MAIN,-1", "IN-022", "value"),
      ("own,,2022,plans,MAIN,1", "IN-029", "name"),
    ])
  func faults(row: String, code: String, column: String) {
    let (evidence, findings) = folder([row]).read()
    #expect(evidence == nil)
    #expect(findings.contains { $0.code == code && $0.place.column == column }, "\(findings)")
  }

  @Test("The same figure twice is refused")
  func repeated() {
    let row = "own,A,2022,plans,MAIN,1"
    #expect(folder([row, row]).read().findings.contains { $0.code == "IN-030" })
  }

  @Test(
    "The authority's own figures are those of its history",
    arguments: ["leicestershire", "leicester"])
  func ownFiguresAgree(name: String) throws {
    let (read, _) = EvidenceReader.read(folder: Repository.path("scenarios/\(name)"))
    let evidence = try #require(read)
    let own = try #require(evidence.neighbours.first { $0.group == .own })
    #expect(own.total == evidence.local.plansByProvision[own.census]?.reduce(0, +))
    let england = try #require(evidence.neighbours.first { $0.group == .england })
    #expect(england.total == evidence.england.plansByProvision[own.census]?.reduce(0, +))
    #expect(evidence.neighbours.count { $0.group == .neighbour } == 10)
    #expect(evidence.neighbours.allSatisfy { $0.census == own.census && $0.rate != nil })
  }
}
