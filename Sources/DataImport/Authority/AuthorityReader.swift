import Vocabulary
import Yams

/// Reads `authority.yaml`: the authority, the frame of its runs and its code lists.
struct AuthorityReader {
  /// The most bytes the file may have.
  static let limit = PlainYAML.mostBytes
  static let keys = [
    "name", "basis", "dfe_code", "ons_code", "base_census", "horizon", "first_financial_year",
    "population_variant", "allocation", "fill_order", "stability_grant", "needs", "provisions",
  ]
  /// What stands for a value that was refused; no evidence leaves the reader with it.
  static let placeholder = LocalAuthority(
    name: "", dfeCode: "", onsCode: "", baseCensus: 2000, horizon: 1,
    firstFinancialYear: FinancialYear(start: 2000), populationVariant: "")

  private(set) var authority = AuthorityReader.placeholder
  private(set) var codes = CodeLists()
  private(set) var findings: [Finding] = []
  /// The line of each key, so that checks across files can name it.
  private(set) var lines: [String: Int] = [:]

  /// A reader that has read nothing.
  init() {}

  init(_ bytes: [UInt8]) {
    guard let text = text(bytes), let node = compose(text) else { return }
    guard let fields = fields(of: node, allowed: Self.keys, in: "the file") else { return }
    for (key, node) in fields { lines[key] = node.mark?.line }
    readFrame(fields)
    readCodes(fields)
  }

  private mutating func readFrame(_ fields: [String: Node]) {
    if fields["basis"] != nil {
      _ = string("basis", in: fields, as: "published or transitions") { $0 == "published" }
    }
    authority.name = string("name", in: fields) ?? ""
    authority.dfeCode =
      string("dfe_code", in: fields, as: "three digits such as \"855\"") {
        $0.utf8.count == 3 && Int($0) != nil
      } ?? ""
    authority.onsCode =
      string("ons_code", in: fields, as: "an ONS code such as E10000018") { Self.isONSCode($0) }
      ?? ""
    authority.baseCensus = integer("base_census", in: fields, 2000...2090) ?? 2000
    authority.horizon = integer("horizon", in: fields, 1...50) ?? 1
    let year = string(
      "first_financial_year", in: fields, as: "a financial year such as 2025-26"
    ) { FinancialYear($0) != nil }
    authority.firstFinancialYear = year.flatMap(FinancialYear.init) ?? .init(start: 2000)
    authority.populationVariant = string("population_variant", in: fields) ?? ""
    authority.allocation = allocation(fields)
    authority.fillOrder = fillOrder(fields)
    authority.stabilityGrant = stabilityGrant(fields)
  }

  static func isONSCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 9 && (0x41...0x5A).contains(bytes[0])
      && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }

  private mutating func readCodes(_ fields: [String: Node]) {
    let needs = fields["needs"].map { self.needs($0) }
    let provisions = fields["provisions"].map { self.provisions($0) }
    codes = CodeLists(needs: needs ?? Need.sen2, provisions: provisions ?? Provision.canonical)
  }

  /// The bytes as text; nil, with a finding, where they are too many, not UTF-8 or use aliases.
  mutating func text(_ bytes: [UInt8]) -> String? {
    guard let text = PlainYAML.text(bytes) else {
      report(
        .notUTF8, nil, nil, seen: "bytes that are not UTF-8", expected: "UTF-8 text",
        remedy: "Save the file as UTF-8.")
      return nil
    }
    if let refusal = PlainYAML.refusal(of: text) {
      report(refusal)
      return nil
    }
    if let line = Self.lineWithAlias(text) {
      report(
        .refusedYAML, line, nil, seen: "an alias (*)", expected: "plain values",
        remedy: "Write the value out, or put text that starts with * in quotes.")
      return nil
    }
    return text
  }

  /// The first line with an alias; aliases could make a small file a very large document.
  static func lineWithAlias(_ text: String) -> Int? {
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      var last: UInt8 = 0x20
      for byte in line {
        let isFirst = last <= 0x20 || [0x5B, 0x7B, 0x2C, 0x3A].contains(last)
        if byte == 0x23 && last <= 0x20 { break }
        if byte == 0x2A && isFirst { return index + 1 }
        last = byte
      }
    }
    return nil
  }

  mutating func report(
    _ fault: Fault, _ line: Int?, _ key: String?, seen: String, expected: String, remedy: String
  ) {
    guard findings.count < RecordChecks.mostFaults else {
      if findings.count == RecordChecks.mostFaults {
        findings.append(.tooManyFaults(in: FolderContents.authorityPath, row: line))
      }
      return
    }
    findings.append(
      Finding(
        fault, at: .init(FolderContents.authorityPath, row: line, column: key), seen: seen,
        expected: expected, remedy: remedy))
  }
}
