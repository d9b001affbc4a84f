import Foundation
public import Vocabulary
import Yams

/// Reads `labels.yaml`: what an authority calls provisions and needs in what it publishes.
public enum LabelsReader {
  /// The file's name in a scenario folder.
  public static let file = "labels.yaml"

  /// Reads the labels of a folder; none where it has no such file.
  ///
  /// The file has up to two keys, `provisions` and `needs`, each a map from codes to names:
  /// ```yaml
  /// provisions:
  ///   DSP: Designated specialist provision
  /// ```
  public static func read(
    folder: String, codes: CodeLists
  ) -> (labels: LocalLabels, findings: [Finding]) {
    let path = "\(folder)/\(file)"
    guard FileManager.default.fileExists(atPath: path) else { return (LocalLabels(), []) }
    guard let bytes = BoundedFile.bytes(of: path, upTo: PlainYAML.mostBytes + 1) else {
      return (LocalLabels(), [malformed("something that is no file, or may not be read")])
    }
    return read(bytes, codes: codes)
  }

  static func read(_ bytes: [UInt8], codes: CodeLists) -> (labels: LocalLabels, findings: [Finding])
  {
    let text = PlainYAML.text(bytes)
    if let refusal = text.flatMap(PlainYAML.refusal) { return (LocalLabels(), [refused(refusal)]) }
    guard let text, AuthorityReader.lineWithAlias(text) == nil,
      let node = try? Yams.compose(yaml: text), let map = node.mapping
    else { return (LocalLabels(), [malformed("a file that is no YAML of keys and names")]) }
    if let refusal = node.refusal { return (LocalLabels(), [refused(refusal)]) }
    var labels = LocalLabels()
    var findings: [Finding] = []
    for (key, value) in map {
      let known: [String]
      switch key.string {
      case "provisions": known = codes.provisions.map(\.code)
      case "needs": known = codes.needs.map(\.code)
      default:
        findings.append(
          unknown(key, expected: "provisions or needs", among: ["provisions", "needs"]))
        continue
      }
      let names = names(value, among: known, &findings)
      if key.string == "needs" { labels.needs = names } else { labels.provisions = names }
    }
    return (labels, findings)
  }

  private static func names(
    _ node: Node, among known: [String], _ findings: inout [Finding]
  ) -> [String: String] {
    guard let map = node.mapping else {
      findings.append(malformed("something that is no map of codes to names", node))
      return [:]
    }
    var names: [String: String] = [:]
    for (key, value) in map {
      guard let code = key.string, known.contains(code) else {
        findings.append(unknown(key, expected: "one of \(known.listed)", among: known))
        continue
      }
      guard let name = value.string, !name.allSatisfy(\.isWhitespace),
        name.unicodeScalars.allSatisfy(\.isShown), name.unicodeScalars.count <= 100
      else {
        findings.append(malformed("no name of at most 100 characters", value))
        continue
      }
      names[code] = name
    }
    return names
  }

  private static func unknown(_ key: Node, expected: String, among words: [String]) -> Finding {
    let seen = key.string ?? ""
    return Finding(
      .unknownKey, at: .init(file, row: key.mark?.line, column: seen), seen: seen.shown,
      expected: expected, remedy: Suggestion.text(for: seen, among: words))
  }

  private static func refused(_ refusal: PlainYAML.Refusal) -> Finding {
    Finding(
      .malformedYAML, at: .init(file, row: refusal.line), seen: refusal.seen,
      expected: refusal.expected, remedy: "Write one line for each code and its name.")
  }

  private static func malformed(_ seen: String, _ node: Node? = nil) -> Finding {
    Finding(
      .malformedYAML, at: .init(file, row: node?.mark?.line), seen: seen,
      expected: "keys provisions and needs, each with codes and names",
      remedy: "Write lines such as 'DSP: Designated specialist provision' under provisions.")
  }
}
