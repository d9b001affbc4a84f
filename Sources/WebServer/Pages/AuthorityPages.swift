import Reporting
import Scenarios
import Vocabulary

/// What the pages of an authority show, of the folder and its last results.
struct AuthorityPages {
  let pages: SitePages
  let state: Desk.State
  let place: any Workplace
  let token: String

  private var name: String { place.address }

  /// A page of the authority, with what is to be said on each of them.
  private func framed(_ title: String, _ body: String, address: String, marks: [String] = [])
    -> String
  {
    let (count, all) = state.illustrative
    let caution =
      count == 0
      ? ""
      : "\(count) of \(all) input figures are illustrative: invented, until the authority puts its own in their place."
    return pages.framed(
      .init(
        title: title, body: body, marks: marks, caution: caution,
        place: (name, place.title), address: address))
  }

  // MARK: Scenarios

  /// The authority's scenarios, with what the last run said of each.
  var home: String {
    var context: [String: Any] = [
      "name": name, "authority": name, "token": token, "standing": standing,
      "scenarios": state.contents.scenarios.map(line),
      "findings": state.contents.findings.filter { $0.severity != .note }.map(\.message),
      "findingCount": counts,
    ]
    if let overview = state.overview {
      let last = overview.record.baseCensus + overview.record.years
      context["measured"] = true
      context["plansTitle"] = "Plans, January \(last)"
      context["balanceTitle"] =
        OverviewFigures(overview).lastYear.map { "Balance at the end of \($0), £ million" }
        ?? "Balance"
    }
    if let changed { context["changed"] = changed }
    return framed(
      place.title, pages.part("authority", context), address: "", marks: state.marks)
  }

  private var standing: String {
    let base = state.contents.evidence.authority.baseCensus
    guard let record = state.overview?.record else {
      return "The evidence starts from January \(base). Nothing was run yet."
    }
    return
      "The evidence starts from January \(base). The last run, of \(record.draws) simulations and \(record.years) years, was finished \(Self.moment(record.finished))."
  }

  /// `on 22 November 2026 at 02:14 UTC` of `2026-11-22T02:14:34Z`.
  static func moment(_ text: String) -> String {
    let parts = text.split(separator: "T")
    guard parts.count == 2, let day = CalendarDate(String(parts[0])) else { return "at \(text)" }
    return "on \(day.text) at \(parts[1].prefix(5)) UTC"
  }

  /// Inputs that are not as the run read them; nil where all are.
  private var changed: String? {
    let paths = state.overview?.record.changed(in: state.contents.evidence.inputs) ?? []
    return paths.isEmpty ? nil : paths.joined(separator: ", ")
  }

  private func line(_ scenario: Scenario) -> [String: Any] {
    var context: [String: Any] = [
      "id": scenario.id, "name": scenario.name, "question": scenario.question, "authority": name,
    ]
    if let overview = state.overview {
      let figures = OverviewFigures(overview)
      context["measured"] = true
      context["plans"] = figures.plans(scenario.id)
      context["balance"] = figures.balance(scenario.id)
    }
    return context
  }

  private var counts: String {
    let findings = state.contents.findings
    let warnings = findings.count { $0.severity == .warning }
    let notes = findings.count { $0.severity == .note }
    return
      "\(warnings) warning\(warnings == 1 ? "" : "s") of the evidence (and \(notes) note\(notes == 1 ? "" : "s"); sufficiency check prints them, and those of the scenarios)"
  }

  // MARK: One scenario

  /// What the last run said of a scenario.
  ///
  /// - Parameter sections: the results, already shown; nil where it was not run.
  func scenario(_ scenario: Scenario, _ results: Desk.Piece?) -> String {
    var context: [String: Any] = ["name": name, "id": scenario.id]
    if let held = held(scenario) { context["held"] = held }
    if let results {
      context["run"] =
        [
          "name": name, "id": scenario.id, "results": results.html,
          "sections": results.contents.map { ["id": $0.id, "title": $0.title] },
          "files": place.files(of: scenario.id).map {
            ["file": $0, "name": name, "id": scenario.id]
          },
        ] as [String: Any]
    }
    return framed(
      scenario.name, pages.part("scenario", context), address: "/scenarios", marks: state.marks)
  }

  private func held(_ scenario: Scenario) -> [String: Any]? {
    let levers = scenario.allLevers
    guard !levers.isEmpty else { return nil }
    return [
      "items": levers.map {
        "\($0.summary) (\($0.provenance.status.rawValue)): \($0.provenance.source)"
      }
    ]
  }

  // MARK: Levers

  /// What a person has asked of the levers.
  struct Asked {
    var scenario: String
    var settings: DialSettings
    /// The texts as they were sent, so that nobody types twice.
    var texts: [String: String]
    var faults: [String] = []
  }

  /// The levers, and what they would do.
  func explore(_ asked: Asked, draws: Int, results: String) -> String {
    let board = state.board(from: asked.scenario)
    var context: [String: Any] = [
      "name": name, "token": token, "draws": "\(draws)", "results": results,
      "from": asked.texts["from"] ?? "\(asked.settings.from)",
      "first": "\(board.januaries.lowerBound)", "last": "\(board.januaries.upperBound)",
      "scenarios": state.contents.scenarios.map {
        ["id": $0.id, "name": $0.name, "chosen": $0.id == asked.scenario] as [String: Any]
      },
      "groups": groups(asked, board), "hidden": hidden(asked, board),
      "draftName": asked.texts["name"] ?? "", "draftQuestion": asked.texts["question"] ?? "",
      "draftSource": asked.texts["source"] ?? "",
    ]
    if !asked.faults.isEmpty { context["faults"] = ["items": asked.faults] }
    if let base = state.contents.scenarios.first(where: { $0.id == asked.scenario }),
      let held = held(base)
    {
      context["held"] = held
    }
    return framed("Move a lever", pages.part("explore", context), address: "/explore")
  }

  private static let groups: [(String, [Dial.Kind])] = [
    ("How many", [.newPlans, .ceasing]),
    (
      "What families and schools ask for", [.specialToBase, .independentToBase, .independentNaming]
    ),
    ("Places", [.specialPlaces, .basePlaces]), ("Money", [.fees, .topUps, .block, .transfer]),
  ]

  private func groups(_ asked: Asked, _ board: DialBoard) -> [[String: Any]] {
    Self.groups.compactMap { legend, kinds in
      let dials = kinds.compactMap(board.dial)
      guard !dials.isEmpty else { return nil }
      return ["legend": legend, "dials": dials.map { dial($0, asked) }]
    }
  }

  private func dial(_ dial: Dial, _ asked: Asked) -> [String: Any] {
    [
      "id": dial.id, "label": dial.label, "unit": dial.unit, "source": dial.source,
      "low": dial.number(dial.range.lowerBound), "high": dial.number(dial.range.upperBound),
      "step": dial.number(dial.step), "neutral": dial.number(dial.neutral),
      "value": value(dial, asked),
    ]
  }

  private func value(_ dial: Dial, _ asked: Asked) -> String {
    if let text = asked.texts[dial.id], !text.isEmpty { return text }
    return dial.number(asked.settings.values[dial.kind] ?? dial.neutral)
  }

  private func hidden(_ asked: Asked, _ board: DialBoard) -> [[String: Any]] {
    let own = [
      ("scenario", asked.scenario), ("from", asked.texts["from"] ?? "\(asked.settings.from)"),
    ]
    let dials = board.dials.map { ($0.id, value($0, asked)) }
    return (own + dials).map { ["id": $0.0, "value": $0.1] }
  }

  // MARK: Compare

  /// Scenarios beside one another.
  func compare(_ chosen: [String], note: String?, results: String) -> String {
    var context: [String: Any] = [
      "name": name, "most": "\(SideBySide.most - 1)", "results": results,
      "scenarios": state.contents.scenarios.filter { $0.id != Scenario.baselineID }.map {
        [
          "id": $0.id, "name": $0.name, "chosen": chosen.contains($0.id),
          "most": "\(SideBySide.most - 1)",
        ] as [String: Any]
      },
    ]
    if let note { context["note"] = note }
    return framed(
      "Compare scenarios", pages.part("compare", context), address: "/compare", marks: state.marks)
  }
}
