import Foundation
public import Reporting
public import Scenarios
public import Vocabulary

/// A scenario folder as it was read: what pages show and previews are made of.
public struct WorkplaceContents: Sendable {
  /// What the folder says.
  public let evidence: Evidence
  /// The scenarios, the baseline first.
  public let scenarios: [Scenario]
  /// The text of each scenario's file, by id.
  public let texts: [String: String]
  /// How the authority calls things.
  public let labels: LocalLabels
  /// Every finding of the folder.
  public let findings: [Finding]

  /// Collects what was read.
  public init(
    evidence: Evidence, scenarios: [Scenario], texts: [String: String], labels: LocalLabels,
    findings: [Finding]
  ) {
    self.evidence = evidence
    self.scenarios = scenarios
    self.texts = texts
    self.labels = labels
    self.findings = findings
  }
}

/// What is refused, in words for the person in front of the page.
public struct Refusal: Error, Sendable, CustomStringConvertible {
  /// One line a reason: what is wrong, what was expected, what to do.
  public let reasons: [String]
  /// The reasons, one a line.
  public var description: String { reasons.joined(separator: "\n") }

  /// Refuses for some reasons.
  public init(_ reasons: [String]) { self.reasons = reasons }
}

/// An authority's folder and its results, as the command lends them to the pages: the server itself knows no files.
///
/// Every function may block, and any may be called while another works. No text that it gives or throws has a path of this machine in it.
public protocol Workplace: Sendable {
  /// The folder's name, which is the authority's in addresses.
  var name: String { get }
  /// The authority's name in words.
  var title: String { get }
  /// Changes when a file of the folder or its results does. Costs no more than a look at their dates.
  func stamp() -> String
  /// Reads the folder.
  /// - Throws: `Refusal` where it has errors.
  func contents() throws -> WorkplaceContents
  /// The results of the last run on disk; nil where there is none.
  /// - Parameters:
  ///   - scenarios: ids; nil for all. The baseline is always read.
  ///   - files: the tables of each scenario that are wanted.
  ///   - cut: what is kept of each table; nil where all is.
  func results(
    of scenarios: [String]?, files: [String], cut: PublishedEdition.Cutting?
  ) -> RunResults?
  /// What readers outside have already: the edition that stands beside the results.
  /// - Throws: `Refusal` where it is not as it was published.
  func published() throws -> [RunResults]
  /// Results that are not on disk, read as those on disk are.
  func results(reading files: [OutputFile]) -> RunResults?
  /// The marks of the last run, such as `Draft`.
  func marks() -> [String]
  /// Runs every scenario of the folder and writes the results, as `sufficiency run` does.
  /// - Returns: what else should have been done but was not, in words; the results are written.
  /// - Throws: `RunCancelled` where the watch ended it; `Refusal`. Then nothing was written.
  func run(_ watch: RunWatch) throws -> [String]
  /// The ids of the scenario files that are in the folder now.
  func scenarioIDs() -> [String]
  /// Writes a scenario file.
  /// - Throws: `Refusal` where there is one of that id already, or it cannot be written.
  func save(_ text: String, as id: String) throws
  /// The names of the tables that the last run left of a scenario.
  func files(of scenario: String) -> [String]
  /// A table of the last run; nil where there is none.
  func file(_ name: String, of scenario: String) -> [UInt8]?
  /// `comparison.csv` of the last run; nil where there is none.
  func comparison() -> [UInt8]?
  /// The last run as a workbook.
  /// - Parameter edition: what may be published of it; nil where officers read it.
  /// - Throws: `Refusal`.
  func workbook(_ edition: PublishedEdition?) throws -> [UInt8]
}

extension Workplace {
  /// The name as it stands in addresses, where not every letter may.
  var address: String {
    name.addingPercentEncoding(withAllowedCharacters: Self.lettersOfAddresses) ?? name
  }

  private static var lettersOfAddresses: CharacterSet {
    CharacterSet(charactersIn: "-._~").union(.urlHostAllowed).subtracting(
      CharacterSet(charactersIn: "!$&'()*+,;=:[]"))
  }

  /// The results of the last run, every row of the tables; nil where there is none.
  func results(of scenarios: [String]?, files: [String]) -> RunResults? {
    results(of: scenarios, files: files, cut: nil)
  }
}
