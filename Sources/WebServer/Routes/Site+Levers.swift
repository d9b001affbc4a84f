import Hummingbird
import Reporting
import Scenarios

/// Moving levers, and keeping what they are moved to.
extension Site {
  /// What is asked of the levers; faults are for the page to show.
  private func asked(_ fields: FormFields, _ state: Desk.State) -> AuthorityPages.Asked {
    let texts = fields.texts
    let scenario = texts["scenario"] ?? Scenario.baselineID
    let (settings, faults) = state.board(from: scenario).settings(
      texts, besides: ["scenario", "name", "question", "source", "token"])
    var asked = AuthorityPages.Asked(
      scenario: scenario, settings: settings, texts: texts, faults: faults)
    if !state.contents.scenarios.contains(where: { $0.id == scenario }) {
      asked.scenario = Scenario.baselineID
      asked.faults.append("There is no scenario '\(scenario.prefix(80))' to start from.")
    }
    return asked
  }

  func explore(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    var asked = asked(try request.asked, state)
    var results = ""
    do {
      if asked.faults.isEmpty {
        results = try await explored(asked.scenario, asked.settings, desk, state)
      }
    } catch let refusal as Refusal {
      asked.faults += refusal.reasons
    }
    let html = authorityPages(desk, state).explore(asked, draws: draws, results: results)
    return withToken(html, status: asked.faults.isEmpty ? .ok : .unprocessableContent)
  }

  func preview(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    let asked = asked(try request.asked, state)
    do {
      if !asked.faults.isEmpty { throw Refusal(asked.faults) }
      return .html(try await explored(asked.scenario, asked.settings, desk, state))
    } catch let refusal as Refusal {
      return .html(
        pages.part("problem", ["reasons": refusal.reasons]), status: .unprocessableContent)
    }
  }

  /// What the levers would do, as sections.
  func explored(
    _ base: String, _ settings: DialSettings, _ desk: Desk, _ state: Desk.State
  ) async throws -> String {
    let moved = settings.values.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue)=\($0.value)" }.joined(separator: "&")
    let pages = pages
    return try await desk.piece("explore \(base) \(settings.from) \(moved)", of: state) {
      let results = try await desk.explored(base, settings, of: state)
      guard let source = state.source(Drafting.explored, of: results) else {
        throw Refusal(["The results could not be read back. This is a fault of Sufficiency."])
      }
      return Desk.Piece(html: ExploredView(pages: pages, source: source).html)
    }.html
  }

  /// Keeps a draft as a scenario file.
  func keep(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    let form = try await request.form()
    guard token.holds(request, form) else { throw Self.foreignForm }
    var asked = asked(form, state)
    if asked.settings.values.isEmpty, asked.faults.isEmpty {
      asked.faults.append("No lever was moved: there is nothing to keep yet.")
    }
    if asked.faults.isEmpty {
      do {
        let id = try await save(form, asked, desk, state)
        return .redirect(to: "/\(desk.place.address)/scenarios/\(id)")
      } catch let refusal as Refusal {
        asked.faults += refusal.reasons
      }
    }
    let html = authorityPages(desk, state).explore(asked, draws: draws, results: "")
    return withToken(html, status: .unprocessableContent)
  }

  static var foreignForm: HTTPError {
    HTTPError(
      .forbidden,
      message:
        "This form is from before the server was started, or from elsewhere. Go back, reload the page and try again."
    )
  }

  private func save(
    _ form: FormFields, _ asked: AuthorityPages.Asked, _ desk: Desk, _ state: Desk.State
  ) async throws -> String {
    let draft = try Drafts.draft(form)
    let drafting = Drafting(state)
    let text = try drafting.text(draft, from: asked.scenario, asked.settings)
    _ = try drafting.read(text, as: draft.id)
    try await desk.keep(text, as: draft.id)
    return draft.id
  }
}
