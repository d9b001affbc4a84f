import Vocabulary

/// Places of the rows of a provision: those of its settings located here, shared out as `placeShares` says.
///
/// A setting without an area counts in the totals of areas alone.
struct RowPlaces {
  /// A setting's share in a row.
  private struct Part {
    let setting: Int
    let weight: Double
  }

  /// Places of a row in a year.
  struct Row {
    /// The mean over the draws.
    let mean: Double
    /// The most children for whom there are places: in every draw, or draw by draw where schemes are uncertain.
    let room: Room
  }

  /// How many whole children there are places for.
  enum Room {
    case same(Int32)
    case byDraw([Int32])
  }

  /// The settings of the provision located here, by position in the register.
  let settings: [Int]
  private let store: PlaceStore
  private let parts: [[Part]]
  private let isKnown: [Bool]
  private let imports: [Int: Int64]

  init(_ model: ScenarioModel, _ store: PlaceStore, provision: Int) {
    let rows = PlaceRows(store.shape)
    let here = Self.settings(model, provision: provision)
    self.store = store
    settings = here
    imports = Dictionary(
      uniqueKeysWithValues: here.map { ($0, Int64(model.settings[$0].imports)) })
    parts = Self.parts(model, rows, here)
    isKnown = parts.map { $0.allSatisfy { model.placesAreKnown($0.setting) } }
  }

  /// The settings of a provision located here, by position in the register.
  ///
  /// - Parameter provision: position among those with settings.
  static func settings(_ model: ScenarioModel, provision: Int) -> [Int] {
    let code = model.space.codes.provisions[model.placeShape.provisions[provision]].code
    return model.settings.indices.filter {
      model.settings[$0].provision == code && !model.settings[$0].isElsewhere
    }
  }

  private static func parts(
    _ model: ScenarioModel, _ rows: PlaceRows, _ settings: [Int]
  ) -> [[Part]] {
    var result = [[Part]](repeating: [], count: rows.count)
    for setting in settings {
      let shares = model.placeShares[setting]
      let area = model.settings[setting].area.flatMap { model.placeShape.areas.firstIndex(of: $0) }
      var weights = [Double](repeating: 0, count: rows.count)
      for need in 0..<rows.needs {
        for phase in 0..<rows.phases {
          let share = shares[need * rows.phases + phase]
          for need in [need, rows.needs] {
            for phase in [phase, rows.phases] {
              for area in [area, rows.areas].compactMap({ $0 }) {
                weights[rows.row(need: need, phase: phase, area: area)] += share
              }
            }
          }
        }
      }
      for row in weights.indices where weights[row] > 0 {
        result[row].append(Part(setting: setting, weight: weights[row]))
      }
    }
    return result
  }

  /// True where the commissioned places of every setting of a row are known.
  func areKnown(_ row: Int) -> Bool { isKnown[row] }

  /// Places of the settings in a year, read once for all rows.
  func year(_ year: Int) -> Year { Year(self, year) }

  /// A year's places.
  struct Year {
    private let table: RowPlaces
    /// Mean places by position in the register, and the draws of settings whose places differ between them.
    private var mean: [Int: Double] = [:]
    private var uncertain: [Int: [Double]] = [:]

    fileprivate init(_ table: RowPlaces, _ year: Int) {
      self.table = table
      for setting in table.settings {
        // Other authorities' children take places too: what is left is for our own.
        let imports = table.imports[setting] ?? 0
        let draws = table.store.places(year: year, setting: setting).map { max(0, $0 - imports) }
        mean[setting] = Double(draws.reduce(0, +)) / Double(draws.count)
        if draws.contains(where: { $0 != draws[0] }) { uncertain[setting] = draws.map(Double.init) }
      }
    }

    func row(_ row: Int) -> Row {
      var (all, certain) = (0.0, 0.0)
      var byDraw: [Double]?
      for part in table.parts[row] {
        let here = part.weight * (mean[part.setting] ?? 0)
        all += here
        guard let draws = uncertain[part.setting] else {
          certain += here
          continue
        }
        var sums = byDraw ?? Array(repeating: 0, count: draws.count)
        byDraw = nil
        for draw in draws.indices { sums[draw] += part.weight * draws[draw] }
        byDraw = sums
      }
      let room = byDraw.map { draws in Room.byDraw(draws.map { Self.whole(certain + $0) }) }
      return Row(mean: all, room: room ?? .same(Self.whole(certain)))
    }

    /// Shares add to 1 but for their last bits: what is a hair below a whole number is that number.
    private static func whole(_ places: Double) -> Int32 {
      Int32((places + 1e-6).rounded(.down))
    }
  }
}
