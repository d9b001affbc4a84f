/// The layout of a shard file: a mark, the version of the layout, blocks, the record as JSON, and at the end where the record begins,
/// its size and the FNV-1a 64 of every byte before: `UInt64` each, little-endian.
enum ShardFormat {
  static let mark = Array("SUFFSHRD".utf8)
  static let version: UInt32 = 1
  /// Bytes before the first block.
  static let header = 12
  /// Bytes after the record.
  static let trailer = 24

  static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// FNV-1a 64 of bytes that come in parts; like other hashes here it finds damage and is no seal against tampering.
struct RunningHash: Sendable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    var hash = value
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    value = hash
  }
}
