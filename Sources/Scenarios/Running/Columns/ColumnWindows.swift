import Synchronization

/// Some neighbouring columns of every block on disk, packed as they are there.
final class ColumnWindow: Sendable {
  let columns: Range<Int>
  /// By block; nothing for one in memory.
  private let slices: [[UInt8]]

  init(columns: Range<Int>, slices: [[UInt8]]) {
    self.columns = columns
    self.slices = slices
  }
}

extension ColumnWindow {
  func read<Element: FixedWidthInteger, Value: FixedWidthInteger>(
    _ type: BlockFormat<Element>.Type, _ column: Int, block: Int, draws: Int, isAdded: Bool,
    into target: UnsafeMutablePointer<Value>
  ) {
    slices[block].withUnsafeBytes {
      guard let start = $0.baseAddress else { return }
      type.read(
        column - columns.lowerBound, of: columns.count, start, draws: draws, isAdded: isAdded,
        into: target)
    }
  }
}

/// The windows that were read last. From any thread.
final class ColumnWindows<Element: FixedWidthInteger>: Sendable {
  /// As many as tables are made at once, about.
  private static var most: Int { 6 }
  /// Values of a window, of a byte or two each.
  private static var values: Int { 1 << 20 }

  private let columns: Int
  private let width: Int
  private let held = Mutex<[ColumnWindow]>([])

  init(columns: Int, draws: Int) {
    self.columns = columns
    width = max(1, min(columns, Self.values / max(1, draws)))
  }

  /// The window that has a column.
  func holding(_ column: Int, of blocks: [PackedBlock?]) -> ColumnWindow {
    let known = held.withLock { held -> ColumnWindow? in
      guard let index = held.firstIndex(where: { $0.columns.contains(column) }) else { return nil }
      let window = held.remove(at: index)
      held.append(window)
      return window
    }
    if let known { return known }
    let first = column / width * width
    let range = first..<min(first + width, columns)
    let window = ColumnWindow(
      columns: range, slices: blocks.map { $0.map { slice($0, range) } ?? [] })
    held.withLock { held in
      if held.count >= Self.most { held.removeFirst() }
      held.append(window)
    }
    return window
  }

  /// The index entries of some columns and of the next, and their values.
  private func slice(_ block: PackedBlock, _ range: Range<Int>) -> [UInt8] {
    typealias Format = BlockFormat<Element>
    guard case .file(let file, let position) = block.place else { return [] }
    let index = (range.count + 1) * Format.entry
    return withUnsafeTemporaryAllocation(byteCount: index, alignment: 8) { entries in
      file.read(position + Format.header + range.lowerBound * Format.entry, into: entries)
      guard let first = entries.baseAddress else { return [] }
      let start = Format.offset(first)
      let count = Format.offset(first + range.count * Format.entry) - start
      // An index that could not be read leaves zeros, and they end at once.
      return [UInt8](unsafeUninitializedCapacity: index + max(0, count)) { buffer, size in
        size = index + max(0, count)
        let bytes = UnsafeMutableRawBufferPointer(buffer)
        bytes.copyMemory(from: UnsafeRawBufferPointer(entries))
        file.read(
          position + Format.valueStart(columns: columns) + start,
          into: UnsafeMutableRawBufferPointer(rebasing: bytes[index...]))
      }
    }
  }
}
