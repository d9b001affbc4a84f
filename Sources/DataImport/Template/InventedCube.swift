import Vocabulary

/// Whole numbers in NCY × need × provision, "not recorded" being the last provision.
struct InventedCube {
  /// A cell that is not empty: the year, the positions of need and provision, and the plans.
  struct Cell {
    let ncy: Int
    let need: Int
    let provision: Int
    let plans: Int
  }

  let cells: [Cell]

  /// Spreads a total over the cells so that every run of cells is within one of its share.
  init(total: Int, weights: [Double]) {
    let needs = InventedAuthority.codes.needs.count
    let provisions = InventedAuthority.recordedCodes.count
    cells = SmallShape.spread(total, over: weights).enumerated().compactMap { index, plans in
      guard plans > 0 else { return nil }
      return Cell(
        ncy: NCY.at(index / (needs * provisions)), need: index / provisions % needs,
        provision: index % provisions, plans: plans)
    }
  }

  /// The plans of the cells that have the same key.
  func plans<Key: Hashable>(by key: (Cell) -> Key) -> [Key: Int] {
    cells.reduce(into: [:]) { $0[key($1), default: 0] += $1.plans }
  }

  /// The plans of the cells that a condition picks.
  func sum(where picks: (Cell) -> Bool) -> Int {
    cells.reduce(0) { $0 + (picks($1) ? $1.plans : 0) }
  }
}

/// The invented proportions that all figures follow.
enum SmallShape {
  /// Plans by NCY, -2 to 21.
  static let stock: [Double] = [
    0.2, 1, 3, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 4, 3.5, 2.5, 1, 1, 1, 1, 0.3, 0.3, 0.3,
  ]
  /// New plans by NCY.
  static let new: [Double] = [
    0.3, 3, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, 1.5, 1, 0.6, 0.5, 0.3, 0.2, 0.1, 0.1, 0, 0, 0, 0,
  ]

  static let stockWeights = weights(stock)
  static let newWeights = weights(new)

  /// Weights of NCY × need × provision, each NCY having its share.
  private static func weights(_ shares: [Double]) -> [Double] {
    let weights = NCY.range.flatMap { ncy in
      InventedAuthority.codes.needs.flatMap { need in
        InventedAuthority.recordedCodes.map { provision in
          Self.need(need.code) * Self.provision(provision, need: need.code, ncy: ncy)
        }
      }
    }
    return levelled(weights, shares)
  }

  static func need(_ code: String) -> Double { needs[code] ?? 0 }

  private static let needs: [String: Double] = [
    "ASD": 33, "SEMH": 20, "SLCN": 20, "MLD": 8, "SLD": 6, "SPLD": 3, "PD": 3, "HI": 2,
    "PMLD": 2, "OTH": 2, "VI": 1, "MSI": 0.3, "UNKNOWN": 0.7,
  ]

  static func provision(_ code: String, need: String, ncy: Int) -> Double {
    let weight = (ncy > 14 ? adults : provisions[Phase(ncy: ncy)])?[code] ?? 0
    switch (code, need) {
    case ("SPEC-STATE", "SLD"), ("SPEC-STATE", "PMLD"): return weight * 4
    case ("SPEC-STATE", "SPLD"): return 0
    case ("DSP", "ASD"), ("DSP", "SLCN"), ("DSP", "HI"): return weight
    case ("DSP", _): return 0
    case ("IND-SPEC", "SEMH"): return weight * 2
    default: return weight
    }
  }

  private static let adults: [String: Double]? = [
    "FE": 4, "SPI": 1, "NONE": 1.5, "IND-SPEC": 0.2, "OPA": 0.1,
  ]
  private static let provisions: [Phase: [String: Double]] = [
    .earlyYears: ["EY-PVI": 5, "MAIN": 3, "SPEC-STATE": 1],
    .primary: [
      "MAIN": 6, "DSP": 1.2, "SPEC-STATE": 2.5, "IND-SPEC": 0.3, "EHE": 0.1, "NONE": 0.2,
      "AP": 0.1, "NOT-RECORDED": 0.15,
    ],
    .secondary: [
      "MAIN": 4.5, "DSP": 1, "SPEC-STATE": 3.2, "IND-SPEC": 1, "NMSS": 0.15, "IND-MAIN": 0.1,
      "AP": 0.2, "EHE": 0.2, "EOTAS": 0.2, "NONE": 0.2, "NOT-RECORDED": 0.15,
    ],
    .post16: [
      "FE": 4, "SPEC-STATE": 2.5, "MAIN": 1, "IND-SPEC": 1, "SPI": 0.6, "NONE": 0.5,
      "NOT-RECORDED": 0.1,
    ],
  ]

  /// The weights scaled so that each NCY has the share given.
  static func levelled(_ weights: [Double], _ shares: [Double]) -> [Double] {
    let width = weights.count / shares.count
    return shares.indices.flatMap { index -> [Double] in
      let part = weights[(index * width)..<((index + 1) * width)]
      let sum = part.reduce(0, +)
      return part.map { sum > 0 ? $0 / sum * shares[index] : 0 }
    }
  }

  /// Whole numbers in the proportions given that add to the total.
  static func spread(_ total: Int, over weights: [Double]) -> [Int] {
    let all = weights.reduce(0, +)
    var sum = 0.0
    var given = 0
    var result = weights.map { weight -> Int in
      sum += weight
      let upTo = Int((sum / all * Double(total)).rounded())
      defer { given = upTo }
      return upTo - given
    }
    if let last = result.lastIndex(where: { $0 > 0 }) { result[last] += total - given }
    return result
  }
}
