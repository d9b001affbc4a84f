import DataImport
public import Vocabulary

/// A small invented authority in the transitions format: 2 needs, 4 settings, academic years 0 to 5. Illustrative throughout.
public enum SmallTransitions {
  /// Settings: a school for the younger, one for all, one for the older, one that nobody moves to.
  public static let validStates = """
    setting,setting-group,min-academic-year,max-academic-year,needs,setting->setting
    MAIN,schools,0,5,"A,B","MAIN,SPEC,COLL"
    SPEC,special,0,4,"A,B","MAIN,SPEC,COLL"
    COLL,later,4,5,A,"MAIN,COLL"
    HOME,other,0,5,B,HOME

    """

  /// Costs of every need and setting.
  public static let costs = """
    need,setting,cost
    A,MAIN,8000
    B,MAIN,9000.50
    A,SPEC,24000
    B,SPEC,26000
    A,COLL,12000
    B,HOME,1000

    """

  /// The four files by name.
  public static let tables: [String: String] = [
    "transitions": transitions, "population": population(2020...2026),
    "valid-states": validStates, "costs": costs,
  ]

  /// A scenario folder, its YAML as `import` would write it but for the name.
  public static func files(authority: String = "") -> [String: String] {
    let yaml = "name: Smalltown\nbasis: transitions\nhorizon: 3\n\(authority)"
    let evidence = tables.map { ("evidence/\($0).csv", $1) }
    return Dictionary(uniqueKeysWithValues: evidence).merging([
      "authority.yaml": yaml, "baseline.yaml": baseline, "more-joiners.yaml": moreJoiners,
    ]) { first, _ in first }
  }

  /// The scenario in which nothing is done.
  public static let baseline = "name: Baseline\nquestion: What if nothing changes?\nlevers: []\n"

  /// An illustrative scenario of more new plans.
  public static let moreJoiners = """
    name: More new plans
    question: What if a quarter more got a plan?
    levers:
      - {lever: new_plan_rate, multiply: 1.25, starts: 2024, status: illustrative, source: invented}

    """

  /// What reading it gives, without a disk; some files may be replaced.
  public static func evidence(
    authority: String = "", replacing: [String: String] = [:]
  ) throws -> TransitionEvidence {
    let (evidence, findings) = read(authority: authority, replacing: replacing)
    guard let evidence else { throw SmallAuthority.Refused(findings: findings) }
    return evidence
  }

  /// The same with its findings.
  public static func read(
    authority: String = "", replacing: [String: String] = [:]
  ) -> (evidence: TransitionEvidence?, findings: [Finding]) {
    let files = files(authority: authority).merging(replacing) { $1 }
    return TransitionReader.read(
      contents: FolderContents(files: files.mapValues { Array($0.utf8) }))
  }

  /// Residents of each academic year.
  public static func population(_ years: ClosedRange<Int>) -> String {
    years.reduce("calendar-year,academic-year,population\n") { text, year in
      (0...5).reduce(text) { $0 + "\(year),\($1),\(1000 + 10 * (year - 2020) + $1)\n" }
    }
  }

  /// Calendar years 2020 to 2022, so that the base census is January 2023.
  public static let transitions: String = {
    let header =
      "calendar-year,setting-1,need-1,academic-year-1,setting-2,need-2,academic-year-2\n"
    return (2020...2022).reduce(header) { text, year in
      people.reduce(text) { text, row in
        (0..<row.times).reduce(text) { text, _ in text + "\(year),\(row.text)\n" }
      }
    }
  }()

  private static let people: [(text: String, times: Int)] = [
    ("NONSEND,NONSEND,-1,MAIN,A,0", 6), ("NONSEND,NONSEND,-1,SPEC,B,0", 2),
    ("NONSEND,NONSEND,1,MAIN,B,2", 3), ("NONSEND,NONSEND,2,HOME,B,3", 1),
    ("MAIN,A,0,MAIN,A,1", 18), ("MAIN,A,0,SPEC,A,1", 1), ("MAIN,A,0,NONSEND,NONSEND,1", 1),
    ("SPEC,B,0,SPEC,B,1", 4), ("MAIN,A,1,MAIN,A,2", 15), ("MAIN,A,1,SPEC,B,2", 1),
    ("SPEC,B,1,SPEC,B,2", 3), ("SPEC,B,1,NONSEND,NONSEND,2", 1), ("MAIN,A,2,MAIN,A,3", 12),
    ("MAIN,B,2,MAIN,B,3", 6), ("MAIN,B,2,SPEC,B,3", 2), ("SPEC,B,2,SPEC,B,3", 4),
    ("MAIN,A,3,COLL,A,4", 3), ("MAIN,A,3,MAIN,A,4", 8), ("MAIN,A,3,NONSEND,NONSEND,4", 2),
    ("SPEC,B,3,SPEC,B,4", 5), ("HOME,B,3,HOME,B,4", 1), ("COLL,A,4,COLL,A,5", 2),
    ("SPEC,B,4,MAIN,B,5", 3), ("SPEC,B,4,NONSEND,NONSEND,5", 1),
    ("MAIN,A,4,NONSEND,NONSEND,5", 4), ("MAIN,A,4,MAIN,A,5", 3),
  ]
}
