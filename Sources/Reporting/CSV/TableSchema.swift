import Vocabulary

/// What a CSV file holds: the header of the file and its description in `datapackage.json` are made of the same.
struct TableSchema: Sendable {
  /// One column.
  struct Field: Sendable {
    /// Frictionless Table Schema's types.
    enum Kind: String, Sendable {
      case text = "string"
      case whole = "integer"
      case number
    }

    let name: String
    let kind: Kind
    let title: String
    let description: String
    /// The only values allowed; empty where any is.
    var allowed: [String] = []
    /// A regular expression that every value matches.
    var pattern: String?
    var isRequired = true

    init(_ name: String, _ kind: Kind, _ title: String, _ description: String) {
      self.name = name
      self.kind = kind
      self.title = title
      self.description = description
    }

    /// The same column, holding some values only.
    func allowing(_ values: [String]) -> Field {
      var copy = self
      copy.allowed = values
      return copy
    }

    /// The same column, every value matching an expression.
    func matching(_ expression: String) -> Field {
      var copy = self
      copy.pattern = expression
      return copy
    }

    /// The same column, which may be empty.
    var optional: Field {
      var copy = self
      copy.isRequired = false
      return copy
    }
  }

  /// The name of the file.
  let file: String
  let title: String
  let description: String
  let fields: [Field]
  /// The columns that name a row; empty for a log.
  let primaryKey: [String]

  /// Every CSV file of a run.
  static let all = [
    plans, plansByNCY, flows, drivers, anchors, placements, waiting, plansByArea, settings,
    sufficiency,
    review, overflow, unplaced, notInABase, commissioning, capital, topUpWithoutPlan,
    highNeedsBlock, balance, costDrivers, calibration, dsgAccount, assumptions, findings,
    comparison, savings,
    transitionPlans, transitionFlows, transitionCosts, transitionParameters,
  ]

  /// A result: its key columns, then mean and quantiles.
  init(_ file: String, _ title: String, _ description: String, keys: [Field], values: [Field]) {
    self.file = file
    self.title = title
    self.description = description
    fields = keys + values
    primaryKey = keys.map(\.name)
  }

  /// A file whose key is some of its columns, or none.
  init(
    _ file: String, _ title: String, _ description: String, fields: [Field], primaryKey: [String]
  ) {
    self.file = file
    self.title = title
    self.description = description
    self.fields = fields
    self.primaryKey = primaryKey
  }
}

extension TableSchema.Field {
  /// The mean and quantiles of a figure.
  static func spread(_ of: String) -> [Self] {
    [Self("mean", .number, "Mean", "Mean over the draws: \(of).")]
      + Spread.probabilities.map { probability in
        let percent = Int((probability * 100).rounded())
        let name = "p\(percent < 10 ? "0" : "")\(percent)"
        return Self(
          name, .number, "\(percent)th percentile",
          "\(percent) draws in 100 are at or below: \(of).")
      }
  }

  /// The same with the quantiles between which 19 draws in 20 lie.
  static func spreadWithTails(_ of: String) -> [Self] {
    let inner = spread(of)
    return [inner[0], tail("p025", "2.5", of)] + inner.dropFirst() + [tail("p975", "97.5", of)]
  }

  private static func tail(_ name: String, _ percent: String, _ of: String) -> Self {
    Self(
      name, .number, "\(percent)th percentile", "\(percent) draws in 100 are at or below: \(of).")
  }

  static let census = Self(
    "january_census", .whole, "January census", "The SEN2 census of January of this year.")
  static let academicYear = Self(
    "academic_year", .text, "Academic year",
    "September to August: 2027/28 starts in September 2027."
  ).matching("[0-9]{4}/[0-9]{2}")
  static let financialYear = Self(
    "financial_year", .text, "Financial year", "April to March: 2027-28 starts in April 2027."
  ).matching("[0-9]{4}-[0-9]{2}")
  static let ageBand = Self(
    "age_band", .text, "Age band", "Age at 31 August before the census; All for every age."
  ).allowing(AgeBand.allCases.map(\.rawValue) + [all])
  static let ncy = Self(
    "ncy", .text, "National curriculum year",
    """
    Age at 31 August before the census, less 4: 0 is Reception, -2 stands for under 3, 21 is age \
    25; All for every year.
    """
  ).matching("-?[0-9]+|All")
  static let need = Self(
    "need", .text, "Primary need", "SEN2's code of the primary type of need; All for every need.")
  static let provision = Self(
    "provision", .text, "Provision", "Code of the provision attended; All for every provision.")

  /// The word that stands for a total.
  static let all = "All"
}
