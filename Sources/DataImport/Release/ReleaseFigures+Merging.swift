import Vocabulary

extension ReleaseFigures {
  /// What became of a row that was added.
  enum Outcome {
    case added
    /// Another release says otherwise; the later one holds.
    case revised(Row)
    /// The same release says otherwise.
    case contradicted(Row)
  }

  /// Takes the name and codes of an area from the latest release.
  mutating func name(_ code: String, _ area: Area, release: Int) {
    var known = areas[code] ?? Area(code: code)
    let isLatest = known.name.isEmpty || (sources.map(\.release).max() ?? 0) <= release
    if isLatest {
      known.name = area.name
      known.region = area.region
    }
    let (front, back) =
      isLatest ? (area.onsCodes, known.onsCodes) : (known.onsCodes, area.onsCodes)
    let replaced = AuthorityChange.all.filter { $0.what == .code }.map(\.old.onsCode)
    let all = front + back.filter { !front.contains($0) }
    known.onsCodes = all.filter { !replaced.contains($0) } + all.filter(replaced.contains)
    areas[code] = known
  }

  /// Adds a row.
  mutating func add(_ entry: ReleaseFileReader.Entry, release: Int) -> Outcome {
    var row = entry.row
    row.release = release
    switch entry.level {
    case .england: return Self.add(row, entry.key, to: &england)
    case .authority: return Self.add(row, entry.key, to: &areas[entry.code, default: Area()])
    case .region: return Self.add(row, entry.key, to: &regions[entry.code, default: Area()])
    case .other: return .added
    }
  }

  /// Notes a row that is there and has no figure.
  mutating func addWithheld(_ entry: ReleaseFileReader.Entry) {
    switch entry.level {
    case .england: england.withheld.insert(entry.key)
    case .authority: areas[entry.code, default: Area()].withheld.insert(entry.key)
    case .region, .other: return
    }
  }

  private static func add(_ row: Row, _ key: Key, to area: inout Area) -> Outcome {
    guard let other = area.rows[key] else {
      area.rows[key] = row
      return .added
    }
    if row.isSame(as: other) {
      if row.release > other.release { area.rows[key] = row }
      return .added
    }
    if row.release > other.release { area.rows[key] = row }
    return row.release == other.release ? .contradicted(other) : .revised(other)
  }

  /// True where another authority of the region has the same total: both cannot be the whole region.
  private func isShared(_ total: Int, _ kind: ReleaseKind, _ year: Int, by area: Area) -> Bool {
    areas.values.contains {
      $0.code != area.code && $0.region == area.region
        && $0.row(kind, year, .total)?.total == total
    }
  }

  /// Where a region's total stands for an authority, puts the sum of the authority's own ages in its place.
  ///
  /// The 2025 release has it for new plans of 2022 in Yorkshire and the Humber. A sum that is less than half of the years beside it
  /// is not whole itself: then the total is missing.
  mutating func mendRegionalTotals() -> [Finding] {
    guard let kind = kind("newplans") else { return [] }
    var mended: [String: [String]] = [:]
    // As published: what is mended of one authority must not change what is seen of another.
    let published = self
    for (code, area) in published.areas {
      for year in area.years(kind, where: { $0 == .total }) {
        guard var row = area.row(kind, year, .total), let total = row.total,
          total == regions[area.region]?.row(kind, year, .total)?.total,
          case let sum = area.spans(kind, year).reduce(0, { $0 + ($1.row.total ?? 0) }),
          sum != total, sum > 0 || published.isShared(total, kind, year, by: area)
        else { continue }
        let isWhole = [year - 1, year + 1].allSatisfy {
          area.row(kind, $0, .total)?.total.map { beside in 2 * sum >= beside } ?? true
        }
        row.total = isWhole && sum > 0 ? sum : nil
        row.remark = ", sum over age when plan started, as the region's total stands for it"
        areas[code]?.rows[Key(kind: kind, year: year, breakdown: .total)] = row
        mended["\(year) of \(area.region)", default: []].append(code)
      }
    }
    return mended.sorted { $0.key < $1.key }.map { place, codes in
      Finding(
        .regionalTotal, at: .init(sources.first { $0.table == kind.table }?.file ?? ""),
        seen:
          "new plans in \(place): the region's total for \(codes.sorted().joined(separator: ", "))",
        expected: "each authority's own total",
        remedy: "Use a later release, if it has the authority's own total.")
    }
  }
}
