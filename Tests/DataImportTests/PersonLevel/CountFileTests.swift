import DataImport
import TestSupport
import Testing
import Vocabulary

/// The count by year, need and provision as a file of a scenario folder.
struct CountFileTests {
  private func read(_ text: String) -> (evidence: Evidence?, findings: [Finding]) {
    var files = SmallAuthority.files().mapValues { Array($0.utf8) }
    files["evidence/plans_by_ncy_need_provision.csv"] = Array(text.utf8)
    return EvidenceReader.read(contents: FolderContents(files: files))
  }

  private func counted() throws -> (census: PlanCensus, text: String) {
    let evidence = try SmallAuthority.evidence()
    let pair = try InventedPair.small()
    let census = try #require(try pair.readNow())
    let folder = PersonLevelFolder(
      census, flows: nil,
      report: QualityReport([census], flows: nil, published: evidence.local))
    return (census, folder.files[0].text)
  }

  @Test func `what the import writes is read as it is, and agrees with what is published`() throws {
    let (census, text) = try counted()
    let (read, findings) = read(text)
    let evidence = try #require(read)
    let table = try #require(evidence.local.plansByNCYNeedProvision[evidence.authority.baseCensus])
    #expect(Int(table.total) == census.countedPlans)
    #expect(!findings.contains { $0.code == "SEN2-063" })
    let needs = evidence.codes.needs.count
    for (cell, plans) in census.cube where cell.provision < table.known.columns {
      #expect(table.known[NCY.index(cell.ncy) * needs + cell.need, cell.provision] == Double(plans))
    }
  }

  @Test func `a count that is not what is published says by how much`() throws {
    let (_, text) = try counted()
    let lines = text.split(separator: "\n").map(String.init)
    let (evidence, findings) = read((lines.dropLast()).joined(separator: "\n") + "\n")
    let finding = try #require(findings.first { $0.code == "SEN2-063" })
    #expect(evidence != nil && finding.severity == .warning)
    let lost = try #require(lines.last?.split(separator: ",").dropFirst(4).first)
    #expect(finding.seen.hasPrefix("-\(lost) plans"))
  }

  @Test func `a count of another January is not used, and that is said`() throws {
    let text = """
      january_census,ncy,need,provision,plans,status,source
      2023,4,ASD,MAIN,12,derived,own return

      """
    let (evidence, findings) = read(text)
    #expect(evidence != nil)
    #expect(findings.contains { $0.code == "IN-049" && $0.severity == .warning })
  }

  @Test func `an import that disagrees counts the plans`() throws {
    let pair = try InventedPair.small()
    let census = try #require(try pair.readNow())
    let report = QualityReport(
      [census], flows: nil, published: try SmallAuthority.evidence().local)
    let disagrees = report.findings.contains { $0.code == "SEN2-063" }
    let published = try SmallAuthority.evidence().local.plansByNCYNeed[2025]?.total ?? 0
    #expect(disagrees == (published != 300))
  }
}
