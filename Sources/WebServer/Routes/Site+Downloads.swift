import Hummingbird
import Reporting
import Scenarios

/// Files to take away.
extension Site {
  func addDownloads(to router: Router<Context>) {
    router.get("/:place/results.xlsx") { request, context in
      try await workbook(request, context)
    }
    router.get("/:place/comparison.csv") { request, context in
      try await comparison(request, context)
    }
    router.get("/:place/scenarios/:scenario/report.html") { request, context in
      try await report(request, context)
    }
    router.get("/:place/scenarios/:scenario/files/:file") { request, context in
      try await table(request, context)
    }
  }

  /// What readers outside may see of the last run; nil where officers ask.
  ///
  /// - Parameters:
  ///   - state: of which; as the folder is now where there is none.
  ///   - otherwise: who reads it where the address does not say.
  private func edition(
    _ request: Request, _ desk: Desk, of state: Desk.State? = nil,
    otherwise: Audience = .officers
  ) async throws -> PublishedEdition? {
    guard try audience(request, otherwise).isPublished else { return nil }
    let now: Desk.State
    if let state { now = state } else { now = try await desk.current() }
    guard let edition = try await desk.edition(of: now) else { throw Self.notRun }
    return edition
  }

  private func audience(_ request: Request, _ otherwise: Audience) throws -> Audience {
    let word = try request.asked["for"] ?? otherwise.rawValue
    guard let audience = Audience(rawValue: word) else {
      let known = Audience.allCases.map(\.rawValue).joined(separator: ", ")
      throw HTTPError(.badRequest, message: "Downloads are for one of \(known).")
    }
    return audience
  }

  private func workbook(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    let edition = try await edition(request, desk, of: state)
    let name = "\(state.stamp) workbook\(edition == nil ? "" : " published")"
    guard let file = try await desk.download(name, { try $0.workbook(edition) }) else {
      throw Self.notRun
    }
    return .download(
      file, name: "\(desk.place.name)\(edition == nil ? "" : "-published").xlsx",
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }

  private func comparison(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    if let edition = try await edition(request, desk) {
      return .download(
        Array(edition.comparison.text.utf8), name: "comparison-published.csv",
        type: "text/csv; charset=utf-8")
    }
    guard let file = try await desk.download("comparison", { $0.comparison() }) else {
      throw Self.notRun
    }
    return .download(file, name: "comparison.csv", type: "text/csv; charset=utf-8")
  }

  private func table(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    let scenario = try known(context, try await desk.current())
    let file = context.word("file")
    if let edition = try await edition(request, desk) {
      guard let table = edition.csv(file, of: scenario.id) else {
        throw HTTPError(.notFound, message: "No such table of the last run is for readers outside.")
      }
      return .download(
        Array(table.text.utf8), name: "\(scenario.id)-published-\(file)",
        type: "text/csv; charset=utf-8")
    }
    // Only a name that is in the list is ever made part of a path.
    guard desk.place.files(of: scenario.id).contains(file),
      let table = try await desk.download(
        "\(scenario.id)/\(file)", { $0.file(file, of: scenario.id) })
    else { throw HTTPError(.notFound, message: "The last run left no such table.") }
    return .download(
      table, name: "\(scenario.id)-\(file)", type: "text/csv; charset=utf-8")
  }

  private func report(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    let scenario = try known(context, state)
    let edition = try await edition(request, desk, of: state, otherwise: .scrutiny)
    let word = try audience(request, .scrutiny).rawValue
    let (pages, chartLibrary) = (pages, chartLibrary)
    let report = try await desk.download("\(state.stamp) \(scenario.id) \(word)") { place in
      let source =
        edition.map { state.source(scenario.id, of: $0) }
        ?? place.results(of: [scenario.id], files: ReportSource.files)
        .flatMap { state.source(scenario.id, of: $0) }
      guard let source else { throw Self.notRun }
      let html = try pages.documents.html(
        Report(source).document, marks: state.marks, chartLibrary: chartLibrary)
      return Array(html.utf8)
    }
    guard let report else { throw Self.notRun }
    return .download(
      report, name: "\(scenario.id)-\(word).html", type: "text/html; charset=utf-8")
  }

  private static var notRun: HTTPError {
    HTTPError(.notFound, message: "Nothing was run yet. Run every scenario first.")
  }
}
