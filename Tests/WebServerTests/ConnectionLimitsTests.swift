import Foundation
import Hummingbird
import TestSupport
import Testing

@testable import WebServer

/// What one client may take of the server; the limits are shorter here than they are for users, so that a test need not wait for them.
@Suite(.serialized)
struct ConnectionLimitsTests {
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
    let limited = site
    try await Visitor.visit(
      { port, onReady in
        limited.application(.init(host: "127.0.0.1", port: port), onReady: onReady)
      },
      { try await test($0.port) })
  }

  @Test(arguments: [1, 600])
  func `who does not take an answer loses it, in its time and not before`(
    seconds: Int
  ) async throws {
    var limits = ConnectionLimits()
    limits.answerSeconds = seconds
    try await visit(limits: limits) { port in
      let client = try Connection(port: port)
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

  @Test(arguments: ["GET /static/site.css", "GET /nowhere", "HEAD /static/site.css"])
  func `who asks for thousands of small answers and takes none is cut off`(
    asked: String
  ) async throws {
    var limits = ConnectionLimits()
    limits.answerSeconds = 1
    try await visit(limits: limits) { port in
      let client = try Connection(port: port)
      defer { client.close() }
      let request = "\(asked) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"
      let isCut = try await client.sendUntilClosed(
        String(repeating: request, count: 100), seconds: 60)
      #expect(isCut, "the server still holds the answers")
    }
  }

  /// What waits for an answer to be taken holds memory: nothing may wait for one without a body.
  @Test func `after an answer without a body the connection is closed`() async throws {
    var limits = ConnectionLimits()
    (limits.lingerSeconds, limits.answerSeconds, limits.headSeconds) = (1, 600, 600)
    try await visit(limits: limits) { port in
      let client = try Connection(port: port)
      defer { client.close() }
      _ = client.send("HEAD /static/site.css HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
      #expect(try await client.read(seconds: 30).isClosed)
    }
  }

  @Test func `more connections than there may be wait until others end`() async throws {
    var limits = ConnectionLimits()
    limits.mostConnections = 3
    try await visit(limits: limits) { port in
      let first = try (0..<3).map { _ in try Connection(port: port) }
      for client in first {
        client.ask(for: "/static/site.css")
        #expect(try await client.read(seconds: 10, upTo: 100).count > 100)
      }
      let late = try Connection(port: port)
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
      let client = try Connection(port: port)
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
