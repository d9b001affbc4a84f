public import Vocabulary

/// Something a scenario does whose effect is told apart from the rest of it.
///
/// A savings line is one. The levers outside savings lines are one together: one of them may need another, as a setting must be
/// opened before children are named for it, so that alone it need not mean anything.
public struct Mitigation: Sendable, Hashable {
  /// The id of the savings line, or of the scenario for the levers outside its lines.
  public let id: String
  /// The name of the savings line, or of the scenario.
  public let name: String
  /// The savings line; nil for the levers outside the lines.
  public let line: SavingsLine?
  /// Its levers.
  public let levers: [Lever]

  /// What it rests on: the line's own provenance, or the least certain of the levers'.
  public var status: Provenance.Status {
    if let line { return line.provenance.status }
    let all = levers.map(\.provenance.status)
    return [.illustrative, .assumption, .estimated, .derived].first(where: all.contains)
      ?? .published
  }
}

extension Scenario {
  /// What it does, one by one: the levers outside savings lines together, where there are any, then line by line.
  public var mitigations: [Mitigation] {
    let own =
      levers.isEmpty ? [] : [Mitigation(id: id, name: name, line: nil, levers: levers)]
    return own
      + savings.map { Mitigation(id: $0.id, name: $0.name, line: $0, levers: $0.levers) }
  }

  /// The scenario with some of its mitigations only; with none it is the baseline.
  ///
  /// - Parameter mitigations: bit i says that the mitigation at position i is kept.
  func doing(_ mitigations: Int) -> Scenario {
    let own = levers.isEmpty ? 0 : 1
    return Scenario(
      id: id, name: name, question: question, levers: mitigations & own == 1 ? levers : [],
      savings: savings.indices.filter { mitigations & (1 << ($0 + own)) != 0 }.map { savings[$0] })
  }
}
