import Hummingbird

/// Turns what goes wrong into a page that says so in words and how to go on; nothing of the machine is in it.
struct Problems<Context: RequestContext>: RouterMiddleware {
  let pages: SitePages

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let refusal as Refusal {
      return page("This cannot be shown", refusal.reasons, .unprocessableContent)
    } catch let error as HTTPError {
      return page(Self.title(error.status), [error.body ?? Self.words(error.status)], error.status)
    } catch let error as any HTTPResponseError {
      return page(Self.title(error.status), [Self.words(error.status)], error.status)
    } catch {
      return page(
        "Something went wrong",
        [
          "This is a fault of Sufficiency, not of what you did. Reload the page; if it happens again, please report it."
        ],
        .internalServerError)
    }
  }

  private func page(
    _ title: String, _ reasons: [String], _ status: HTTPResponse.Status
  ) -> Response {
    .html(pages.problem(title, reasons, back: "/", "To the first page"), status: status)
  }

  private static func title(_ status: HTTPResponse.Status) -> String {
    switch status {
    case .notFound: "There is no such page"
    case .forbidden: "Refused"
    case .contentTooLarge: "Too long"
    case .methodNotAllowed: "This page takes no such request"
    default: "This cannot be shown"
    }
  }

  private static func words(_ status: HTTPResponse.Status) -> String {
    switch status {
    case .notFound: "Check the address, or start from the first page."
    case .contentTooLarge:
      "What was sent is longer than any form of this site. Write less, and send it again."
    default: "The request could not be understood."
    }
  }
}
