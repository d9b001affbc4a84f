import Foundation

/// Writes a shard file: under a hidden name first, and under its own when every byte is on disk. The same draws give the same bytes.
public final class ShardWriter {
  private let path: String
  /// Where the bytes are until `finish`.
  public let hidden: String
  private let descriptor: Int32
  private var position = 0
  private var hash = RunningHash()
  private var record: ShardRecord
  private var isFinished = false

  /// Begins a file.
  ///
  /// - Throws: `ShardError` where there is no permission or no room.
  public init(
    _ folder: String, file: String, number: Int, _ question: ShardRecord.Question
  ) throws(ShardError) {
    path = "\(folder)/\(file)"
    // Two tasks may work the same shard out, on machines that know nothing of one another.
    hidden = "\(folder)/.\(file).\(UUID().uuidString.prefix(8)).writing-\(getpid())"
    record = ShardRecord(question: question, number: number, units: [])
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ShardError(
        folder, seen: "the folder cannot be made: \(error.localizedDescription)",
        remedy: "Name another with --out.")
    }
    descriptor = open(hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.fault(path, errno) }
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    try write(ShardFormat.mark + ShardFormat.bytes(ShardFormat.version))
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(hidden) }
  }

  /// Begins some draws of an authority.
  public func begin(authority: String, years: Int, inputs: [ShardRecord.Input], drawn: Range<Int>) {
    record.units.append(
      ShardRecord.Unit(
        authority: authority, years: years, inputs: inputs, first: drawn.lowerBound,
        end: drawn.upperBound, groups: []))
  }

  /// Takes the runs of scenarios that have the same children up.
  ///
  /// - Throws: `ShardError`; nothing of the file is left.
  public func add(_ runs: [ScenarioRun]) throws(ShardError) {
    guard let first = runs.first, let unit = record.units.indices.last else { return }
    var money: [ShardRecord.Columns] = []
    let heads = try add(first.store.packedHeads)
    for run in runs { money.append(try add(run.store.packedMoney)) }
    record.units[unit].groups.append(
      ShardRecord.Group(
        scenarios: runs.map(\.model.scenario.id), heads: heads, money: money,
        places: try add(first.places.packed), placeSums: try add(first.places.summed),
        planYears: try add(first.planYears.all)))
  }

  /// Writes the record and gives the file its name.
  ///
  /// - Throws: `ShardError`; nothing of the file is left.
  public func finish() throws(ShardError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let json = try? encoder.encode(record) else {
      preconditionFailure("a record that is no JSON: \(record.question)")
    }
    let start = position
    try write(Array(json))
    try write(ShardFormat.bytes(UInt64(start)) + ShardFormat.bytes(UInt64(json.count)))
    try write(ShardFormat.bytes(hash.value))
    guard fsync(descriptor) == 0, rename(hidden, path) == 0 else {
      throw Self.fault(path, errno)
    }
    isFinished = true
    removeLeftovers()
  }

  /// Deletes what processes that were killed have left of this file, now that it is whole. Who still writes holds a lock.
  private func removeLeftovers() {
    let parts = URL(fileURLWithPath: path)
    let folder = parts.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(".\(parts.lastPathComponent).") {
      let left = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
      guard left >= 0 else { continue }
      if flock(left, LOCK_EX | LOCK_NB) == 0 { unlink("\(folder)/\(name)") }
      close(left)
    }
  }

  private func add<Element>(_ packed: PackedColumns<Element>) throws(ShardError)
    -> ShardRecord.Columns
  {
    var blocks: [ShardRecord.Block] = []
    for block in packed.blocks {
      blocks.append(ShardRecord.Block(at: position, size: block.size, draws: block.draws))
      try write(block.bytes)
    }
    return ShardRecord.Columns(columns: packed.columns, blocks: blocks)
  }

  private func add(_ sums: [Int]) throws(ShardError) -> ShardRecord.Block {
    guard !sums.isEmpty else { return ShardRecord.Block(at: position, size: 0, draws: 0) }
    let bytes = sums.withUnsafeBufferPointer {
      BlockFormat<Int>.packed($0, draws: $0.count, columns: 1)
    }
    let block = ShardRecord.Block(at: position, size: bytes.count, draws: sums.count)
    try write(bytes)
    return block
  }

  private func write(_ bytes: [UInt8]) throws(ShardError) {
    let number = bytes.withUnsafeBytes { bytes -> Int32? in
      hash.take(bytes)
      var rest = bytes
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return nil
    }
    if let number { throw Self.fault(path, number) }
    position += bytes.count
  }

  private static func fault(_ path: String, _ number: Int32) -> ShardError {
    ShardError(
      path, seen: "cannot be written (\(String(cString: strerror(number))))",
      remedy: "Mend this, or name another folder with --out. Nothing was written.")
  }
}

extension PackedBlock {
  /// The bytes, wherever they are.
  var bytes: [UInt8] {
    switch place {
    case .memory(let bytes): bytes
    case .file(let file, let position): file.bytes(position, size)
    }
  }
}

extension BlockFile {
  /// Some bytes; zeros where they cannot be read, which `fault` then tells.
  func bytes(_ position: Int, _ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
      size = count
      read(
        position,
        into: UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
    }
  }
}
