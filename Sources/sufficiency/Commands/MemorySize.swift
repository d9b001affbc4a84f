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

  /// Reads an option.
  ///
  /// - Throws: `ValidationError`, which says what would be read.
  static func read(_ argument: String) throws -> MemorySize {
    guard let size = MemorySize(argument: argument) else {
      throw ValidationError(
        "'\(argument)' is not an amount of memory. Write a whole number and MB, GB, TB, MiB, GiB or TiB, for example 800MB."
      )
    }
    return size
  }

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
      folder = folder.folderAbove
    }
    return folder.orCurrent
  }
}
