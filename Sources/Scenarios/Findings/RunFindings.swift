public import Vocabulary

/// The kinds of finding that scenario files, the stages and a run can bring up; those of reading a folder are DataImport's.
public enum RunFindings {
  /// All kinds, by stage.
  public static let kinds = projection + placement + scenarios

  private static let projection = [
    FindingKind(
      "PR-001", .note,
      "No table of year × need × provision is given: the opening table is raked from the two-way tables, and is synthetic."
    ),
    FindingKind(
      "PR-002", .warning,
      "DfE was not told the placement of some plans: they are spread over the known provisions of the same year of age."
    ),
    FindingKind(
      "PR-003", .note,
      "England's population ends before the year that is needed: everybody is made older, nobody moves or dies."
    ),
    FindingKind(
      "PR-004", .note,
      "More plans ceased from a provision than stood there: the rest is taken to have entered it during the year."
    ),
    FindingKind(
      "PR-005", .note,
      "Ceased plans by provision and by year of age match no rates together: those by year of age count in full."
    ),
    FindingKind(
      "PR-006", .note,
      "Rates differ by no more than chance, so how much England's figures weigh has no likeliest value: England's profile is used."
    ),
    FindingKind(
      "PR-007", .note,
      "Plans are counted by year, need and provision: the opening table is that count and not raked from margins."
    ),
    FindingKind(
      "PR-040", .note, "A code has no plans at the origin of a forecast: it is not forecast."),
    FindingKind(
      "PR-041", .warning,
      "Fewer than four years of plans: growth that is not known counts as the mean of all authorities."
    ),
    FindingKind(
      "PR-042", .warning, "An age group is not published at the origin: what stands for it is said."
    ),
    FindingKind(
      "PR-043", .note,
      "Years without age groups: growth over them counts as the mean of all authorities."),
    FindingKind("PR-044", .warning, "Age groups do not add to the total: the groups were used."),
    FindingKind("PR-050", .warning, "A later count is not after the base census: it was left out."),
    FindingKind(
      "PR-051", .note,
      "A count of plans issued is contained in a later one: only the later was used."),
    FindingKind(
      "PR-052", .warning,
      "A count of plans issued in a year without expected new plans: it was left out."),
    FindingKind(
      "PR-060", .warning,
      "Too few requests and new plans to estimate the backlog: new plans follow past growth alone."),
    FindingKind(
      "PR-061", .note,
      "Years without requests or new plans: what stood above or below the usual backlog fades over them."
    ),
    FindingKind(
      "PR-062", .warning,
      "Requests and new plans end before the base year: the years between are simulated."),
    FindingKind("PR-063", .warning, "Requests below a third of new plans: they count as missing."),
    FindingKind(
      "PR-064", .note,
      "Children in process are counted: the count takes the place of what flows imply."),
    FindingKind(
      "PR-065", .warning,
      "Children in process are counted of another January than the flows end with: the count is not used."
    ),
    FindingKind(
      "PR-066", .warning,
      "Children in process are less than half, or more than twice, what flows imply: the count is used."
    ),
  ]

  private static let placement = [
    FindingKind(
      "PL-001", .note, "Rolls of a provision do not add to its plans: they are raised alike."),
    FindingKind(
      "PL-002", .warning,
      "Children on roll outside the years or needs of their setting: they stay until they leave, and nobody follows them."
    ),
    FindingKind(
      "PL-003", .warning,
      "More children on the waiting list than plans in the opening table: they are left off the list."
    ),
    FindingKind(
      "PL-004", .warning,
      "Settings without commissioned places: their places are their roll, and no surplus is reported."
    ),
    FindingKind(
      "PL-005", .warning,
      "A need that no setting of a provision serves: children go where the overflow table says."),
    FindingKind(
      "PL-006", .note,
      "No waiting list: the run starts with nobody waiting, and need for places is the lower for it."
    ),
    FindingKind(
      "PL-007", .warning,
      "A need and phase that no setting of a provision serves: children go where the overflow table says."
    ),
    FindingKind(
      "PL-008", .note,
      "Settings without a place on the map: journeys to them count as the longest reasonable ones."),
    FindingKind(
      "PL-009", .note,
      "No local evidence on areas: they are split by population only, and their rows say so."),
    FindingKind(
      "PL-010", .note,
      "Year groups of two schemes overlap: their places are open to every year of the setting."),
    FindingKind(
      "PL-011", .warning,
      "Places are given out as is cheapest: a comparator for officers, nothing to publish."),
    FindingKind(
      "PL-012", .warning,
      "Independent schools with places of their own: no share of those who look there looks for a special school."
    ),
    FindingKind("PL-020", .warning, "There is enough only if schools admit above their places."),
  ]

  private static let scenarios = [
    FindingKind("SC-001", .error, "There is no baseline.yaml."),
    FindingKind("SC-002", .error, "A scenario file is not YAML with keys and values."),
    FindingKind("SC-003", .error, "A key that the file may not have."),
    FindingKind("SC-004", .error, "A value that the key may not have, or a key that is missing."),
    FindingKind("SC-005", .error, "A lever that the tool does not have."),
    FindingKind("SC-006", .error, "A scenario file that cannot be read as UTF-8."),
    FindingKind(
      "SC-007", .error, "Evidence that the model cannot use, though every file can be read."),
    FindingKind("SC-008", .warning, "A file ending in .yml: it is not read."),
    FindingKind("SC-010", .warning, "Population ends before the run: the run is shorter."),
    FindingKind(
      "SC-011", .warning, "Costs and no settings: the account has no place funding and is too low."),
    FindingKind("SC-012", .warning, "A lever starts after the end of the run: it changes nothing."),
    FindingKind(
      "SC-013", .warning,
      "A scenario closes more places than there are: the setting is taken to have none."),
    FindingKind(
      "SC-014", .warning,
      "A savings line gives another ramp than its levers: the levers are followed."),
    FindingKind(
      "SC-020", .error, "A lever or savings line that folders with basis: transitions do not have."),
    FindingKind(
      "SC-050", .note,
      "No flows by provision of the closed year: the growth of all its plans is spread evenly, moves are put on 1 September."
    ),
    FindingKind(
      "SC-051", .warning,
      "A line's outturn is outside 0.90 to 1.10 times what plans and prices make: it is tied all the same."
    ),
    FindingKind("SC-052", .note, "Lines without an outturn are not reconciled."),
    FindingKind("SC-053", .warning, "A cost of a plan outside 0.6 to 1.6 times England's."),
  ]
}
