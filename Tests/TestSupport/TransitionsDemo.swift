import DataImport
import Foundation
public import Vocabulary

/// The anonymised authority of MastodonC's demo and the parameters that their tool estimates from it; outside the repository.
public enum TransitionsDemo {
  /// Its folder.
  public static var folder: String { ReferenceData.path("transitions-demo") }

  /// True if it is there.
  public static var isPresent: Bool {
    FileManager.default.fileExists(atPath: "\(folder)/transitions.csv")
  }

  /// What reading it gives.
  public static func evidence(holdsPopulation: Bool = false) throws -> TransitionEvidence {
    let (evidence, findings) = TransitionReader.read(
      directory: folder, name: "Demo", holdsPopulation: holdsPopulation)
    guard let evidence else { throw SmallAuthority.Refused(findings: findings) }
    return evidence
  }

  /// The rows of a file of estimates, unzipped where it is zipped, by column.
  public static func estimates(_ name: String) throws -> [[String: String]] {
    let path = "\(folder)/estimated/\(name)"
    let text =
      name.hasSuffix(".gz")
      ? try Command.run("/bin/gunzip", ["-c", path]).output
      : try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { cells in
      Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
    }
  }
}
