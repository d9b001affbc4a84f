import Foundation
import Vocabulary

// Reconciles the account of 2021-22 with section 251 outturn, and the block with its published parts:
//   finance DATA SCENARIOS [FILE.csv]
// Ends with 1 where a figure that should be exact is not, with 2 where a file cannot be read.

private func reconcile(_ data: String, _ scenarios: String, out: String?) throws -> Bool {
  let blocks = try Blocks(data)
  let funding = try DirectFunding(data)
  let authorities = try Authority.read(data)
  let reconciliation = try Reconciliation(authorities, blocks: blocks)
  let places = authorities.compactMap { PlaceFundingReturn($0, blocks, funding) }

  print("Figures that should be exact")
  var checks = Checks()
  checks.addFormula(blocks)
  try checks.addIncome(scenarios, "leicestershire", "855", blocks)
  try checks.addIncome(scenarios, "leicester", "856", blocks)
  checks.addDeductions(blocks, funding)
  checks.addGroups(authorities)
  checks.addIndependent(authorities.first { $0.code == "855" })
  checks.add(
    "authorities whose file total of place funding is special schools and PRU/AP alone",
    of: places.count, failing: places.filter { !$0.isOwnTotal }.map(\.authority.name))
  checks.add(
    "accounts whose lines add up, and that give back the outturn where plans stand still",
    of: reconciliation.authorities.count, failing: reconciliation.isSound ? [] : ["not all"])

  let report = Report(reconciliation: reconciliation)
  let placeReport = PlaceReport(returns: places, funding: funding)
  print(
    """

    Outturn 2021-22 beside the account. Each January's plans stand for 5 (2021) and 7 months (2022). Unit costs are
    outturn over plans: A the authority's own, January 2021 (leaves the growth within the year as error), B all other
    authorities', January 2021, C all other authorities', in the year. Columns of outturn are before income.
    """)
  for code in ["855", "856"] { report.printAuthority(code) }
  report.printDistribution()
  let without = authorities.filter { $0.opening == nil || $0.closing == nil }.map(\.name)
  print("Left out, without plans at both Januaries: \(without.joined(separator: ", "))")
  for code in ["855", "856"] { placeReport.printAuthority(code) }
  placeReport.printDistribution()
  if let out { try FinanceCSV(reconciliation, places).write(to: out) }
  return checks.areMet
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard (2...3).contains(arguments.count) else {
  print("usage: finance DATA SCENARIOS [FILE.csv]")
  exit(2)
}
do {
  let isMet = try reconcile(
    arguments[0], arguments[1], out: arguments.count > 2 ? arguments[2] : nil)
  exit(isMet ? 0 : 1)
} catch {
  FileHandle.standardError.write(Data("finance: \(error)\n".utf8))
  exit(2)
}
