import Foundation
import Hummingbird
import Reporting
public import Scenarios
import Vocabulary

/// The web pages of some authorities: every page works by forms and tables alone, scripts add charts and previews.
public struct Site: Sendable {
  /// Where the site is served, and what it is known by.
  public struct Address: Sendable {
    /// The interface: the loopback address unless somebody asked for another.
    public var host: String
    /// The port.
    public var port: Int
    /// Other names that browsers may use for this machine.
    public var aliases: [String]

    /// An address.
    public init(host: String = "127.0.0.1", port: Int = 8080, aliases: [String] = []) {
      self.host = host
      self.port = port
      self.aliases = aliases
    }

    /// The names that requests may be made to.
    var names: Set<String> {
      let hosts = ["localhost", "127.0.0.1", "[::1]", bracketed] + aliases
      // Browsers leave out the port that HTTP has by itself.
      return Set(
        hosts.flatMap { port == 80 ? [$0, "\($0):80"] : ["\($0):\(port)"] }.map { $0.lowercased() })
    }

    /// The address of the first page.
    public var text: String { "http://\(host == "127.0.0.1" ? "localhost" : bracketed):\(port)/" }

    /// The interface as addresses have it.
    private var bracketed: String { host.contains(":") ? "[\(host)]" : host }
  }

  typealias Context = SiteContext

  let desks: [Desk]
  let office: RunOffice
  let pages: SitePages
  private(set) var token = FormToken()
  let draws: Int
  let chartLibrary: String
  var limits = ConnectionLimits()

  /// Prepares the pages.
  ///
  /// - Parameters:
  ///   - places: the folders, whose names differ.
  ///   - chartLibrary: the text of Chart.js.
  ///   - draws: simulations of a preview.
  ///   - version: of the tool, which reports name.
  /// - Throws: where a template of the tool is broken.
  public init(
    _ places: [any Workplace], chartLibrary: String, draws: Int = Preview.draws, version: String
  ) throws {
    precondition(!places.isEmpty && Set(places.map(\.name)).count == places.count)
    let previews = Workbench("previews")
    desks = places.map { Desk($0, running: previews, draws: draws, version: version) }
    office = RunOffice(running: Workbench("runs"))
    pages = try SitePages()
    self.chartLibrary = chartLibrary
    self.draws = draws
  }

  /// Serves the pages until the process is told to stop.
  ///
  /// - Parameter onReady: called once when requests are answered.
  /// - Throws: where the port cannot be had.
  public func serve(
    _ address: Address, onReady: @escaping @Sendable () -> Void
  ) async throws {
    // No signals are caught: Control-C ends the process at once, and files are whole because they are exchanged whole.
    try await application(address, onReady: onReady).run()
  }

  /// The pages at an address, with what bounds their clients.
  func application(
    _ address: Address, onReady: @escaping @Sendable () -> Void
  ) -> Application<RouterResponder<Context>> {
    var site = self
    site.token = FormToken(port: address.port)
    var app = Application(
      router: site.router(address.names),
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(Int64(limits.headSeconds)),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: limits.headerBytes.one, maxHeaderListSize: limits.headerBytes.all,
            maxHeaderFieldCount: limits.mostHeaders))),
      configuration: .init(address: .hostname(address.host, port: address.port)),
      onServerRunning: { _ in
        onReady()
        // Nothing is answered before this returns.
        Task { await warm() }
      })
    app.configuration.availableConnectionsDelegate = .maximum(
      limits.mostConnections, logger: app.logger)
    return app
  }

  /// Reads the folders and runs the baselines, so that the first page and the first lever need not wait.
  private func warm() async {
    for desk in desks {
      guard let state = try? await desk.current() else { continue }
      _ = try? await desk.prepared(state)
      _ = try? await explored(
        Scenario.baselineID, DialSettings(from: state.board.usualStart), desk, state)
      for scenario in state.contents.scenarios {
        _ = try? await shown(scenario, desk, state)
      }
    }
  }

  // MARK: Routes

  /// The routes, for requests to some names.
  func router(_ names: Set<String>) -> Router<Context> {
    let router = Router(context: Context.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: BoundedAnswers(limits: limits))
    router.add(middleware: SafeHeaders())
    router.add(middleware: Problems(pages: pages))
    router.add(middleware: BoundedBodies(limits: limits))
    router.add(middleware: HostGuard(hosts: names))
    router.get("/") { _, _ in home() }
    router.get("/static/site.css") { _, _ in Response.asset(SitePages.style, type: "text/css") }
    router.get("/static/site.js") { _, _ in
      Response.asset(SitePages.script, type: "text/javascript")
    }
    router.get("/static/charts.js") { _, _ in
      Response.asset(HTMLPage.drawing, type: "text/javascript")
    }
    router.get("/static/chart.js") { _, _ in Response.asset(chartLibrary, type: "text/javascript") }
    router.get("/:place") { _, context in try await authority(context) }
    router.get("/:place/scenarios/:scenario") { _, context in try await scenario(context) }
    router.get("/:place/explore") { request, context in try await explore(request, context) }
    router.get("/:place/preview") { request, context in try await preview(request, context) }
    router.post("/:place/scenarios") { request, context in try await keep(request, context) }
    router.get("/:place/compare") { request, context in try await compare(request, context) }
    addDownloads(to: router)
    addRuns(to: router)
    return router
  }

  func desk(_ context: Context) throws -> Desk {
    let name = context.word("place")
    guard let desk = desks.first(where: { $0.place.name == name }) else {
      let meant = Suggestion.text(for: name, among: desks.map(\.place.name))
      throw HTTPError(
        .notFound, message: "There is no authority of that name here. \(meant)")
    }
    return desk
  }

  func authorityPages(_ desk: Desk, _ state: Desk.State) -> AuthorityPages {
    AuthorityPages(pages: pages, state: state, place: desk.place, token: token.text)
  }

  func withToken(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
    var response = Response.html(html, status: status)
    token.given(to: &response)
    return response
  }

  // MARK: Pages

  private func home() -> Response {
    let body = pages.part(
      "home",
      ["authorities": desks.map { ["name": $0.place.address, "title": $0.place.title] }])
    return .html(pages.framed(.init(title: "Sufficiency of places", body: body)))
  }

  private func authority(_ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    return withToken(authorityPages(desk, state).home)
  }

  private func scenario(_ context: Context) async throws -> Response {
    let desk = try desk(context)
    let state = try await desk.current()
    let scenario = try known(context, state)
    let results = try await shown(scenario, desk, state)
    return .html(authorityPages(desk, state).scenario(scenario, results))
  }

  func known(_ context: Context, _ state: Desk.State) throws -> Scenario {
    let id = context.word("scenario")
    let scenarios = state.contents.scenarios
    guard let scenario = scenarios.first(where: { $0.id == id }) else {
      let meant = Suggestion.text(for: id, among: scenarios.map(\.id))
      throw HTTPError(.notFound, message: "There is no scenario of that name. \(meant)")
    }
    return scenario
  }

  /// The results of a scenario as sections; nil where it was not run.
  private func shown(
    _ scenario: Scenario, _ desk: Desk, _ state: Desk.State
  ) async throws -> Desk.Piece? {
    guard state.overview?.scenario(scenario.id) != nil else { return nil }
    let (place, pages) = (desk.place, pages)
    return try await desk.piece("scenario \(scenario.id)", of: state) {
      guard
        let results = place.results(of: [scenario.id], files: ReportSource.files),
        let source = state.source(scenario.id, of: results)
      else { throw Refusal(["The results could not be read. Run the folder again."]) }
      let sections = Report(source).document.sections
      return Desk.Piece(
        html: pages.documents.fragment(sections), contents: sections.map { ($0.id, $0.title) })
    }
  }
}
