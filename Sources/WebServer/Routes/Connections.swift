import Foundation
import Hummingbird
import Synchronization

/// What one client may take of the server, so that none keeps the others waiting.
struct ConnectionLimits: Sendable {
  /// The head of a request has to arrive in so many seconds; a connection that is not used is closed after as many.
  var headSeconds = 10
  /// The body of a request has to arrive in so many seconds.
  var bodySeconds = 20
  /// An answer that is ready has to be taken in so many seconds.
  var answerSeconds = 120
  /// A connection whose request was too long, or whose answer has no body, is closed after so many seconds, so that the answer can be read first.
  var lingerSeconds = 2
  /// The most bytes of a body that are read at all: 10 MB.
  var mostRead = 10_000_000
  /// The most bytes of a body that are kept: more than any form of the site.
  var mostKept = 64 * 1024
  /// The most bytes of one header, address included, and of all of them.
  var headerBytes = (one: 16 * 1024, all: 32 * 1024)
  /// The most headers of a request.
  var mostHeaders = 100
  /// The most connections that are open at once; more wait. Processes may usually open 1,024 files.
  var mostConnections = 500
}

/// A request, and a way to close the connection that it came by.
struct SiteContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  private let disconnect: @Sendable () -> Void

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    let channel = source.channel
    disconnect = { channel.close(promise: nil) }
  }

  /// A word of the address, such as the name of a folder, as it was before it came to be part of one; empty where there is none.
  func word(_ name: String) -> String {
    parameters.get(name).flatMap(\.removingPercentEncoding) ?? ""
  }

  /// Closes the connection after a time, unless the task is cancelled before.
  func closing(in seconds: Int) -> Task<Void, Never> {
    let disconnect = disconnect
    return Task {
      guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
      disconnect()
    }
  }
}

/// Has every answer taken in bounded time, pages of problems too: it is the first of all that handle a request.
struct BoundedAnswers: RouterMiddleware {
  typealias Context = SiteContext

  let limits: ConnectionLimits

  init(limits: ConnectionLimits) { self.limits = limits }

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    guard request.method != .head else {
      // Nobody sees whether an answer without a body was taken: its connection is closed, so that nothing has to wait for that.
      response.headers[.connection] = "close"
      _ = context.closing(in: limits.lingerSeconds)
      return response
    }
    let (body, closing) = (response.body, context.closing(in: limits.answerSeconds))
    // Small answers too: who asks for thousands and takes none has them wait one behind the other.
    response.body = ResponseBody(contentLength: body.contentLength) { writer in
      defer { closing.cancel() }
      try await body.write(writer)
    }
    return response
  }
}

/// Reads bodies whole before anybody looks at them, in bounded time and memory.
struct BoundedBodies: RouterMiddleware {
  typealias Context = SiteContext

  let limits: ConnectionLimits

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var request = request
    request.body = RequestBody(buffer: try await body(of: request, context))
    return try await next(request, context)
  }

  private func body(of request: Request, _ context: Context) async throws -> ByteBuffer {
    guard request.headers[.expect] == nil else {
      throw HTTPError(.expectationFailed, message: "Send the form with its head.")
    }
    let announced = request.headers[.contentLength].flatMap { Int($0) }
    guard announced ?? 0 <= limits.mostRead else { throw tooLong(context) }
    let closing = context.closing(in: limits.bodySeconds)
    defer { closing.cancel() }
    let (kept, count) = try await read(request.body, context)
    guard count <= limits.mostKept else { throw HTTPError(.contentTooLarge) }
    return kept
  }

  /// The first bytes of a body, and how many it has.
  private func read(
    _ body: RequestBody, _ context: Context
  ) async throws -> (kept: ByteBuffer, count: Int) {
    var (kept, count) = (ByteBuffer(), 0)
    do {
      for try await part in body {
        count += part.readableBytes
        guard count <= limits.mostRead else { throw tooLong(context) }
        if count <= limits.mostKept { kept.writeImmutableBuffer(part) }
      }
    } catch let error as HTTPError {
      throw error
    } catch {
      // What was cut off, by the client or by the clock, is no form, whatever it holds.
      throw HTTPError(.requestTimeout, message: "What was sent ended before it was whole.")
    }
    return (kept, count)
  }

  private func tooLong(_ context: Context) -> HTTPError {
    _ = context.closing(in: limits.lingerSeconds)
    return HTTPError(.contentTooLarge)
  }
}
