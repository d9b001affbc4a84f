import ArgumentParser
import Foundation
import Scenarios

/// `--shard`: a shard by its number and how many there are, or as a scheduler says.
enum ShardOption: ExpressibleByArgument {
  case named(ShardAddress)
  case auto

  /// Reads an option.
  ///
  /// - Throws: `ValidationError`, which says what would be read.
  static func read(_ argument: String) throws -> ShardOption {
    guard let option = ShardOption(argument: argument) else {
      throw ValidationError(
        "'\(argument)' is no shard. Write K/N: K from 1 to N, N up to \(ShardAddress.most), for example 2/16; or auto."
      )
    }
    return option
  }

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
      return
    }
    let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1],
      let shard = ShardAddress(number, of: count)
    else { return nil }
    self = .named(shard)
  }

  /// Which shard it is.
  ///
  /// - Throws: `ValidationError` where a scheduler does not say.
  func address() throws -> ShardAddress {
    switch self {
    case .named(let shard): return shard
    case .auto:
      do throws(ShardAddressError) {
        return try .scheduled(ProcessInfo.processInfo.environment)
      } catch {
        throw ValidationError("--shard auto: \(error)")
      }
    }
  }
}
