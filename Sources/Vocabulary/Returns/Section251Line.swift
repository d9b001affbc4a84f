/// A line of the section 251 return that has to do with high needs.
public struct Section251Line: Sendable, Hashable {
  /// The code, for example `1.2.1`.
  public let code: String
  /// What it is, in the words of a third party.
  public let label: String
  /// True for a line of the high needs block; the others are printed where the table of lines names them, and never in its total.
  public let isHighNeeds: Bool

  private init(_ code: String, _ label: String, isHighNeeds: Bool = true) {
    self.code = code
    self.label = label
    self.isHighNeeds = isHighNeeds
  }

  /// Every line, in the order of the return.
  public static let all = [
    Section251Line("1.0.2", "place funding in ISB"),
    Section251Line("1.2.1", "top-up – maintained"),
    Section251Line("1.2.2", "top-up – academies, free schools & colleges"),
    Section251Line("1.2.3", "top-up & other – non-maintained & independent"),
    Section251Line("1.2.4", "additional HN targeted funding (mainstream)"),
    Section251Line("1.2.5", "SEN support services"),
    Section251Line("1.2.6", "hospital education"),
    Section251Line("1.2.7", "other AP"),
    Section251Line("1.2.8", "support for inclusion"),
    Section251Line("1.2.9", "special schools & PRUs in financial difficulty"),
    Section251Line("1.2.11", "direct payments"),
    Section251Line("1.2.13", "therapies & health"),
    Section251Line("1.4.11", "SEN transport (DSG)"),
    Section251Line("1.9.3", "DSG c/f", isHighNeeds: false),
    Section251Line("2.1.1", "EP service", isHighNeeds: false),
    Section251Line("2.1.2", "SEN admin", isHighNeeds: false),
    Section251Line("2.1.4", "SEN transport pre-16", isHighNeeds: false),
    Section251Line("2.1.6", "SEN transport 16–18", isHighNeeds: false),
    Section251Line("2.1.7", "SEN transport 19–25", isHighNeeds: false),
  ]
}
