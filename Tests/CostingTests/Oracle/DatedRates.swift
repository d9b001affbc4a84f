import Costing
import Vocabulary

/// A rulebook of invented rates that change on 1 April, 1 August and 1 September of each year, and a day before and after each: a
/// rate that is asked for on the wrong day is another one.
struct DatedRates {
  private var values: [(name: String, unit: String, dated: [(from: String, value: String)])] = []

  init() {
    let rates = [
      Rule.placeSpecial, Rule.placeSpecialPost16, Rule.placeBaseOccupied, Rule.placeBaseEmpty,
      Rule.placeBasePost16, Rule.placeFE, Rule.placeAP, Rule.overNumber, Rule.importExport,
    ]
    var rate = 4_003
    for name in rates {
      var dated = [(from: "2013-04-01", value: "\(rate)")]
      for year in 2022...2029 {
        for day in [
          "03-31", "04-01", "04-02", "07-31", "08-01", "08-02", "08-31", "09-01", "09-02",
        ] {
          rate += 7
          dated.append(("\(year)-\(day)", "\(rate)"))
        }
      }
      values.append((name, "gbp", dated))
    }
    values += [
      (Rule.pre16Months, "months", [("2013-04-01", "5"), ("2027-04-01", "6")]),
      (Rule.post16Months, "months", [("2013-04-01", "4"), ("2027-04-01", "3")]),
      (
        Rule.blockRollover, "flag", [("2013-04-01", "0"), ("2026-04-01", "1"), ("2027-04-01", "0")]
      ),
      (Rule.blockTransferLimit, "percent", [("2013-04-01", "0.5")]),
    ]
  }

  /// The rulebook, read once for all tests.
  func book() throws -> Rulebook { try Self.read.get() }

  private static let read = Result { try Rulebook(yaml: DatedRates().yaml) }

  private var yaml: String {
    values.map { name, unit, dated in
      "- name: \(name)\n  label: l\n  unit: \(unit)\n  values:\n"
        + dated.map { RulebookTests.valueYAML(from: $0.from, value: $0.value) }.joined()
    }.joined()
  }

  /// What holds on a day such as `2025-08-01`, in whole units.
  func whole(_ name: String, _ day: String) -> Int {
    let rule = values.first { $0.name == name }
    return rule?.dated.last { $0.from <= day }.flatMap { Int($0.value) } ?? -1
  }
}
