import Foundation
import Hummingbird
import Synchronization
import TestSupport
import Testing

@testable import WebServer

/// What the site refuses; `Tests/pages` asks as a browser does.
struct ClosedSiteTests {
  private func visit(
    _ place: FolderForPages,
    _ test: @Sendable @escaping (Visitor, Site) async throws -> Void
  ) async throws {
    let site = try Site([place], chartLibrary: "", draws: 4, version: "0")
    try await Visitor.visit(site.router(["localhost"])) { client in
      try await test(client, site)
    }
  }

  private func send(
    _ client: Visitor, _ site: Site, to address: String, _ form: String
  ) async throws -> (status: HTTPResponse.Status, body: String) {
    let answer = try await client.ask(
      address, .post, headers: [.cookie: "\(site.token.cookie)=\(site.token.text)"],
      body: "token=\(site.token.text)&\(form)")
    return (answer.status, answer.body)
  }

  @Test func `docs/openapi.json describes every route, and no other`() throws {
    struct Description: Decodable {
      struct Empty: Decodable {}
      let paths: [String: [String: Empty]]
    }
    let file = URL(fileURLWithPath: Repository.path("docs/openapi.json"))
    let description = try JSONDecoder().decode(Description.self, from: Data(contentsOf: file))
    let described = description.paths.flatMap { path, methods in
      methods.keys.map { "\($0.uppercased()) \(path)" }
    }
    let site = try Site([FolderForPages()], chartLibrary: "", version: "0")
    let routes = site.router([]).routes.filter { $0.method != .head }.map { route in
      let parts = "\(route.path)".split(separator: "/").map { part in
        part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
      }
      return "\(route.method.rawValue) /\(parts.joined(separator: "/"))"
    }
    #expect(described.sorted() == routes.sorted())
  }

  @Test func `nothing is changed without the token, by whatever address`() async throws {
    try await visit(FolderForPages()) { client, site in
      let routes = site.router([]).routes.filter { ![.get, .head].contains($0.method) }
      #expect(routes.count >= 3)
      for route in routes {
        let parts = "\(route.path)".split(separator: "/").map { $0.hasPrefix("{") ? "small" : $0 }
        let address = "/" + parts.joined(separator: "/")
        for form in ["", "token=", "token=\(String(repeating: "0", count: 32))"] {
          let answer = try await client.ask(
            address, route.method,
            headers: [.cookie: "\(site.token.cookie)=\(site.token.text)"], body: form)
          #expect(answer.status == .forbidden, "\(route.method) \(address) \(form)")
        }
      }
    }
  }

  @Test func `a folder gets so many scenarios through the pages and no more`() async throws {
    let place = FolderForPages()
    let most = Desk.mostScenarios
    for number in 0..<(most - 3) { try place.save(place.anyScenario, as: "n\(number)") }
    try await visit(place) { client, site in
      func keep(_ name: String) async throws -> (status: HTTPResponse.Status, body: String) {
        try await send(
          client, site, to: "/small/scenarios", "new_plans=-5&name=\(name)&question=x&source=x")
      }
      #expect(try await keep("The+last").status == .seeOther)
      let refused = try await keep("One+more")
      #expect(refused.status == .unprocessableContent)
      #expect(refused.body.contains("\(most) scenarios, and pages add no more"))
      #expect(place.saved("the-last") != nil && place.saved("one-more") == nil)
    }
  }

  @Test func `of those who save under one name at once one is first, and the others are told`()
    async throws
  {
    let place = FolderForPages(pause: 100_000)
    try await visit(place) { client, site in
      let statuses = try await withThrowingTaskGroup { group in
        for number in 1...4 {
          group.addTask {
            try await send(
              client, site, to: "/small/scenarios",
              "new_plans=-\(number)&name=x&question=x&source=x"
            ).status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.filter { $0 == .seeOther }.count == 1)
      #expect(statuses.filter { $0 == .unprocessableContent }.count == 3)
    }
  }

  @Test func `a form with more keys than any form is not read`() async throws {
    try await visit(FolderForPages()) { client, site in
      let keys = (0..<300).map { "k\($0)=1" }.joined(separator: "&")
      let answer = try await send(client, site, to: "/small/scenarios", keys)
      #expect(answer.status == .badRequest)
    }
  }

  @Test func `what a run that failed says of this machine is on no page`() async throws {
    let place = FolderForPages()
    place.failure.withLock { $0 = "/home/somebody/secret: no space left" }
    try await visit(place) { client, site in
      _ = try await send(client, site, to: "/small/run", "")
      while await site.office.current != nil { try await Task.sleep(for: .milliseconds(20)) }
      let html = try await client.ask("/small/run").body
      #expect(html.contains("The run was refused") && !html.contains("somebody"))
    }
  }

  @Test func `HEAD says what GET says, without the page`() async throws {
    let names: [HTTPFields.Element.Name] = [.contentType, .contentSecurityPolicy, .cacheControl]
    try await visit(FolderForPages()) { client, _ in
      for address in ["/", "/small", "/static/site.css", "/nowhere"] {
        let whole = try await client.ask(address)
        let head = try await client.ask(address, .head)
        #expect(head.status == whole.status && head.body.isEmpty && !whole.body.isEmpty)
        for name in names {
          #expect(head.headers[name] == whole.headers[name], "\(name) of \(address)")
        }
      }
    }
  }

  /// What a browser says of the page that asks.
  private func asking(_ site: String, _ mode: String, _ dest: String) throws -> HTTPFields {
    var fields = HTTPFields()
    for (name, text) in [("Site", site), ("Mode", mode), ("Dest", dest)] {
      fields[try #require(HTTPFields.Element.Name("Sec-Fetch-\(name)"))] = text
    }
    return fields
  }

  /// What browsers say of the page that asks: https://www.w3.org/TR/fetch-metadata
  @Test func `what another site asks for in the background is not made, and its links lead here`()
    async throws
  {
    try await visit(FolderForPages()) { client, _ in
      for address in ["/", "/small", "/small/preview?new_plans=-5", "/small/results.xlsx"] {
        let own = try await client.ask(address).status
        for site in ["cross-site", "same-site"] {
          for (mode, dest) in [("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")] {
            let answer = try await client.ask(address, headers: try asking(site, mode, dest))
            #expect(answer.status == .forbidden, "\(address) \(site) \(mode)")
          }
          let link = try await client.ask(
            address, headers: try asking(site, "navigate", "document"))
          #expect(link.status == own, "\(address) \(site)")
        }
        for site in ["none", "same-origin"] {
          let answer = try await client.ask(address, headers: try asking(site, "cors", "empty"))
          #expect(answer.status == own, "\(address) \(site)")
        }
      }
    }
  }

  @Test func `who waits for leave to send a form is told that there is none`() async throws {
    try await visit(FolderForPages()) { client, _ in
      let waits = try await client.ask("/small/run", .post, headers: [.expect: "100-continue"])
      #expect(waits.status == .expectationFailed)
    }
  }

  @Test func `a file to take away is made once while nothing changes, however many ask for it`()
    async throws
  {
    let place = FolderForPages(pause: 100_000)
    try await visit(place) { client, site in
      _ = try await send(client, site, to: "/small/run", "")
      while await site.office.current != nil { try await Task.sleep(for: .milliseconds(20)) }
      try await withThrowingTaskGroup { group in
        for number in 1...8 {
          group.addTask { try await client.ask("/small/results.xlsx?\(number)").status }
        }
        for try await status in group { #expect(status == .ok) }
      }
      #expect(place.workbooks.withLock { $0 } == 1)
      _ = try await send(
        client, site, to: "/small/scenarios", "new_plans=-5&name=x&question=x&source=x")
      let again = try await client.ask("/small/results.xlsx")
      #expect(again.status == .ok)
      #expect(place.workbooks.withLock { $0 } == 2)
    }
  }

  @Test func `an interface of the newer protocol stands in brackets`() {
    let address = Site.Address(host: "fe80::1", port: 8080)
    #expect(address.text == "http://[fe80::1]:8080/" && address.names.contains("[fe80::1]:8080"))
  }

  @Test func `a name that the machine goes by is one that browsers may use, with its port`() {
    let address = Site.Address(host: "10.0.0.5", port: 8080, aliases: ["Planning.example"])
    #expect(address.names.contains("planning.example:8080"))
    #expect(address.names.contains("10.0.0.5:8080") && !address.names.contains("10.0.0.5"))
    let plain = Site.Address(port: 80, aliases: ["planning.example"])
    #expect(plain.names.isSuperset(of: ["planning.example", "planning.example:80", "localhost"]))
    #expect(!Site.Address(port: 8080).names.contains("planning.example:8080"))
  }

  @Test func `of many who wait for a preview the last ones are served`() {
    let tickets = Tickets()
    let waiting = (0..<10).map { _ in tickets.next() }
    #expect(
      waiting.map(tickets.holds) == Array(repeating: false, count: 4)
        + Array(repeating: true, count: 6))
  }

  @Test func `names of downloads are plain, whatever a file is called`() {
    let name = "a\"b\r\nX-Injected: yes/../ü.csv"
    #expect(Response.plain(name) == "a-b--X-Injected--yes-..--.csv")
    let response = Response.download([], name: name, type: "text/csv")
    #expect(
      response.headers[.contentDisposition]
        == "attachment; filename=\"a-b--X-Injected--yes-..--.csv\"")
  }

  @Test func `a long answer is given in pieces, and whole`() async throws {
    let text = String(repeating: "0123456789", count: 40_000)
    let router = Router(context: SiteContext.self)
    router.add(middleware: BoundedBodies(limits: ConnectionLimits()))
    router.get("/") { _, _ in Response.html(text) }
    try await Visitor.visit(router) { client in
      let answer = try await client.ask("/")
      #expect(answer.body == text)
      #expect(answer.headers[.contentLength] == "400000")
    }
  }
}
