import Foundation
public import Vocabulary

/// The scenario folder that `import transitions` makes: the four files as they were given, a frame, and two scenarios.
public struct TransitionFolder: Sendable {
  /// The bytes by path below the folder.
  public let files: [(path: String, bytes: [UInt8])]

  /// Makes the files of a folder.
  ///
  /// - Parameters:
  ///   - directory: where the four files lie; `costs.csv` may be missing.
  ///   - evidence: what reading them gave.
  ///   - code: DfE's code of the authority; empty where it is not to be named.
  public init(directory: String, evidence: TransitionEvidence, code: String) {
    let tables = TransitionFile.all.compactMap { file -> (path: String, bytes: [UInt8])? in
      let data = FileManager.default.contents(atPath: "\(directory)/\(file.name).csv")
      return data.map { (path: file.path, bytes: [UInt8]($0)) }
    }
    let texts = [
      ("authority.yaml", Self.authority(evidence, code: code)),
      ("baseline.yaml", Self.baseline),
      ("more-new-plans.yaml", Self.example(starts: evidence.baseCensus + 2)),
    ]
    files = tables + texts.map { (path: $0.0, bytes: Array($0.1.utf8)) }
  }

  private static func authority(_ evidence: TransitionEvidence, code: String) -> String {
    let authority = evidence.authority
    let name = authority.name.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    return """
      # yaml-language-server: $schema=schemas/authority.schema.json
      # A folder of person-level transitions, made by 'sufficiency import transitions'.
      name: "\(name)"
      basis: transitions
      \(code.isEmpty ? "# dfe_code: \"855\"           # DfE's three-digit code, in quotes" : "dfe_code: \"\(code)\"")
      horizon: \(authority.horizon)                  # years to project from January \(evidence.baseCensus), unless the command says otherwise
      prior_strength: 1            # observations that the rate of a national curriculum year weighs; or: estimated
      parameters: once_per_draw    # or: every_cohort_and_year, as in MastodonC's witan.send
      population_after_last_year: \(evidence.frame.holdsPopulation ? "held" : "refused")  # held: the last year's is used for later years

      """
  }

  private static let baseline = """
    # yaml-language-server: $schema=schemas/scenario.schema.json
    # The scenario in which nothing is done. The others are compared with it.
    name: Baseline
    question: What if rates stay as they were in the years observed?
    levers: []

    """

  private static func example(starts: Int) -> String {
    """
    # yaml-language-server: $schema=schemas/scenario.schema.json
    # An example: invented, to show the lever. Replace it with your own.
    name: More new plans
    question: What if a tenth more residents got a plan each year?
    levers:
      - lever: new_plan_rate
        multiply: 1.10             # 10 % more new plans
        starts: \(starts)               # shows in the census of January \(starts)
        status: illustrative
        source: "illustrative: invented; replace it"

    """
  }
}
