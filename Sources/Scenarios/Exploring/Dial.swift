public import Vocabulary

/// A lever as one number that a person moves: what it is, in which unit, how far it goes, and where it stands if nobody touches it.
public struct Dial: Sendable, Hashable {
  /// What the number is of.
  public enum Kind: String, Sendable, CaseIterable {
    /// Percent more or fewer new plans.
    case newPlans = "new_plans"
    /// Percent more or fewer plans that end.
    case ceasing = "ending"
    /// Percent of new plans for state special schools that ask for a specialist base.
    case specialToBase = "special_to_base"
    /// Percent of starts in independent special schools, at a phase transfer, that ask for a specialist base.
    case independentToBase = "independent_to_base"
    /// Percent of the starts in independent schools that are named whatever places there are, against now.
    case independentNaming = "independent_naming"
    /// Places that open in special schools.
    case specialPlaces = "special_places"
    /// Places that open in specialist bases.
    case basePlaces = "base_places"
    /// Growth of the fees of independent schools, percent a year.
    case fees
    /// Growth of top-up rates of schools, percent a year.
    case topUps = "top_ups"
    /// Growth of the high needs block after its last known year, percent a year.
    case block
    /// Percent of the schools block that is moved to high needs.
    case transfer
  }

  /// What the number is of; its raw value names it in addresses and forms.
  public let kind: Kind
  /// What is moved, in words.
  public let label: String
  /// The unit of the number.
  public let unit: String
  /// How far it goes.
  public let range: ClosedRange<Double>
  /// The step between two values.
  public let step: Double
  /// Where it stands in the evidence: at this value nothing is changed.
  public let neutral: Double
  /// Where the neutral value comes from.
  public let source: String

  /// The name in addresses and forms.
  public var id: String { kind.rawValue }
}

/// Where the dials stand, and from which January they work.
public struct DialSettings: Sendable, Hashable {
  /// The first January census that shows the effect; money follows from the financial year that holds it.
  public var from: Int
  /// The dials that somebody has moved.
  public var values: [Dial.Kind: Double]

  /// Sets dials.
  public init(from: Int, values: [Dial.Kind: Double] = [:]) {
    self.from = from
    self.values = values
  }
}

/// The dials that an authority's evidence has something to say on.
public struct DialBoard: Sendable {
  /// The dials, in the order in which they are shown.
  public let dials: [Dial]
  /// The Januaries from which they can work.
  public let januaries: ClosedRange<Int>
  let evidence: Evidence

  /// Finds the dials of an authority.
  ///
  /// - Parameters:
  ///   - labels: what provisions are called there.
  ///   - start: the scenario that dials are moved from: growth and transfers stand where it has them; factors, shares and places come on top
  ///     of its own.
  public init(
    _ evidence: Evidence, labels: LocalLabels = LocalLabels(), from start: Scenario? = nil
  ) {
    self.evidence = evidence
    let base = evidence.authority.baseCensus
    januaries = (base + 1)...(base + max(1, evidence.authority.horizon))
    let board = DialSources(evidence: evidence, labels: labels, start: start)
    dials = Dial.Kind.allCases.compactMap(board.dial)
  }

  /// The January from which dials work unless somebody says otherwise: the second that is forecast, as the first is all but over.
  public var usualStart: Int { min(januaries.upperBound, januaries.lowerBound + 1) }

  /// The dial of a kind; nil where the evidence has nothing that it could move.
  public func dial(_ kind: Dial.Kind) -> Dial? { dials.first { $0.kind == kind } }

  /// Settings from texts, as an address or a form has them.
  ///
  /// - Parameters:
  ///   - texts: by the ids of dials, and `from`. Empty ones are left alone.
  ///   - others: what else may be there.
  /// - Returns: the settings; and every key that nobody knows and every text that is no number or out of range, in words.
  public func settings(
    _ texts: [String: String], besides others: Set<String> = []
  ) -> (settings: DialSettings, faults: [String]) {
    var settings = DialSettings(from: usualStart)
    let known = Dial.Kind.allCases.map(\.rawValue) + ["from"]
    var faults = texts.keys.sorted().filter { !known.contains($0) && !others.contains($0) }.map {
      "There is no lever '\($0.prefix(40))'. \(Suggestion.text(for: $0, among: known))"
    }
    if let text = texts["from"], !text.isEmpty {
      if let year = Int(text), januaries.contains(year) {
        settings.from = year
      } else {
        faults.append(
          "“Works from January” says '\(text)'; expected a year from \(januaries.lowerBound) to \(januaries.upperBound)."
        )
      }
    }
    for dial in dials {
      guard let text = texts[dial.id]?.trimmed, !text.isEmpty else { continue }
      guard let value = Double(text), dial.range.contains(value) else {
        let (low, high) = (dial.number(dial.range.lowerBound), dial.number(dial.range.upperBound))
        faults.append(
          "“\(dial.label)” says '\(text.prefix(40))'; expected \(dial.unit), from \(low) to \(high)."
        )
        continue
      }
      guard dial.step < 1 || value == value.rounded() else {
        faults.append(
          "“\(dial.label)” says '\(text.prefix(40))'; expected a whole number.")
        continue
      }
      if value != dial.neutral { settings.values[dial.kind] = value }
    }
    return (settings, faults)
  }
}

extension Dial {
  /// A value as it is shown and written: without a point where it is whole.
  public func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
