import Vocabulary

/// An authority's section 251 lines of 2021-22 and its plans at the two Januaries about it.
struct Authority {
  let code: String
  let name: String
  var outturn: [String: Money] = [:]
  var budget: [String: Money] = [:]
  /// Plans at January 2021 by group, as the outturn file counts them; empty where it does not.
  var groups: [String: Int] = [:]
  /// January 2021 and January 2022; nil where the authority did not exist.
  var opening: Plans?
  var closing: Plans?

  func spent(_ lines: [String]) -> Money { lines.reduce(.zero) { $0 + (outturn[$1] ?? .zero) } }

  func budgeted(_ lines: [String]) -> Money { lines.reduce(.zero) { $0 + (budget[$1] ?? .zero) } }

  /// Every authority that returned an outturn, in the order of codes.
  static func read(_ folder: String) throws -> [Authority] {
    var found: [String: Authority] = [:]
    for row in try Table(folder: folder, "s251_high_needs_2021_22.csv").rows {
      let code = try row.text("old_la_code")
      var authority = try found[code] ?? Authority(code: code, name: row.text("la_name"))
      try authority.add(row)
      found[code] = authority
    }
    try addPlans(folder, to: &found)
    return found.values.filter { !$0.outturn.isEmpty }.sorted { $0.code < $1.code }
  }

  private mutating func add(_ row: Table.Row) throws {
    let line = try row.text("line")
    switch try row.text("basis") {
    case "s251_outturn": outturn[line] = try row.money("value")
    case "s251_budget": budget[line] = try row.money("value")
    case "context" where line.hasPrefix("ehcp_"): groups[line] = try row.count("value")
    default: break
    }
  }

  private static func addPlans(_ folder: String, to found: inout [String: Authority]) throws {
    let old = try oldCodes(folder)
    for row in try Table(folder: folder, "ehcp_by_la_placement_2010_2022.csv").rows {
      let year = try row.text("year")
      guard ["2021", "2022"].contains(year), try row.text("geography") == "la",
        try row.text("establishment_type") != "Total", let code = old[try row.text("la_code")]
      else { continue }
      let census = year == "2021" ? \Authority.opening : \Authority.closing
      var plans = found[code]?[keyPath: census] ?? Plans()
      try plans.add(
        row.count("value"), row.text("establishment_group"), row.text("establishment_type"))
      found[code]?[keyPath: census] = plans
    }
  }

  /// DfE's three-digit code of each code that an authority has had.
  private static func oldCodes(_ folder: String) throws -> [String: String] {
    var codes: [String: String] = [:]
    for row in try Table(folder: folder, "la_lookup.csv").rows {
      codes[try row.text("la_code")] = try row.text("old_la_code")
    }
    return codes
  }
}
