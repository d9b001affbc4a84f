/// A way to spoil the bytes of a file.
///
/// A spoilt file is a function of its sound bytes, its name, a seed and the files beside it, so that what fails can be made again.
public struct Mutation: Sendable, CustomStringConvertible {
  /// What is done to the bytes.
  public enum Kind: CaseIterable, Sendable {
    // Bytes.
    case flippedBits, insertedBytes, deletedBytes, strangeBytes, nulBytes, notUTF8, emptied
    case truncated, spliced, markInside, unclosedQuote
    // What programs make of a file when they save it.
    case utf16LittleEndian, utf16BigEndian, semicolons, tabs, carriageReturns
    // Rows and columns.
    case repeatedHeader, repeatedColumn, repeatedRow, swappedRows, deletedRow, movedCell
    // Cells.
    case formula, hugeNumber, oddWord, longCell
  }

  /// The name of the file.
  public let file: String
  /// Which of its mutations.
  public let seed: UInt64

  /// Names a mutation.
  public init(_ file: String, seed: UInt64) {
    self.file = file
    self.seed = seed
  }

  /// The address, as failures give it.
  public var description: String { "\(file), seed \(seed)" }

  /// Spoils a file in one to three ways.
  ///
  /// - Parameter donors: other files, of which pieces may come in.
  public func spoil(_ bytes: [UInt8], donors: [[UInt8]] = []) -> [UInt8] {
    var random = Seeded(state: address)
    // Each kind comes first for one seed in so many, whatever chance says.
    let first = Kind.allCases[Int(seed % UInt64(Kind.allCases.count))]
    let more = (0..<random.position(3)).map { _ in
      Kind.allCases[random.position(Kind.allCases.count)]
    }
    return ([first] + more).reduce(bytes) { bytes, kind in
      Spoiler(donors: donors).spoilt(bytes, kind, &random)
    }
  }

  private var address: UInt64 {
    file.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } &+ seed
      &* 0x9E37_79B9_7F4A_7C15
  }
}
