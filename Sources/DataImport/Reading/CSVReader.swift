public import Vocabulary

/// Reads CSV bytes after RFC 4180: UTF-8 with or without a byte order mark, LF or CRLF, quoted cells.
public enum CSVReader {
  /// The most bytes a file may have.
  static let limit = 1 << 28

  /// Reads a file, whatever its bytes are.
  ///
  /// The table is nil where there is nothing to read: no header, UTF-16, more than 256 MiB, or a thousand
  /// faults. Otherwise it holds every record, and the findings name those that are malformed. Linear in the
  /// bytes, and in memory at most nine times their number: a cell is eight bytes, and no cell is shorter than its comma.
  public static func read(
    _ bytes: [UInt8], file: String
  ) -> (table: CSVTable?, findings: [Finding]) {
    if let refusal = refusal(bytes, file: file) { return (nil, [refusal]) }
    var checks = RecordChecks(bytes, file: file)
    let table = checks.readHeader() ? checks.table() : nil
    return (table, checks.findings)
  }

  private static func refusal(_ bytes: [UInt8], file: String) -> Finding? {
    if bytes.count > limit {
      return Finding(
        .unreadableFile, at: .init(file), seen: "\(bytes.count) bytes",
        expected: "at most \(limit) bytes", remedy: "Leave out rows the run does not need.")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Finding(
        .utf16, at: .init(file, row: 1), seen: "a UTF-16 byte order mark", expected: "UTF-8",
        remedy: "Save the file as 'CSV UTF-8'.")
    }
    return nil
  }
}
