import Foundation
import Hummingbird
import Testing

@testable import WebServer

/// A connection by hand: it sends what it is told and reads when it is told.
struct Connection: Sendable {
  private let socket: Int32
  let port: Int

  init(port: Int) throws {
    self.port = port
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var (address, buffer) = (Connection.address(port), Int32(64 * 1024))
    setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &buffer, socklen_t(MemoryLayout<Int32>.size))
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else {
      Glibc.close(socket)
      throw CocoaError(.fileReadUnknown)
    }
  }

  private static func address(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }

  /// A port that nobody has.
  static func freePort() -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(socket) }
    var (address, size) = (address(0), socklen_t(MemoryLayout<sockaddr_in>.size))
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(socket, $0, size)
        getsockname(socket, $0, &size)
      }
      return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
  }

  func send(_ text: String) -> Bool {
    Glibc.send(socket, text, text.utf8.count, Int32(MSG_NOSIGNAL)) == text.utf8.count
  }

  /// Sends a text again and again and reads nothing; false where the server has not closed the connection after so many seconds.
  func sendUntilClosed(_ text: String, seconds: Double) async throws -> Bool {
    let (end, bytes) = (ContinuousClock.now + .seconds(seconds), Array(text.utf8))
    var sent = 0
    while ContinuousClock.now < end {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count < 0, errno != EAGAIN { return true }
      if count < 0 { try await Task.sleep(for: .milliseconds(10)) }
      sent = (sent + max(0, count)) % bytes.count
    }
    return false
  }

  /// Asks for a page.
  func ask(for path: String) {
    _ = send("GET \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
  }

  /// How many bytes come in so many seconds, and whether the connection was closed then.
  ///
  /// It never holds a thread: the server works on the same few.
  func read(
    seconds: Double, upTo most: Int = .max
  ) async throws -> (count: Int, isClosed: Bool) {
    let end = ContinuousClock.now + .seconds(seconds)
    var (count, buffer) = (0, [UInt8](repeating: 0, count: 1 << 16))
    while ContinuousClock.now < end, count < most {
      let got = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if got == 0 || (got < 0 && errno != EAGAIN) { return (count, true) }
      if got < 0 { try await Task.sleep(for: .milliseconds(10)) } else { count += got }
    }
    return (count, false)
  }

  /// All bytes until the server closes, on a thread of its own.
  func readToEnd() async throws -> Data {
    try await Workbench("visitor").run {
      var (all, buffer) = (Data(), [UInt8](repeating: 0, count: 1 << 16))
      while true {
        let got = recv(socket, &buffer, buffer.count, 0)
        if got <= 0 { return all }
        all.append(contentsOf: buffer[..<got])
      }
    }
  }

  func close() { _ = Glibc.close(socket) }
}

/// What a server said.
struct Answer: Sendable {
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let body: String

  /// Reads an answer as it came over the wire.
  init(_ bytes: Data) throws {
    let end = try #require(bytes.range(of: Data("\r\n\r\n".utf8)), "no end of the head")
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(
      separatedBy: "\r\n")
    let words = head[0].split(separator: " ")
    status = .init(code: try #require(Int(words[1])))
    var headers = HTTPFields()
    for line in head.dropFirst() {
      let colon = try #require(line.firstIndex(of: ":"))
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers.append(
        .init(name: try #require(.init(String(line[..<colon]))), value: value))
    }
    self.headers = headers
    let rest = bytes[end.upperBound...]
    body = String(
      decoding: headers[.transferEncoding] == "chunked" ? try Answer.joined(rest) : rest,
      as: UTF8.self)
  }

  /// The pieces of a body that comes in pieces, joined.
  private static func joined(_ chunked: Data) throws -> Data {
    var (rest, whole) = (chunked, Data())
    while true {
      let end = try #require(rest.range(of: Data("\r\n".utf8)), "a piece without a length")
      let count = try #require(
        Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16))
      if count == 0 { return whole }
      try #require(rest.endIndex >= end.upperBound + count + 2, "a piece was cut off")
      whole += rest[end.upperBound..<(end.upperBound + count)]
      rest = rest[(end.upperBound + count + 2)...]
    }
  }
}

/// A browser without scripts, which asks a server of this process: every request on a connection of its own.
struct Visitor: Sendable {
  let port: Int

  func ask(
    _ address: String, _ method: HTTPRequest.Method = .get,
    headers: HTTPFields = [:], body: String = ""
  ) async throws -> Answer {
    let connection = try Connection(port: port)
    defer { connection.close() }
    var lines = ["\(method) \(address) HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += headers.map { "\($0.name): \($0.value)" }
    if method == .post { lines.append("Content-Length: \(body.utf8.count)") }
    try #require(connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body))
    return try Answer(try await connection.readToEnd())
  }

  /// Serves while a test visits.
  ///
  /// - Parameter application: makes what serves on a port and calls when it does.
  static func visit<Value: Sendable>(
    _ application: (_ port: Int, _ onReady: @escaping @Sendable () -> Void)
      -> some ApplicationProtocol,
    _ test: @Sendable @escaping (Visitor) async throws -> Value
  ) async throws -> Value {
    let port = Connection.freePort()
    let (ready, isReady) = AsyncStream<Void>.makeStream()
    let app = application(port) { isReady.finish() }
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await app.run() }
      for await _ in ready {}
      // What says that it is ready may do so a moment before it is. It is asked something and heard out: a connection that is still being
      // accepted when the server ends would take the whole process with it (swift-nio, `Deinited NIOAsyncWriter`).
      var patience = 100
      while patience > 0, (try? await Visitor(port: port).ask("/")) == nil {
        patience -= 1
        try await Task.sleep(for: .milliseconds(50))
      }
      let value = try await test(Visitor(port: port))
      group.cancelAll()
      return value
    }
  }

  /// Serves some routes while a test visits.
  static func visit<Value: Sendable, Context: RequestContext>(
    _ router: Router<Context>, _ test: @Sendable @escaping (Visitor) async throws -> Value
  ) async throws -> Value where Context.Source == ApplicationRequestContextSource {
    try await visit(
      { port, onReady in
        Application(
          router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
          onServerRunning: { _ in onReady() })
      }, test)
  }
}
