import Hummingbird
import Reporting
import Scenarios
import Vocabulary

/// Scenarios side by side.
extension Site {
  func compare(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    let ids = state.contents.scenarios.map(\.id)
    let wanted = try request.asked.all("with").filter { ids.contains($0) }
    let chosen = Array(
      wanted.filter { $0 != Scenario.baselineID }.prefix(SideBySide.most - 1))
    var note: String?
    if wanted.count > chosen.count {
      note = "Only the first \(SideBySide.most - 1) are shown: more lines could not be told apart."
    }
    var results = ""
    if state.overview == nil {
      note = "Nothing was run yet. Run every scenario first."
    } else if !chosen.isEmpty {
      results = try await compared(chosen, desk, state)
    }
    return .html(authorityPages(desk, state).compare(chosen, note: note, results: results))
  }

  private func compared(
    _ chosen: [String], _ desk: Desk, _ state: Desk.State
  ) async throws -> String {
    let (place, pages) = (desk.place, pages)
    let held = chosen.filter { state.overview?.scenario($0) != nil }
    return try await desk.piece("compare \(chosen.joined(separator: " "))", of: state) {
      guard let results = place.results(of: held, files: SideBySide.files),
        let source = state.source(Scenario.baselineID, of: results)
      else { throw Refusal(["The results could not be read. Run the folder again."]) }
      return Desk.Piece(
        html: pages.documents.fragment(SideBySide(source, scenarios: held).sections))
    }.html
  }
}
