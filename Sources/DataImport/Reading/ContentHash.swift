/// FNV-1a 64, which tells two versions of an input file apart; it is no seal against tampering.
public enum ContentHash {
  /// The hash of some bytes as 16 hexadecimal digits.
  public static func text(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { text($0) }
  }

  /// The hash of bytes that lie elsewhere, without a copy of them.
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
