import Hummingbird

/// The bytes of a file: however many take it at once, they are in memory once.
struct Download: Sendable {
  let bytes: ByteBuffer

  init(_ bytes: [UInt8]) { self.bytes = ByteBuffer(bytes: bytes) }

  var count: Int { bytes.readableBytes }
}

extension Response {
  /// The bytes that are given to a connection at a time, so that a client who reads slowly is noticed.
  static let pieceBytes = 64 * 1024

  /// A page, or a part of one.
  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: pieces(ByteBuffer(string: text)))
  }

  /// A text of another type, which browsers may keep while the server runs.
  static func asset(_ text: String, type: String) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "\(type); charset=utf-8", .cacheControl: "max-age=60"],
      body: pieces(ByteBuffer(string: text)))
  }

  /// A file to keep.
  static func download(_ bytes: [UInt8], name: String, type: String) -> Response {
    download(Download(bytes), name: name, type: type)
  }

  /// A file to keep that others take too.
  static func download(_ file: Download, name: String, type: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: type,
        .contentDisposition: "attachment; filename=\"\(plain(name))\"",
      ],
      body: pieces(file.bytes))
  }

  /// A small JSON object of texts, numbers and truths.
  static func json(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// A name of a file with letters, digits, points, hyphens and underscores alone: a folder's files may be called anything.
  static func plain(_ name: String) -> String {
    String(
      name.unicodeScalars.map { scalar -> Character in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isPlain || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
      })
  }

  private static func pieces(_ bytes: ByteBuffer) -> ResponseBody {
    guard bytes.readableBytes > pieceBytes else { return ResponseBody(byteBuffer: bytes) }
    return ResponseBody(contentLength: bytes.readableBytes) { writer in
      var rest = bytes
      while let piece = rest.readSlice(length: min(pieceBytes, rest.readableBytes)),
        piece.readableBytes > 0
      {
        try await writer.write(piece)
      }
      try await writer.finish(nil)
    }
  }
}
