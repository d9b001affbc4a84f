import Vocabulary

/// The constants of a field estimate as rows: what, of which group, against what, value.
public struct FieldTable: Sendable, Hashable {
  /// One constant.
  public struct Row: Sendable, Hashable {
    /// Which parameter.
    public let parameter: String
    /// The age group; empty for a constant of all.
    public let group: String
    /// The feature or other group; empty where there is none.
    public let against: String
    /// The value.
    public let value: Double
  }

  /// In a fixed order.
  public let rows: [Row]

  /// The columns of the table as CSV.
  public static let columns = ["parameter", "group", "against", "value"]

  /// The table of an estimate.
  public init(_ field: FieldEstimate) {
    let groups = AgeBand.allCases.map(\.rawValue)
    let features = GrowthFeature.allCases.map(\.rawValue)
    func matrix(_ name: String, _ values: [[Double]], _ across: [String]) -> [Row] {
      groups.indices.flatMap { group in
        across.indices.map { index in
          Row(
            parameter: name, group: groups[group], against: across[index],
            value: values[group][index])
        }
      }
    }
    func single(_ name: String, _ value: Double) -> Row {
      Row(parameter: name, group: "", against: "", value: value)
    }
    func column(_ name: String, _ values: [Double]) -> [Row] {
      zip(groups, values).map { Row(parameter: name, group: $0, against: "", value: $1) }
    }
    var result = [
      single("origin", Double(field.origin)), single("authorities", Double(field.authorities)),
      single("national_error", field.nationalError),
    ]
    result += matrix("coefficient", field.coefficients, features)
    result += matrix("standard_error", field.standardErrors, features)
    result += column("noise_floor", field.noiseFloor)
    result += column("noise_per_plan", field.noisePerPlan)
    result += matrix("correlation", field.correlation, groups)
    result += matrix("limit", field.centres.map(\.limit), features)
    result += matrix("offset", field.offsets, features)
    rows = result
  }

  /// Reads the table that the package carries; its columns are `columns`.
  init(csv: String) {
    rows = csv.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == Self.columns.count, let value = Double(cells[3]) else {
        preconditionFailure("the constants of the field hold the row '\(line)'")
      }
      return Row(parameter: cells[0], group: cells[1], against: cells[2], value: value)
    }
  }

  func value(_ name: String, _ group: String = "", _ against: String = "") -> Double {
    guard
      let row = rows.first(where: {
        $0.parameter == name && $0.group == group && $0.against == against
      })
    else { preconditionFailure("the constants of the field lack \(name) \(group) \(against)") }
    return row.value
  }

  func column(_ name: String) -> [Double] {
    AgeBand.allCases.map { value(name, $0.rawValue) }
  }

  func matrix(_ name: String, _ across: [String]) -> [[Double]] {
    AgeBand.allCases.map { band in across.map { value(name, band.rawValue, $0) } }
  }
}

extension FieldEstimate {
  /// What 150 authorities taught up to January 2022, made by `scripts/fit-field`.
  public static let published = FieldEstimate(
    FieldTable(csv: String(decoding: PackageResources.field_csv, as: UTF8.self)))
}
