public import Vocabulary

extension CostingModel {
  /// What a placement costs the authority in a whole year: the plan's top-up or fee, and the place that the provision is funded by.
  ///
  /// A special place counts at its pre-16 rate, a base place as occupied; other provisions have no place funding of the authority's.
  ///
  /// - Parameters:
  ///   - need: Position in the code lists.
  ///   - provision: Position in the code lists.
  ///   - year: One of `years`; others count as the nearest of them.
  public func placementCost(need: Int, provision: Int, in year: FinancialYear) -> Money {
    let index = position(of: year)
    let place: Money =
      switch kinds[provision] {
      case .special: places[index].after.special
      case .base: places[index].after.baseOccupied
      default: .zero
      }
    return Money(pence: pence[index][need * kinds.count + provision] + place.pence)
  }

  /// What a commissioned place costs in a whole year that nobody fills.
  public func emptyPlaceCost(_ setting: Int, in year: FinancialYear) -> Money {
    let rates = places[position(of: year)].after
    switch roles[setting] {
    case .special: return rates.special
    case .base: return rates.baseEmpty
    case .exported, .unfunded: return .zero
    }
  }

  /// What a pupil above the commissioned places costs in a whole year, the top-up apart.
  public func overNumberCost(_ setting: Int, in year: FinancialYear) -> Money {
    switch roles[setting] {
    case .special, .base: return places[position(of: year)].after.overNumber
    case .exported, .unfunded: return .zero
    }
  }

  private func position(of year: FinancialYear) -> Int {
    let offset = year.start - (years.first?.start ?? year.start)
    return min(max(0, offset), years.count - 1)
  }
}
