/// A primary type of special educational need, as SEN2 codes it.
public struct Need: Hashable, Sendable {
  /// The code in the returns, for example `ASD`.
  public let code: String
  /// The name in words.
  public let name: String

  /// Names a need.
  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}

extension Need {
  /// SEN2 2025 guide, item 5.8a, in DfE's order, and `UNKNOWN` for plans whose need is not recorded.
  public static let sen2: [Need] = [
    Need(code: "SPLD", name: "Specific learning difficulty"),
    Need(code: "MLD", name: "Moderate learning difficulty"),
    Need(code: "SLD", name: "Severe learning difficulty"),
    Need(code: "PMLD", name: "Profound and multiple learning difficulty"),
    Need(code: "SEMH", name: "Social, emotional and mental health"),
    Need(code: "SLCN", name: "Speech, language and communication needs"),
    Need(code: "HI", name: "Hearing impairment"),
    Need(code: "VI", name: "Vision impairment"),
    Need(code: "MSI", name: "Multi-sensory impairment"),
    Need(code: "PD", name: "Physical disability"),
    Need(code: "ASD", name: "Autistic spectrum disorder"),
    Need(code: "DS", name: "Down syndrome"),
    Need(code: "OTH", name: "Other difficulty or disability"),
    Need(code: "UNKNOWN", name: "Need not recorded"),
  ]
}
