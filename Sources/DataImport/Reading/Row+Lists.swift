import Vocabulary

extension Row {
  /// The parts of a list in a cell, `key:value;key`; nil, with a finding, where a part has two colons.
  private mutating func parts(_ column: String, _ form: String) -> [(key: String, value: String?)]?
  {
    guard let text = text(column) else { return nil }
    var result: [(key: String, value: String?)] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let halves = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard halves.count <= 2 else {
        reportList(column, String(part), form)
        return nil
      }
      result.append((halves[0], halves.count == 2 ? halves[1] : nil))
    }
    return result
  }

  private mutating func reportList(_ column: String, _ part: String, _ form: String) {
    report(
      .malformedList, column, seen: part.shown, expected: form,
      remedy: "Join the parts with semicolons, without spaces.")
  }

  private mutating func isWithoutRepeats(_ keys: [String], _ column: String) -> Bool {
    guard Set(keys).count != keys.count else { return true }
    report(
      .repeatedCode, column, seen: (text(column) ?? "").shown, expected: "each code once",
      remedy: "Delete the repeated code.")
    return false
  }

  /// `All`, which is `.some(nil)`, or needs joined by semicolons, each with or without a weight.
  mutating func designation(_ column: String = "needs") -> [String: Double]?? {
    if text(column) == Scope.allWord { return .some(nil) }
    let words = codes.needs.map(\.code)
    let form = "All, or needs such as ASD;SLCN or ASD:0.6;SLCN:0.4 with weights above 0"
    guard let parts = parts(column, form) else { return nil }
    for part in parts where !words.contains(part.key) {
      reportUnknown(part.key, column, among: words + [Scope.allWord])
    }
    let weights = parts.compactMap { weight($0.key, $0.value, column, form) }
    guard weights.count == parts.count, parts.allSatisfy({ words.contains($0.key) }),
      isWithoutRepeats(parts.map(\.key), column)
    else { return nil }
    return .some(
      Dictionary(zip(parts.map(\.key), weights), uniquingKeysWith: { first, _ in first }))
  }

  private mutating func weight(
    _ key: String, _ value: String?, _ column: String, _ form: String
  ) -> Double? {
    guard let value else { return 1 }
    if let weight = Digits.decimal(value), weight > 0 { return weight }
    reportList(column, "\(key):\(value)", form)
    return nil
  }

  /// Probabilities of opening 0, 1, 2 … years late, which add to 1.
  mutating func slip(_ column: String = "slip") -> [Double]? {
    let form = "probabilities of 0, 1, 2 … years late such as 0.6;0.3;0.1"
    guard let text = text(column) else { return nil }
    guard !isBlank(column) else {
      report(
        .missingMarker, column, seen: "an empty cell", expected: form,
        remedy: "Write 1 for a scheme that opens when it should.")
      return nil
    }
    var result: [Double] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false).map(String.init) {
      guard let value = Digits.decimal(part), (0...1).contains(value) else {
        reportList(column, part, form)
        return nil
      }
      result.append(value)
    }
    let sum = result.reduce(0, +)
    guard abs(sum - 1) <= 1e-9 else {
      report(
        .slipDoesNotAdd, column, seen: "\(text.shown), which adds to \(sum)",
        expected: "probabilities that add to 1",
        remedy: "Correct them; write 1 for a scheme that opens when it should.")
      return nil
    }
    return result
  }

  /// Sources of capital with their amounts; none for an empty cell.
  mutating func funding(_ column: String = "funding") -> [Scheme.Funding: Money]? {
    if isBlank(column) { return [:] }
    let form = "sources and pounds such as high_needs_provision_capital:3000000;borrowing:500000"
    guard let parts = parts(column, form) else { return nil }
    var result: [Scheme.Funding: Money] = [:]
    for part in parts {
      guard let (source, amount) = fund(part.key, part.value, column, form) else { return nil }
      result[source] = amount
    }
    return isWithoutRepeats(parts.map(\.key), column) ? result : nil
  }

  private mutating func fund(
    _ key: String, _ value: String?, _ column: String, _ form: String
  ) -> (Scheme.Funding, Money)? {
    guard let source = Scheme.Funding(rawValue: key) else {
      reportUnknown(key, column, among: Scheme.Funding.allCases.map(\.rawValue))
      return nil
    }
    guard let amount = value.flatMap({ Money($0) }), (Money.zero...Self.most).contains(amount)
    else {
      reportList(column, value.map { "\(key):\($0)" } ?? key, form)
      return nil
    }
    return (source, amount)
  }

  /// The most pounds that an amount may be: a million million.
  private static let most = Money(pounds: 1_000_000_000_000)
}

extension Provenance.Status {
  /// What the files on settings, areas and schemes may say: judgements belong there as well.
  static let judged: [Self] = [.published, .derived, .estimated, .assumption, .illustrative]
}
