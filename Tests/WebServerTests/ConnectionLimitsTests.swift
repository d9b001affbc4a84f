import Foundation
import Hummingbird
import TestSupport
import Testing

@testable import WebServer

/// What one client may take of the server; the limits are shorter here than they are for users, so that a test need not wait for them.
@Suite(.serialized)
struct ConnectionLimitsTests {
  /// A connection by hand: it sends what it is told and reads when it is told.
  private struct Client {
    let socket: Int32

    let port: Int

    init(port: Int) throws {
      self.port = port
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var (address, buffer) = (Client.address(port), Int32(64 * 1024))
      setsockopt(
        socket, SOL_SOCKET, SO_RCVBUF, &buffer, socklen_t(MemoryLayout<Int32>.size))
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

    static func address(_ port: Int) -> sockaddr_in {
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

    func close() { _ = Glibc.close(socket) }
  }

  /// More than what is on the way can hold.
  private static let answerBytes = 30_000_000

  private func visit(
    limits: ConnectionLimits, _ test: @Sendable @escaping (Int) async throws -> Void
  ) async throws {
    var site = try Site(
      [FolderForPages()], chartLibrary: String(repeating: "// ", count: Self.answerBytes / 3),
      draws: 4,
      version: "0")
    site.limits = limits
    // Not by HummingbirdTesting, which leaves out the limit of connections.
    let port = Client.freePort()
    let (ready, isReady) = AsyncStream<Void>.makeStream()
    let app = site.application(.init(host: "127.0.0.1", port: port)) { isReady.finish() }
    try await withThrowingTaskGroup { group in
      group.addTask { try await app.run() }
      for await _ in ready {}
      // What says that it is ready may do so a moment before it is.
      for _ in 0..<100 {
        guard let client = try? Client(port: port) else {
          try await Task.sleep(for: .milliseconds(50))
          continue
        }
        client.close()
        break
      }
      try await test(port)
      group.cancelAll()
    }
  }

  @Test(arguments: [1, 600])
  func `who does not take an answer loses it, in its time and not before`(
    seconds: Int
  ) async throws {
    var limits = ConnectionLimits()
    limits.answerSeconds = seconds
    try await visit(limits: limits) { port in
      let client = try Client(port: port)
      defer { client.close() }
      client.ask(for: "/static/chart.js")
      try await Task.sleep(for: .seconds(2))
      // A tenth of a second for every two hundred kilobytes: slower than any machine is late, and quicker than the buffers on the way are deep.
      var (count, isClosed) = (0, false)
      while seconds == 1, !isClosed, count < Self.answerBytes {
        let piece = try await client.read(seconds: 1, upTo: 200_000)
        (count, isClosed) = (count + piece.count, piece.isClosed)
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(isClosed == (seconds == 1), "\(count) bytes")
      guard seconds > 1 else { return }
      let whole = try await client.read(seconds: 240, upTo: Self.answerBytes)
      #expect(whole.count >= Self.answerBytes, "\(whole)")
    }
  }

  @Test func `more connections than there may be wait until others end`() async throws {
    var limits = ConnectionLimits()
    limits.mostConnections = 3
    try await visit(limits: limits) { port in
      let first = try (0..<3).map { _ in try Client(port: port) }
      for client in first {
        client.ask(for: "/static/site.css")
        #expect(try await client.read(seconds: 10, upTo: 100).count > 100)
      }
      let late = try Client(port: port)
      late.ask(for: "/static/site.css")
      #expect(try await late.read(seconds: 1, upTo: 1).count == 0)
      first[0].close()
      #expect(try await late.read(seconds: 10, upTo: 100).count > 100)
      for client in first.dropFirst() + [late] { client.close() }
    }
  }

  @Test(arguments: ["Content-Length: 20000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"])
  func `who sends too much is told, and cut off though more is sent`(head: String) async throws {
    var limits = ConnectionLimits()
    (limits.lingerSeconds, limits.mostRead) = (1, 100_000)
    try await visit(limits: limits) { port in
      let client = try Client(port: port)
      defer { client.close() }
      _ = client.send("POST /small/scenarios HTTP/1.1\r\nHost: localhost:\(port)\r\n\(head)")
      let start = ContinuousClock.now
      let piece = "10000\r\n\(String(repeating: "a", count: 65_536))\r\n"
      while start.duration(to: .now) < .seconds(10), client.send(piece) {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(start.duration(to: .now) < .seconds(9))
    }
  }
}
