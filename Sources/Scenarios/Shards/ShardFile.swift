import Foundation

/// A shard file that was found whole: its record, and its blocks where they are.
public struct ShardFile: Sendable {
  /// Where it is.
  public let path: String
  /// What it says of itself.
  public let record: ShardRecord
  let file: BlockFile

  /// Opens a file and reads it once, to know that no byte of it has changed. Linear in bytes.
  ///
  /// - Throws: `ShardError` for a file that is none, is cut short or damaged, or is of a later layout.
  public init(_ path: String) throws(ShardError) {
    self.path = path
    do throws(DrawFileError) {
      file = try BlockFile.reading(path)
    } catch {
      throw ShardError(path, seen: error.description, remedy: "See who may read it.")
    }
    let size = file.size
    try Self.check(header: file.bytes(0, min(size, ShardFormat.header)), path)
    guard size >= ShardFormat.header + ShardFormat.trailer else {
      throw Self.damaged(path, "it ends after \(size) bytes")
    }
    let trailer = file.bytes(size - ShardFormat.trailer, ShardFormat.trailer)
    func number(_ place: Int) -> UInt64 {
      trailer.withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
      }
    }
    let found = Self.hash(file, size - 8)
    guard found == number(2) else {
      throw Self.damaged(path, "its checksum is not that of its bytes")
    }
    let start = Int(truncatingIfNeeded: number(0))
    let count = Int(truncatingIfNeeded: number(1))
    guard start >= ShardFormat.header, count >= 0, count <= size,
      start + count == size - ShardFormat.trailer,
      let record = try? JSONDecoder().decode(
        ShardRecord.self, from: Data(file.bytes(start, count)))
    else { throw Self.damaged(path, "its record cannot be read") }
    self.record = record
    guard file.fault == nil, record.isSound, Self.blocksAreSound(record, file, before: start) else {
      throw Self.damaged(path, "its record does not describe its bytes")
    }
  }

  private static func check(header: [UInt8], _ path: String) throws(ShardError) {
    guard header.starts(with: ShardFormat.mark), header.count == ShardFormat.header else {
      throw ShardError(
        path, seen: "not a shard file, or one that is cut short",
        remedy: "Take it away, or work the shard out again.")
    }
    let version = header.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    }
    guard version == ShardFormat.version else {
      throw ShardError(
        path, seen: "layout \(version), and this version of the tool knows \(ShardFormat.version)",
        remedy: "Merge with the version that made it, or work the shard out again with this one.")
    }
  }

  private static func damaged(_ path: String, _ seen: String) -> ShardError {
    ShardError(
      path, seen: "damaged: \(seen)", remedy: "Work the shard out again; it gives the same bytes.")
  }

  private static func hash(_ file: BlockFile, _ size: Int) -> UInt64 {
    var hash = RunningHash()
    for start in stride(from: 0, to: size, by: 1 << 20) {
      file.bytes(start, min(1 << 20, size - start)).withUnsafeBytes { hash.take($0) }
    }
    return hash.value
  }

  /// True where every block lies before the record and has an index that fits it: nothing read later leads out of the file.
  private static func blocksAreSound(
    _ record: ShardRecord, _ file: BlockFile, before end: Int
  ) -> Bool {
    func isSound<Element>(
      _ format: BlockFormat<Element>.Type, _ block: ShardRecord.Block, _ columns: Int
    ) -> Bool {
      guard columns >= 0, columns < 1 << 28, block.draws > 0, block.at >= ShardFormat.header,
        block.size >= format.valueStart(columns: columns), block.at <= end - block.size
      else { return false }
      let index = file.bytes(block.at, format.valueStart(columns: columns))
      return format.isSound(index, draws: block.draws, columns: columns, size: block.size)
    }
    return record.units.flatMap(\.groups).allSatisfy { group in
      group.heads.blocks.allSatisfy { isSound(BlockFormat<Int32>.self, $0, group.heads.columns) }
        && group.places.blocks.allSatisfy {
          isSound(BlockFormat<Int32>.self, $0, group.places.columns)
        }
        && group.money.allSatisfy { money in
          money.blocks.allSatisfy { isSound(BlockFormat<Int>.self, $0, money.columns) }
        }
        && [group.placeSums, group.planYears].allSatisfy {
          $0.draws == 0 || isSound(BlockFormat<Int>.self, $0, 1)
        }
    }
  }

  /// The blocks of a store.
  func blocks(_ columns: ShardRecord.Columns) -> [PackedBlock] {
    columns.blocks.map {
      PackedBlock(draws: $0.draws, size: $0.size, place: .file(file, at: $0.at))
    }
  }

  /// Sums over draws.
  func sums(_ block: ShardRecord.Block) -> [Int] {
    guard block.draws > 0 else { return [] }
    let column = DrawColumns<Int>(
      columns: 1,
      blocks: [PackedBlock(draws: block.draws, size: block.size, place: .file(file, at: block.at))])
    return column.values(0).map(Int.init)
  }
}

extension ShardRecord {
  /// True where numbers and ranges make sense, and each store has every draw of its unit.
  fileprivate var isSound: Bool {
    let asked = question
    guard ShardAddress(number, of: asked.shards) != nil, (1...1_000_000).contains(asked.draws),
      !asked.authorities.isEmpty
    else { return false }
    return units.allSatisfy { unit in
      guard (1...40).contains(unit.years), unit.first >= 0, unit.first < unit.end,
        unit.end <= asked.draws, asked.authorities.contains(unit.authority)
      else { return false }
      let count = unit.end - unit.first
      return unit.groups.allSatisfy { group in
        group.money.count == group.scenarios.count && !group.scenarios.isEmpty
          && ([group.heads, group.places] + group.money).allSatisfy { columns in
            columns.blocks.allSatisfy { (1...count).contains($0.draws) }
              && columns.blocks.reduce(0) { $0 + $1.draws } == count
          }
      }
    }
  }
}

extension BlockFormat {
  /// True for the header and index of a block of that size: widths are such as are written, and the values end where the block ends.
  static func isSound(_ bytes: [UInt8], draws: Int, columns: Int, size: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, bytes.count == valueStart(columns: columns),
        Int(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self))) == draws,
        Int(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
          == columns
      else { return false }
      var offset = offset(start + header)
      guard offset == 0 else { return false }
      for column in 1..<(columns + 1) {
        let next = Self.offset(start + (header + column * entry))
        guard next >= offset, (next - offset).isMultiple(of: draws),
          [0, 1, 2, 4, 8].contains((next - offset) / draws)
        else { return false }
        offset = next
      }
      return valueStart(columns: columns) + offset == size
    }
  }
}
