import Scenarios
import Vocabulary

/// The codes at the positions of the axes of a run; the last of each is the total.
struct Axes {
  let bands: [String]
  let ncys: [String]
  let needs: [String]
  let provisions: [String]
  /// The January censuses, the base census first.
  let censuses: [String]
  /// The academic years that hold the projected censuses.
  let academicYears: [String]

  init(_ run: ScenarioRun) {
    let codes = run.model.space.codes
    let all = TableSchema.Field.all
    bands = AgeBand.allCases.map(\.rawValue) + [all]
    ncys = NCY.range.map(String.init) + [all]
    needs = codes.needs.map(\.code) + [all]
    provisions = codes.provisions.map(\.code) + [all]
    let base = run.model.baseCensus
    censuses = (0...run.model.years).map { String(base + $0) }
    academicYears = (0..<run.model.years).map {
      AcademicYear(census: base + $0 + 1).description
    }
  }
}
