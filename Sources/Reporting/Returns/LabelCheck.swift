import Vocabulary

/// The row labels of a return held against those of the user's own template, character for character.
///
/// Numbers, years and amounts are left out on both sides. Of the capacity survey the codes of planning areas are compared, of section
/// 251 the codes of lines alone, since their words differ between years.
public struct LabelCheck: Sendable {
  /// Labels of the return that the template does not have.
  public let missingInTemplate: [String]
  /// Labels of the template that the return does not have.
  public let missingInReturn: [String]

  /// Compares.
  ///
  /// - Parameter template: the texts of the template.
  public init(_ request: ReturnRequest, template: [String]) {
    let ours = Self.labels(request)
    let theirs = template.compactMap { Self.compared($0, request.kind) }
    missingInTemplate = ours.filter { !theirs.contains($0) }
    missingInReturn = theirs.reduce(into: []) { missing, label in
      if !ours.contains(label), !missing.contains(label) { missing.append(label) }
    }
  }

  /// True where a label is missing on either side.
  public var differs: Bool { !missingInTemplate.isEmpty || !missingInReturn.isEmpty }

  /// A line for each label, with the one it may stand for.
  public var text: String {
    let first = missingInTemplate.map { line("not in the template", $0, missingInReturn) }
    let second = missingInReturn.map { line("not in the return", $0, missingInTemplate) }
    return (first + second).map { $0 + "\n" }.joined()
  }

  private func line(_ what: String, _ label: String, _ others: [String]) -> String {
    let near = Suggestion.nearest(to: label, among: others)
    return "\(what): '\(label)'\(near.map { ", near to '\($0)'" } ?? "")"
  }

  /// The labels of a return, in its order.
  public static func labels(_ request: ReturnRequest) -> [String] {
    switch request.kind {
    case .dsgPlan:
      ReturnLabels.dsgSheets + ReturnLabels.ageGroups + ReturnLabels.needs + [ReturnLabels.total]
    case .lsrp: ReturnLabels.ageGroups + ReturnLabels.lsrpProvisions + ReturnLabels.needs
    case .scap: request.tables.areas.map(\.code) + [SCAPArea.column(0)]
    case .s251: Section251Line.all.filter(\.isHighNeeds).map(\.code)
    }
  }

  /// What is compared of a text of the template; nil for nothing.
  private static func compared(_ text: String, _ kind: ReturnKind) -> String? {
    switch kind {
    case .s251: return code(text)
    case .scap where text.count >= 6 && text.allSatisfy(\.isNumber): return text
    default: return text.contains(where: \.isLetter) ? text : nil
    }
  }

  /// `1.2.1` of "1.2.1 Top-up funding".
  private static func code(_ text: String) -> String? {
    let word = text.prefix { $0.isNumber || $0 == "." }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts.allSatisfy { !$0.isEmpty } ? String(word) : nil
  }
}
