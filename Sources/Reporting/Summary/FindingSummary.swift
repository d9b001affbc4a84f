import Vocabulary

/// The part of the summary that says what a reader should know of the inputs.
struct FindingSummary {
  let findings: [Finding]
  let width: Int

  /// The counts, and one line for each of the first three kinds that are more than notes.
  var lines: [String] {
    var seen: Set<Finding> = []
    let unique = findings.filter { seen.insert($0).inserted }
    let counts = Finding.Severity.allCases.reversed().map { severity in
      let count = unique.count { $0.severity == severity }
      return "\(Wording.count(count)) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    var codes: Set<String> = []
    let gravest = [Finding.Severity.error, .warning].flatMap { severity in
      unique.filter { $0.severity == severity && codes.insert($0.code).inserted }
    }
    return ["About the inputs: " + counts.joined(separator: ", ") + " (findings.csv)"]
      + gravest.prefix(3).map { Wording.cut(Self.line($0), to: width) }
  }

  private static func line(_ finding: Finding) -> String {
    let text = "  \(finding.code) \(finding.place.file): \(finding.seen). \(finding.done)"
    return String(text.map { $0.isNewline ? " " : $0 })
  }
}
