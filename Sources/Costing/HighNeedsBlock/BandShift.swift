public import Vocabulary

/// A share of the plans of one band that is in another from a year on: moderation of top-up bands, or day in place of residential places.
public struct BandShift: Hashable, Sendable {
  /// Code of the provision.
  public var provision: String
  /// Codes of the needs; nil for all.
  public var needs: Set<String>?
  /// The band they would be in.
  public var from: String
  /// The band they are in.
  public var to: String
  /// Of the plans that the evidence has in the first band, 0 to 1.
  public var share: Double
  /// The first financial year.
  public var starts: FinancialYear

  /// Describes a shift.
  public init(
    provision: String, needs: Set<String>?, from: String, to: String, share: Double,
    starts: FinancialYear
  ) {
    self.provision = provision
    self.needs = needs
    self.from = from
    self.to = to
    self.share = share
    self.starts = starts
  }
}

/// The shares of the bands of a provision and need in a year, which keep their sum.
struct BandShares {
  let values: [Double]

  /// Each shift moves its share of what the evidence has in a band, so that their order does not matter.
  init(_ group: PriceGroup, _ shifts: [BandShift], in year: FinancialYear) {
    var values = group.rows.map(\.share)
    for shift in shifts where shift.starts <= year && shift.concerns(group) {
      guard let from = group.rows.firstIndex(where: { $0.band == shift.from }),
        let to = group.rows.firstIndex(where: { $0.band == shift.to })
      else { continue }
      values[from] -= group.rows[from].share * shift.share
      values[to] += group.rows[from].share * shift.share
    }
    self.values = values
  }
}

extension BandShift {
  fileprivate func concerns(_ group: PriceGroup) -> Bool {
    guard group.rows[0].provision == provision else { return false }
    guard let needs else { return true }
    return group.rows[0].need.map(needs.contains) ?? false
  }

  /// Refuses a shift that no rows answer to, and bands of which more than all is moved.
  static func check(_ assumptions: CostingAssumptions, _ faults: inout FaultList) {
    let rows = assumptions.finances.unitCosts
    for shift in assumptions.bandShifts {
      let own = rows.filter {
        $0.provision == shift.provision
          && (shift.needs == nil || $0.need.map { shift.needs?.contains($0) ?? true } ?? false)
      }
      let bands = Set(own.compactMap(\.band))
      for band in [shift.from, shift.to] where !bands.contains(band) {
        faults.add(
          "no row of evidence/unit_costs.csv has band \(band) for provision \(shift.provision)"
            + (shift.needs.map { ", needs " + $0.sorted().joined(separator: ", ") } ?? "")
            + ": use one of " + bands.sorted().joined(separator: ", ")
            + (bands.isEmpty ? "– it has no bands: give band and share" : ""))
      }
    }
    var unheard = FaultList()
    let groups = PriceGroup.groups(
      rows, file: "evidence/unit_costs.csv", assumptions.codes, &unheard)
    for group in groups {
      let shifts = assumptions.bandShifts.filter { $0.concerns(group) }
      for row in group.rows {
        let moved = shifts.filter { $0.from == row.band }.reduce(0) { $0 + $1.share }
        guard moved > 1 + 1e-9, let band = row.band else { continue }
        faults.add("banding moves \(moved) of band \(band) of \(group.place): move at most 1 of it")
      }
    }
  }
}
