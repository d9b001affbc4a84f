import Vocabulary

/// Rows of the files on areas, settings and schemes, so that checks across files can name them.
struct RegisterRows {
  /// Places of a setting in an academic year.
  struct Commissioned {
    let setting: String
    let year: AcademicYear
    let places: Places
  }

  /// The children of one national curriculum year on the roll of a setting.
  struct YearRoll {
    let setting: String
    let ncy: Int
    let children: Int
  }

  /// Places of a scheme.
  struct Step {
    let scheme: String
    let step: Scheme.Step
  }

  /// One mid-year of an area in a variant, and one age of it.
  struct AreaHeads {
    let area: String
    let variant: String
    let year: Int
    let age: Int
    let heads: Double
  }

  var settings: [Located<Setting>] = []
  var commissioned: [Located<Commissioned>] = []
  var rolls: [Located<YearRoll>] = []
  var schemes: [Located<Scheme>] = []
  var steps: [Located<Step>] = []
  var areaHeads: [Located<AreaHeads>] = []
  var areaEvidence: [Located<AreaEvidence>] = []
}
