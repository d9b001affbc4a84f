import Hummingbird
import Reporting
import Scenarios

/// Files to take away.
extension Site {
  func addDownloads(to router: Router<Context>) {
    router.get("/:place/results.xlsx") { _, context in try await workbook(context) }
    router.get("/:place/comparison.csv") { _, context in try await comparison(context) }
    router.get("/:place/scenarios/:scenario/report.html") { request, context in
      try await report(request, context)
    }
    router.get("/:place/scenarios/:scenario/files/:file") { _, context in
      try await table(context)
    }
  }

  private func workbook(_ context: Context) async throws -> Response {
    let desk = try desk(context)
    let bytes = try await desk.read { try $0.workbook() }
    return .download(
      bytes, name: "\(desk.place.name).xlsx",
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }

  private func comparison(_ context: Context) async throws -> Response {
    let desk = try desk(context)
    guard let bytes = try await desk.read({ $0.comparison() }) else { throw Self.notRun }
    return .download(bytes, name: "comparison.csv", type: "text/csv; charset=utf-8")
  }

  private func table(_ context: Context) async throws -> Response {
    let desk = try desk(context)
    let scenario = try known(context, try await desk.current())
    let file = context.parameters.get("file") ?? ""
    // Only a name that is in the list is ever made part of a path.
    guard desk.place.files(of: scenario.id).contains(file),
      let bytes = try await desk.read({ $0.file(file, of: scenario.id) })
    else { throw HTTPError(.notFound, message: "The last run left no such table.") }
    return .download(
      bytes, name: "\(scenario.id)-\(file)", type: "text/csv; charset=utf-8")
  }

  private func report(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    let scenario = try known(context, state)
    let word = try request.asked["for"] ?? Audience.scrutiny.rawValue
    guard let audience = Audience(rawValue: word) else {
      let known = Audience.allCases.map(\.rawValue).joined(separator: ", ")
      throw HTTPError(.badRequest, message: "Reports are for one of \(known).")
    }
    let (pages, chartLibrary) = (pages, chartLibrary)
    let html = try await desk.read { place in
      guard let results = place.results(of: [scenario.id], files: ReportSource.files),
        let source = state.source(scenario.id, of: results, for: audience)
      else { throw Self.notRun }
      return try pages.documents.html(
        Report(source).document, marks: state.marks, chartLibrary: chartLibrary)
    }
    return .download(
      Array(html.utf8), name: "\(scenario.id)-\(word).html", type: "text/html; charset=utf-8")
  }

  private static var notRun: HTTPError {
    HTTPError(.notFound, message: "Nothing was run yet. Run every scenario first.")
  }
}
