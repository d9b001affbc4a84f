import Foundation
import Reporting
import Scenarios
import Testing
import Vocabulary

@Suite struct DataPackageTests {
  private func package() throws -> (files: [OutputFile], resources: [[String: Any]]) {
    let runs = try Fixture.runs()
    let files = runs.files + [ComparisonFile.file(runs.comparisons)]
    let package = DataPackage.file(authority: runs.evidence.authority, files: files)
    #expect(package.path == "datapackage.json")
    let json = try JSONSerialization.jsonObject(with: Data(package.text.utf8))
    let object = try #require(json as? [String: Any])
    #expect(object["name"] as? String == "sufficiency-smallshire")
    return (files, try #require(object["resources"] as? [[String: Any]]))
  }

  @Test func itListsExactlyTheFiles() throws {
    let (files, resources) = try package()
    #expect(resources.compactMap { $0["path"] as? String } == files.map(\.path))
    let names = resources.compactMap { $0["name"] as? String }
    #expect(Set(names).count == files.count)
  }

  @Test func itsFieldsAreTheHeadersAndItsKeysNameOneRow() throws {
    let (files, resources) = try package()
    for (file, resource) in zip(files, resources) where file.path.hasSuffix(".csv") {
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let table = ReadTable(file.text)
      #expect(fields.compactMap { $0["name"] as? String } == table.header)
      for field in fields {
        for words in ["title", "description"] {
          let text = try #require(field[words] as? String)
          #expect(!text.isEmpty)
        }
      }
      guard let key = schema["primaryKey"] as? [String] else { continue }
      #expect(Set(table.rows.map { row in key.map { row[$0] } }).count == table.rows.count)
    }
  }

  @Test func numbersAreNumbersAndWordsAreAmongThoseAllowed() throws {
    let (files, resources) = try package()
    for (file, resource) in zip(files, resources) where file.path.hasSuffix(".csv") {
      let schema = resource["schema"] as? [String: Any]
      let rows = ReadTable(file.text).rows
      for field in schema?["fields"] as? [[String: Any]] ?? [] {
        let name = try #require(field["name"] as? String)
        let values = Set(rows.compactMap { $0[name] }).subtracting([""])
        if field["type"] as? String == "number" {
          #expect(values.allSatisfy { Double($0) != nil })
        } else if field["type"] as? String == "integer" {
          #expect(values.allSatisfy { Int($0) != nil })
        }
        let constraints = field["constraints"] as? [String: Any]
        if let allowed = constraints?["enum"] as? [String] {
          #expect(values.isSubset(of: allowed))
        }
      }
    }
  }

  @Test func theRunIsRecordedWithItsInputs() throws {
    let runs = try Fixture.runs()
    let file = try #require(runs.files.first { $0.path == "earlier-support/run.json" })
    let json = try JSONSerialization.jsonObject(with: Data(file.text.utf8)) as? [String: Any]
    let record = try #require(json)
    #expect(record["draws"] as? Int == Fixture.draws)
    #expect(record["base_census"] as? Int == 2025)
    #expect(record["peak_memory_bytes"] as? Int == 1_000_000)
    #expect(record["seconds"] as? Double == 1.25)
    #expect((record["scenario"] as? [String: Any])?["name"] as? String == "Earlier support")
    #expect((record["inputs"] as? [Any])?.count == runs.evidence.inputs.count)
    let counts = try #require(record["findings"] as? [String: Int])
    let found = runs.runs[1].model.findings + PlaceFigures(runs.runs[1]).findings
    #expect(counts.values.reduce(0, +) == found.count)
  }

  @Test func textIsEscapedAsJSONWantsIt() throws {
    var authority = try Fixture.runs().evidence.authority
    authority.name = "A \"b\" \\ \n\u{1} é"
    let text = DataPackage.file(authority: authority, files: []).text
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let title = try #require(json?["title"] as? String)
    #expect(title.hasSuffix(authority.name))
  }
}
