public import Vocabulary

/// A line of the account, or of section 251, in a financial year: what somebody wants explained.
public struct LineRequest: Sendable {
  /// Why there is nothing to explain.
  public enum Fault: Error, Hashable, CustomStringConvertible {
    /// The folder has no money evidence.
    case notCosted
    /// Neither the account nor section 251 has such a line.
    case line(String, known: [String], codes: [String])
    /// No line of the account is put into a line of the return.
    case empty(String, codes: [String])
    /// The account does not have the year.
    case year(String, known: [String])

    /// What was asked, what there is, and what may have been meant.
    public var description: String {
      switch self {
      case .notCosted:
        "The run is not costed: it needs evidence/unit_costs.csv and evidence/income.csv."
      case .line(let text, let known, let codes):
        "There is no line '\(text)'. \(Suggestion.text(for: text, among: known + codes))"
          + " The account has: \(known.joined(separator: ", "))."
          + (codes.isEmpty ? "" : " Section 251 has: \(codes.joined(separator: ", ")).")
      case .empty(let code, let codes):
        "No line of the account is put into \(code) of section 251."
          + " Ask for one of: \(codes.joined(separator: ", "))."
      case .year(let text, let known):
        "There is no year '\(text)' in the run. \(Self.meant(text, known))"
          + " It has: \(known.joined(separator: ", "))."
      }
    }

    /// A year by its first half alone, or else one that is spelt nearly so.
    private static func meant(_ text: String, _ known: [String]) -> String {
      let begun = text.count >= 4 ? known.first { $0.hasPrefix(text) } : nil
      return Suggestion.text(for: begun ?? text, among: known)
    }
  }

  /// A line of the account, with what of it counts.
  public struct Part: Sendable {
    /// Position in `ScenarioModel.accountLines`.
    public let line: Int
    /// All shares of the line where a line of section 251 was asked for; empty for the whole line.
    public let shares: [LineShare]
    /// Position of the one asked for among them.
    public let share: Int
  }

  /// The name or code as it was found.
  public let subject: String
  /// The line of section 251; nil for a line of the account.
  public let code: Section251Line?
  /// Position in `ScenarioModel.financialYears`.
  public let year: Int
  /// The lines of the account that it stands for.
  public let parts: [Part]

  /// Looks the words up.
  ///
  /// - Parameters:
  ///   - line: a line of the account such as `fees_independent`, or a code of section 251 such as `1.2.3`.
  ///   - year: such as `2028-29`.
  ///   - model: the scenario.
  ///   - shares: how lines of the account are put into lines of section 251.
  /// - Throws: `Fault`.
  public init(line: String, year: String, model: ScenarioModel, shares: [LineShare]) throws {
    guard !model.accountLines.isEmpty else { throw Fault.notCosted }
    let years = model.financialYears.map(\.description)
    guard let position = years.firstIndex(of: year) else {
      throw Fault.year(year, known: years)
    }
    self.year = position
    subject = line
    code = Section251Line.all.first { $0.code == line }
    parts = try Self.parts(line, model.accountLines, shares)
  }

  private static func parts(
    _ text: String, _ lines: [AccountLine], _ shares: [LineShare]
  ) throws -> [Part] {
    if let line = lines.firstIndex(where: { $0.name == text }) {
      return [Part(line: line, shares: [], share: 0)]
    }
    // The return is of spending, that of the general fund below the line.
    let costs = lines.indices.filter { lines[$0].kind == .cost || lines[$0].kind == .memo }
    let filled = Section251Line.all.indices.filter { target in
      costs.contains { line in
        shares.contains { $0.target == target && $0.share > 0 && $0.line == lines[line].name }
      }
    }
    let codes = filled.map { Section251Line.all[$0].code }
    guard let target = Section251Line.all.firstIndex(where: { $0.code == text }) else {
      throw Fault.line(text, known: lines.map(\.name), codes: codes)
    }
    guard filled.contains(target) else { throw Fault.empty(text, codes: codes) }
    return costs.compactMap { line in
      let own = shares.filter { $0.line == lines[line].name }
      return own.firstIndex { $0.target == target && $0.share > 0 }.map {
        Part(line: line, shares: own, share: $0)
      }
    }
  }
}
