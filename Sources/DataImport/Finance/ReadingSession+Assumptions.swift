import Vocabulary

extension ReadingSession {
  /// Values that replace the tool's own assumptions.
  mutating func readAssumptions() {
    let known = knownAssumptions
    let values = rows(of: .assumptions) { row -> (String, Double, Provenance)? in
      let name = row.name("name")
      if let name, let known, known[name] == nil {
        row.report(
          .unknownAssumption, "name", seen: name.shown,
          expected: "the name of an assumption of the tool",
          remedy: "See the assumption log of a run. "
            + Suggestion.text(for: name, among: known.keys.sorted()))
      }
      let value = row.number("value")
      if let name, let value, let bounds = known?[name], !bounds.contains(value) {
        row.report(
          .outOfRange, "value", seen: "\(value)",
          expected: "\(bounds.lowerBound) to \(bounds.upperBound)",
          remedy: "Correct the value, or remove the row to use the tool's own.")
      }
      guard let provenance = row.provenance(), let name, let value else { return nil }
      return (name, value, provenance)
    }
    for (name, value, provenance) in values.map(\.value) {
      evidence.assumptions[name] = (value, provenance)
    }
  }
}
