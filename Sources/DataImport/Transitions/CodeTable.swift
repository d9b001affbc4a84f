/// Finds the position of a code from its bytes; codes of up to seven bytes without making text of them.
struct CodeTable {
  private var short: [UInt64: Int] = [:]
  private var long: [String: Int] = [:]

  init(_ codes: [String]) {
    for (index, code) in codes.enumerated() {
      let bytes = Array(code.utf8)
      if let word = Self.word(bytes[...]) { short[word] = index } else { long[code] = index }
    }
  }

  /// The position of a code; nil if it is not in the list.
  func position(_ bytes: ArraySlice<UInt8>) -> Int? {
    if let word = Self.word(bytes) { return short[word] }
    return long[String(decoding: bytes, as: UTF8.self)]
  }

  /// The bytes and their number in one word.
  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    guard bytes.count < 8 else { return nil }
    return bytes.reduce(UInt64(bytes.count)) { $0 << 8 | UInt64($1) }
  }
}
