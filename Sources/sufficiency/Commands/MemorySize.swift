import ArgumentParser
import Foundation

/// An amount of memory as an option: a whole number and a unit.
struct MemorySize: ExpressibleByArgument, Hashable {
  let bytes: Int

  private static let units = [
    "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
    "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40,
  ]

  init(bytes: Int) { self.bytes = bytes }

  /// `800MB`, `1GB`, `2GiB`: from 1 MB to 1000 TB.
  init?(argument: String) {
    let digits = argument.prefix { ("0"..."9").contains($0) }
    guard let unit = Self.units[argument.dropFirst(digits.count).uppercased()],
      let number = Int(digits), (1...1_000_000_000).contains(number)
    else { return nil }
    let (bytes, isTooMuch) = number.multipliedReportingOverflow(by: unit)
    guard !isTooMuch, bytes <= 1_000_000_000_000_000 else { return nil }
    self.bytes = bytes
  }

  /// The folder whose disk takes what memory has no room for: `TMPDIR`, or else that of the results, which is seldom memory in disguise.
  static func scratch(
    beside out: String, _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    if let named = environment["TMPDIR"], !named.isEmpty { return named }
    var folder = out
    while !folder.isEmpty, folder != "/", !FileManager.default.fileExists(atPath: folder) {
      folder = (folder as NSString).deletingLastPathComponent
    }
    return folder.orCurrent
  }
}
