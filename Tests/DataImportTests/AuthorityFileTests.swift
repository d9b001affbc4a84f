import TestSupport
import Testing
import Vocabulary

@testable import DataImport

@Suite("authority.yaml")
struct AuthorityFileTests {
  private func marks(_ old: String, _ new: String) -> [Mark] {
    var folder = SmallFolder()
    folder.replace("authority.yaml", old, new)
    return folder.faults().map(Mark.init)
  }

  private func mark(_ code: String, _ row: Int?, _ column: String?) -> [Mark] {
    [Mark(code, "authority.yaml", row, column)]
  }

  @Test("An unknown key is named by its line, with the one that was meant")
  func unknownKey() throws {
    var folder = SmallFolder()
    folder.replace("authority.yaml", "horizon: 10", "horizon: 10\nnedes: []")
    let faults = folder.faults()
    #expect(faults.map(Mark.init) == mark("IN-072", 6, "nedes"))
    #expect(faults.first?.remedy.hasSuffix("Did you mean needs?") == true)
  }

  @Test("A missing key and a malformed value are named")
  func values() {
    #expect(marks("name: Smallshire\n", "") == mark("IN-073", nil, "name"))
    #expect(marks("Smallshire", "[a]") == mark("IN-074", 1, "name"))
    #expect(marks("\"999\"", "99") == mark("IN-074", 2, "dfe_code"))
    #expect(marks("E10099999", "E1") == mark("IN-074", 3, "ons_code"))
    #expect(marks("base_census: 2025", "base_census: 25") == mark("IN-074", 4, "base_census"))
    #expect(
      marks("first_financial_year: 2025-26", "first_financial_year: 2025/26")
        == mark("IN-074", 6, "first_financial_year"))
  }

  @Test("Text that is not YAML, a repeated key and no file at all are named")
  func malformed() {
    #expect(marks("name: Smallshire", "name: [Smallshire") == mark("IN-070", 2, nil))
    #expect(marks("horizon: 10", "horizon: 10\nhorizon: 11") == mark("IN-070", 6, nil))
    #expect(marks("horizon: 10", "horizon: *ten") == mark("IN-071", 5, nil))
    var folder = SmallFolder()
    folder.files["authority.yaml"] = nil
    #expect(folder.faults().map(Mark.init) == mark("IN-002", nil, nil))
    folder.files["authority.yaml"] = "# \(String(repeating: "x", count: 1 << 20))\nname: a\n"
    #expect(folder.faults().map(Mark.init) == mark("IN-071", nil, nil))
  }

  @Test("Aliases, depth and number are bounded, whatever the blanks and comments look like")
  func bounded() {
    let ten = "horizon: 10"
    #expect(marks(ten, "horizon: &h 10\n\"x #\": *h") == mark("IN-071", 6, nil))
    #expect(marks(ten, "horizon: &h\u{2028}10\nx: [a\u{2028}*h]") == mark("IN-071", 6, nil))
    #expect(
      marks(ten, "needs:\n  \(String(repeating: "- ", count: 21))x") == mark("IN-071", 6, nil))
    let many = String(repeating: "  - x\n", count: 20_000)
    #expect(marks(ten, "needs:\n\(many)").map(\.code) == ["IN-071"])
    let laughs = "needs: &a {DSP: x}\nprovisions: *a\n"
    let (labels, findings) = LabelsReader.read(Array(laughs.utf8), codes: CodeLists())
    #expect(labels.needs.isEmpty && findings.map(\.place.row) == [2])
    let deep = "needs: \(String(repeating: "[", count: 21))\(String(repeating: "]", count: 21))\n"
    let refused = LabelsReader.read(Array(deep.utf8), codes: CodeLists()).findings
    #expect(refused.map(\.place.row) == [1])
    #expect(refused.first?.seen.contains("within one another") == true)
  }

  @Test("A population variant that population.csv lacks is named at its line")
  func variant() {
    #expect(marks("principal", "princpal") == mark("IN-045", 7, "population_variant"))
  }

  @Test("Places are given out by fill order in the standard order, or as the file says")
  func allocation() throws {
    let standard = try #require(SmallFolder().read().evidence).authority
    #expect(standard.allocation == .fillOrder && standard.fillOrder == FillCriterion.standard)
    var folder = SmallFolder()
    folder.files["authority.yaml"]? +=
      "allocation: lowest-cost\nfill_order: [distance, new_plan, waiting_list]\n"
    let authority = try #require(folder.read().evidence).authority
    #expect(authority.allocation == .lowestCost)
    #expect(authority.fillOrder == [.distance, .newPlan, .waitingList])
  }

  @Test(
    "Faults of the fill order are named, with the word that was meant",
    arguments: [
      ("allocation: lowest_csot", "IN-020", 8, "allocation", "Did you mean lowest-cost?"),
      ("allocation: [a]", "IN-074", 8, "allocation", ""),
      ("fill_order: [waiting_list, distnace]", "IN-020", 8, "fill_order", "Did you mean distance?"),
      ("fill_order:\n  - distance\n  - distance", "IN-075", 10, "fill_order", ""),
      ("fill_order: []", "IN-074", 8, "fill_order", ""),
      ("fill_order: distance", "IN-074", 8, "fill_order", ""),
      ("fill_order: [[distance]]", "IN-020", 8, "fill_order", ""),
      ("fill_ordr: [distance]", "IN-072", 8, "fill_ordr", "Did you mean fill_order?"),
    ])
  func allocationFaults(
    _ text: String, _ code: String, _ line: Int, _ key: String, _ hint: String
  ) {
    var folder = SmallFolder()
    folder.files["authority.yaml"]? += text + "\n"
    let faults = folder.faults()
    #expect(faults.map(Mark.init) == mark(code, line, key))
    #expect(faults.first?.remedy.hasSuffix(hint) == true)
  }

  @Test("Code lists replace the default ones")
  func codeLists() throws {
    var folder = SmallFolder()
    let needs = Need.sen2.map { "  - {code: \($0.code), name: \($0.name.prefix(8))}\n" }
    let provisions = Provision.canonical.map {
      "  - {code: \($0.code), name: P, ncy: [\($0.ncys.lowerBound), \($0.ncys.upperBound)],"
        + " kind: \($0.kind.rawValue)}\n"
    }
    folder.files["authority.yaml"]? +=
      "needs:\n  - {code: EXTRA, name: Another need}\n" + needs.joined() + "provisions:\n"
      + provisions.reversed().joined()
    let (evidence, findings) = folder.read()
    #expect(findings.filter { $0.severity == .error }.map(\.message) == [])
    let read = try #require(evidence)
    #expect(read.codes.needs.count == 15)
    #expect(read.codes.need("EXTRA") == 0)
    #expect(read.codes.provisions.first?.code == "NONE")
    #expect(read.local.plansByNCYNeed[2025]?.columns == 15)
  }

  @Test("Faults of code lists are named")
  func codeListFaults() {
    let needs = Need.sen2.map { "  - {code: \($0.code), name: N}\n" }.joined()
    func added(_ text: String) -> [Mark] {
      var folder = SmallFolder()
      folder.files["authority.yaml"]? += text
      return folder.faults().map(Mark.init)
    }
    #expect(added("needs: []\n").first == mark("IN-074", 8, "needs").first)
    #expect(added("needs:\n\(needs)  - {code: ASD, name: A}\n") == mark("IN-075", 23, "needs"))
    #expect(added("needs:\n\(needs)  - {code: All, name: A}\n") == mark("IN-075", 23, "needs"))
    #expect(added("needs:\n\(needs)  - {code: B}\n") == mark("IN-073", 23, "name"))
    #expect(added("needs:\n\(needs)  - {code: B, nam: C, name: D}\n") == mark("IN-072", 23, "nam"))
    let list = Provision.canonical.map {
      "  - {code: \($0.code), name: N, ncy: [0, 5], kind: base}\n"
    }
    func provision(_ rest: String) -> [Mark] {
      added("provisions:\n\(list.joined())  - {code: B, name: N, \(rest)}\n")
    }
    #expect(provision("ncy: [3, 1], kind: base") == mark("IN-074", 25, "ncy"))
    #expect(provision("ncy: [1, 3], kind: bsae") == mark("IN-020", 25, "kind"))
    #expect(provision("ncy: [1, 3]") == mark("IN-073", 25, "kind"))
  }
}
