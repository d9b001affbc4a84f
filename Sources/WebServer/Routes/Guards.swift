import Foundation
import Hummingbird

/// Who may ask: only pages of this server, under the names it is known by.
///
/// A page of another site that has its name point to this machine (DNS rebinding) is known by its `Host`; a form of another site by its
/// `Origin`, and by the token that it cannot read; what its scripts and pictures ask for by what browsers say of that
/// (https://www.w3.org/TR/fetch-metadata): links to a page lead here, and nothing is made for anybody else.
struct HostGuard<Context: RequestContext>: RouterMiddleware {
  /// Hosts with their ports, in small letters.
  let hosts: Set<String>

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let host = (request.head.authority ?? "").lowercased()
    guard hosts.contains(host) else {
      throw HTTPError(
        .misdirectedRequest, message: "This server does not go by that name.")
    }
    guard isOfOurPages(request) else {
      throw HTTPError(.forbidden, message: "A request of another site was refused.")
    }
    if request.method != .get, request.method != .head {
      let origin = request.headers[.origin]
      guard origin == nil || origin == "http://\(host)" else {
        throw HTTPError(.forbidden, message: "A form of another site was refused.")
      }
    }
    return try await next(request, context)
  }
}

extension HostGuard {
  /// False for what another site's page asks for in the background, or shows within itself.
  private func isOfOurPages(_ request: Request) -> Bool {
    func said(_ name: String) -> String? {
      HTTPFields.Element.Name("Sec-Fetch-\(name)").flatMap { request.headers[$0] }
    }
    guard let site = said("Site"), !["none", "same-origin"].contains(site) else { return true }
    return request.method == .get && said("Mode") == "navigate" && said("Dest") == "document"
  }
}

/// What every answer says to the browser: nothing from elsewhere, nothing inside a frame, no guesses at types.
struct SafeHeaders<Context: RequestContext>: RouterMiddleware {
  private static var policy: String {
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  }

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    for header in [
      "Referrer-Policy", "Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy",
    ] {
      if let name = HTTPFields.Element.Name(header) { response.headers[name] = "same-origin" }
    }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}

/// The word that shows that a form was one of ours: in a cookie that other sites cannot send, and in the form, which they cannot read.
struct FormToken: Sendable {
  /// The name of the cookie, which ends in the port: browsers send cookies of one server on a machine to the others too.
  let cookie: String
  let text: String

  /// A new word for as long as the server runs.
  init(port: Int = Site.Address().port) {
    cookie = "sufficiency-\(port)"
    var generator = SystemRandomNumberGenerator()
    text = (0..<4).map { _ in
      let word = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - word.count) + word
    }.joined()
  }

  /// True where the form and the cookie both have the word.
  func holds(_ request: Request, _ form: FormFields) -> Bool {
    let cookie = request.cookies[cookie]?.value ?? ""
    return same(cookie) && same(form["token"] ?? "")
  }

  /// Takes as long for any word of that length.
  private func same(_ other: String) -> Bool {
    let (own, other) = (Array(text.utf8), Array(other.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Gives the cookie to a page that has forms.
  func given(to response: inout Response) {
    response.setCookie(
      Cookie(name: cookie, value: text, path: "/", httpOnly: true, sameSite: .strict))
  }
}
