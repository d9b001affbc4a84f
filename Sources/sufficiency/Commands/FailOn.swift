import ArgumentParser
import Vocabulary

/// The gravity of findings from which a finished command exits with 3.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case note
  case warning
  case never

  /// Throws exit code 3 where a finding is that grave.
  func check(_ findings: [Finding]) throws {
    let limit: Finding.Severity
    switch self {
    case .note: limit = .note
    case .warning: limit = .warning
    case .never: return
    }
    if findings.contains(where: { $0.severity >= limit }) {
      throw ExitCode(ExitStatus.findings.rawValue)
    }
  }
}
