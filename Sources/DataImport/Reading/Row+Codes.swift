import Vocabulary

/// Whose figures a row holds.
enum Geography: String, CaseIterable {
  case authority
  case england
}

/// A code, or all of the list.
enum Scope: Hashable {
  case all
  case one(String)

  /// The code; nil for all.
  var code: String? {
    if case .one(let code) = self { code } else { nil }
  }

  /// The word in the files.
  static let allWord = "All"
}

extension Row {
  /// A word of a list.
  mutating func code(_ column: String, among words: [String]) -> String? {
    guard let text = text(column) else { return nil }
    guard words.contains(text) else {
      reportUnknown(text, column, among: words)
      return nil
    }
    return text
  }

  /// Reports a word that is not in its list.
  mutating func reportUnknown(_ text: String, _ column: String, among words: [String]) {
    report(
      .unknownCode, column, seen: text.shown,
      expected: "one of \(words.listed)",
      remedy: "Use a code of the list. \(Suggestion.text(for: text, among: words))")
  }

  /// Whose figures the row holds.
  mutating func geography() -> Geography? {
    code("geography", among: Geography.allCases.map(\.rawValue)).flatMap(Geography.init)
  }

  /// The position of a need.
  mutating func need(_ column: String = "need") -> Int? {
    code(column, among: codes.needs.map(\.code)).flatMap { codes.need($0) }
  }

  /// The position of a provision.
  mutating func provision(_ column: String = "provision") -> Int? {
    code(column, among: codes.provisions.map(\.code)).flatMap { codes.provision($0) }
  }

  /// The position of a provision, "not recorded" being the one after the last.
  mutating func recordedProvision() -> Int? {
    let words = codes.provisions.map(\.code) + [Provision.notRecordedCode]
    return code("provision", among: words).map { codes.provision($0) ?? codes.provisions.count }
  }

  /// A need or all.
  mutating func needScope() -> Scope? {
    scope("need", among: codes.needs.map(\.code))
  }

  /// A provision or all.
  mutating func provisionScope(_ column: String = "provision") -> Scope? {
    scope(column, among: codes.provisions.map(\.code))
  }

  private mutating func scope(_ column: String, among words: [String]) -> Scope? {
    code(column, among: words + [Scope.allWord]).map { $0 == Scope.allWord ? .all : .one($0) }
  }

  /// The phase of education.
  mutating func phase() -> Phase? {
    code("phase", among: Phase.allCases.map(\.rawValue)).flatMap(Phase.init)
  }

  /// A phase or all: `.some(nil)`.
  mutating func phaseScope() -> Phase?? {
    scope("phase", among: Phase.allCases.map(\.rawValue)).map { $0.code.flatMap(Phase.init) }
  }

  /// Where children go for whom there is no place.
  mutating func destination() -> OverflowRow.Destination? {
    let words: [(String, OverflowRow.Destination)] = [
      ("over_number", .overNumber), ("other_authority", .otherAuthority), ("held", .held),
      ("awaiting", .awaiting),
    ]
    let all = words.map(\.0) + codes.provisions.map(\.code)
    guard let text = code("went", among: all) else { return nil }
    return words.first { $0.0 == text }?.1 ?? codes.provision(text).map { .provision($0) }
  }
}
