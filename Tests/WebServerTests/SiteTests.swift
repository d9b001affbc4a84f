import Foundation
import Hummingbird
import Scenarios
import Synchronization
import Testing

@testable import WebServer

/// The site as a browser without scripts meets it.
struct SiteTests {
  private func site(_ place: FolderForPages) throws -> Site {
    try Site([place], chartLibrary: "/* charts */", draws: 6, version: "9.8.7")
  }

  private func visit<Value: Sendable>(
    _ place: FolderForPages = FolderForPages(),
    _ test: @Sendable @escaping (Visitor, Site) async throws -> Value
  ) async throws -> Value {
    let site = try site(place)
    return try await Visitor.visit(site.router(["localhost"])) { client in
      try await test(client, site)
    }
  }

  private func page(
    _ client: Visitor, _ address: String, status: HTTPResponse.Status = .ok
  ) async throws -> String {
    let answer = try await client.ask(address)
    #expect(answer.status == status, "\(address)")
    return answer.body
  }

  /// Sends a form with what shows that it is ours.
  private func send(
    _ client: Visitor, _ site: Site, to address: String, _ form: String = "",
    status: HTTPResponse.Status = .seeOther
  ) async throws -> (body: String, location: String?) {
    let answer = try await client.ask(
      address, .post,
      headers: [
        .contentType: "application/x-www-form-urlencoded",
        .cookie: "\(site.token.cookie)=\(site.token.text)", .origin: "http://localhost",
      ], body: "token=\(site.token.text)&\(form)")
    #expect(answer.status == status, "\(address)")
    return (answer.body, answer.headers[.location])
  }

  /// Waits until no run is under way.
  private func finished(_ site: Site) async throws {
    while await site.office.current != nil { try await Task.sleep(for: .milliseconds(20)) }
  }

  @Test func `a newcomer gets from the first page to a moved lever`() async throws {
    try await visit { client, _ in
      let first = try await page(client, "/")
      #expect(first.contains(#"<a href="/small">Smallshire</a>"#))
      let authority = try await page(client, "/small")
      #expect(authority.contains("Nothing was run yet"))
      #expect(authority.contains(#"href="/small/explore""#))
      let levers = try await page(client, "/small/explore")
      #expect(levers.contains(#"id="new_plans""#) && levers.contains("<canvas"))
      let moved = try await page(client, "/small/explore?new_plans=-20")
      #expect(moved.contains("With these levers") && moved.contains("difference"))
      #expect(moved.contains(#"value="-20""#))
    }
  }

  @Test func `a preview is the same whatever the address says beside it, and changes with a lever`()
    async throws
  {
    try await visit { client, _ in
      let still = try await page(client, "/small/preview?new_plans=0")
      #expect(try await page(client, "/small/preview") == still)
      #expect(try await page(client, "/small/preview?new_plans=&from=2027") == still)
      let fewer = try await page(client, "/small/preview?new_plans=-30")
      #expect(fewer != still && fewer.contains("data-summary"))
      #expect(try await page(client, "/small/preview?new_plans=-30") == fewer)
    }
  }

  @Test(arguments: [
    "new_plans=abc", "new_plans=1e9", "from=1999", "scenario=nowhere", "fees=nan",
    "new_plans=%3Cscript%3Ealert(1)%3C/script%3E", "scenario=%22%3E%3Cscript%3E",
    "new_plan=5",
  ])
  func `what cannot be is refused in words`(query: String) async throws {
    try await visit { client, _ in
      for address in ["/small/preview?\(query)", "/small/explore?\(query)"] {
        let html = try await page(client, address, status: .unprocessableContent)
        #expect(html.contains(#"role="alert""#) && !html.contains("href=\"\""))
        #expect(!html.contains("<script>alert") && !html.contains("\"><script>"))
      }
    }
  }

  @Test func `levers become a scenario file, once`() async throws {
    let place = FolderForPages()
    try await visit(place) { client, site in
      let form = "scenario=support&from=2028&new_plans=-5&name=Our+idea&question=Why%3F&source=Us"
      let kept = try await send(client, site, to: "/small/scenarios", form)
      #expect(kept.location == "/small/scenarios/our-idea")
      let text = try #require(place.saved("our-idea"))
      #expect(text.contains("multiply: 0.9") && text.contains("multiply: 0.95"))
      #expect(try await page(client, "/small/scenarios/our-idea").contains("was not run yet"))
      let again = try await send(
        client, site, to: "/small/scenarios", form, status: .unprocessableContent)
      #expect(again.body.contains("already") && again.body.contains(#"value="Our idea""#))
      let nameless = try await send(
        client, site, to: "/small/scenarios", "name=…&question=&source=x&new_plans=1",
        status: .unprocessableContent)
      #expect(
        nameless.body.contains("letters or digits") && nameless.body.contains("which question"))
    }
  }

  @Test func `a run whose record fails has written its results, and the page says so`() async throws
  {
    let place = FolderForPages()
    place.cautions.withLock { $0 = ["The run could not be recorded."] }
    try await visit(place) { client, site in
      _ = try await send(client, site, to: "/small/run")
      try await finished(site)
      let html = try await page(client, "/small/run")
      #expect(html.contains("The results are written.") && html.contains("could not be recorded"))
      #expect(!html.contains("refused") && !html.contains("Nothing was written"))
    }
  }

  @Test func `a full run is watched, and its results are shown, compared and taken away`()
    async throws
  {
    let place = FolderForPages()
    try await visit(place) { client, site in
      place.gate.withLock { $0 = true }
      let begun = try await send(client, site, to: "/small/run")
      #expect(begun.location == "/small/run")
      let under = try await page(client, "/small/run")
      #expect(under.contains("<progress") && under.contains("http-equiv=\"refresh\""))
      #expect(try await page(client, "/small/run/state").contains(#""running":true"#))
      let second = try await send(
        client, site, to: "/small/run", status: .unprocessableContent)
      #expect(second.body.contains("is under way"))
      place.gate.withLock { $0 = false }
      try await finished(site)
      #expect(try await page(client, "/small/run").contains("The run was finished"))
      let home = try await page(client, "/small")
      #expect(home.contains("Draft") && home.contains("8 simulations"))
      let results = try await page(client, "/small/scenarios/support")
      #expect(results.contains("<canvas") && results.contains("report.html?for=scrutiny"))
      let compared = try await page(client, "/small/compare?with=support")
      #expect(compared.contains("Earlier support") && compared.contains("compare-plans"))
      let table = try await page(client, "/small/scenarios/support/files/plans.csv")
      #expect(Array(table.utf8) == place.file("plans.csv", of: "support"))
      let report = try await page(client, "/small/scenarios/support/report.html?for=officers")
      #expect(report.contains("Draft") && report.contains("/* charts */"))
      #expect(report.contains("by version 9.8.7") && results.contains("by version 9.8.7"))
      _ = try await page(
        client, "/small/scenarios/support/report.html?for=all", status: .badRequest)
      #expect(try await page(client, "/small/comparison.csv").hasPrefix("scenario,measure"))
      #expect(try await page(client, "/small/results.xlsx") == "PK")
    }
  }

  @Test func `a run that is ended leaves the results as they were`() async throws {
    let place = FolderForPages()
    try await visit(place) { client, site in
      place.gate.withLock { $0 = true }
      _ = try await send(client, site, to: "/small/run")
      _ = try await send(client, site, to: "/small/run/cancel")
      try await finished(site)
      #expect(try await page(client, "/small/run").contains("ended before it was finished"))
      #expect(try await page(client, "/small").contains("Nothing was run yet"))
    }
  }

  @Test(arguments: [
    "/small/scenarios/support/files/..%2f..%2fauthority.yaml", "/small/scenarios/../../etc/passwd",
    "/small/scenarios/support/files/run.json", "/small/scenarios/nowhere", "/elsewhere",
    "/static/..%2fPackage.swift", "/small/nothing/there",
  ])
  func `there is no way to other files`(address: String) async throws {
    let place = FolderForPages()
    try await visit(place) { client, site in
      _ = try await send(client, site, to: "/small/run")
      try await finished(site)
      _ = try await page(client, address, status: .notFound)
    }
  }

  @Test func `only our own forms change anything`() async throws {
    let place = FolderForPages()
    try await visit(place) { client, site in
      let own = "\(site.token.cookie)=\(site.token.text)"
      let trials: [(cookie: String, origin: String, token: String)] = [
        ("", "http://localhost", site.token.text), (own, "http://localhost", ""),
        (own, "http://localhost", String(site.token.text.reversed())),
        (own, "http://evil.example", site.token.text), (own, "null", site.token.text),
      ]
      for trial in trials {
        for address in ["/small/run", "/small/run/cancel", "/small/scenarios"] {
          let answer = try await client.ask(
            address, .post, headers: [.cookie: trial.cookie, .origin: trial.origin],
            body: "token=\(trial.token)&name=x&question=x&source=x")
          #expect(answer.status == .forbidden)
        }
      }
      #expect(place.saved("x") == nil)
      #expect(await site.office.current == nil)
    }
  }

  @Test func `every answer tells the browser to fetch and frame nothing else`() async throws {
    try await visit { client, _ in
      for address in ["/", "/small", "/small/explore", "/static/site.js", "/nowhere"] {
        let answer = try await client.ask(address)
        let policy = answer.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(!answer.body.contains("onclick=") && !answer.body.contains("style=\""))
      }
    }
  }

  @Test func `a server under another name, or too long a form, is refused`() async throws {
    let site = try site(FolderForPages())
    try await Visitor.visit(site.router(["pages.example:80"])) { client in
      _ = try await page(client, "/", status: .misdirectedRequest)
    }
    try await visit { client, site in
      _ = try await send(
        client, site, to: "/small/scenarios", String(repeating: "a", count: 80_000),
        status: .contentTooLarge)
    }
  }

  @Test func `names of scenarios are text wherever they show`() async throws {
    let place = FolderForPages(hostile: "<script>alert(1)</script>")
    try await visit(place) { client, site in
      _ = try await send(client, site, to: "/small/run")
      try await finished(site)
      for address in [
        "/small", "/small/explore?scenario=support", "/small/scenarios/support",
        "/small/compare?with=support",
      ] {
        let html = try await page(client, address)
        #expect(html.contains("alert(1)") && !html.contains("<script>alert"), "\(address)")
      }
    }
  }

  @Test func `pages speak the field's words`() async throws {
    try await visit { client, site in
      _ = try await send(client, site, to: "/small/run")
      try await finished(site)
      for address in [
        "/", "/small", "/small/explore?new_plans=-5", "/small/scenarios/support",
        "/small/compare?with=support", "/small/run",
      ] {
        let html = try await page(client, address).lowercased()
          .replacing(try Regex("(?s)<script.*?</script>|<[^>]+>|[\\w./-]+\\.(csv|yaml)"), with: " ")
        for word in [
          "heads", "draws", "cells", "joiners", "movers", "incumbents", "cascade", "overflow",
          "unplaced", "stretch", "cov80", "raked",
        ] {
          #expect(!html.contains(try Regex("\\b\(word)\\b")), "\(word) in \(address)")
        }
      }
    }
  }
}
