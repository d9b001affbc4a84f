import Synchronization

/// The blocks of some series.
struct PackedColumns<Element: FixedWidthInteger> {
  let columns: Int
  let blocks: [PackedBlock]
}

/// Whole numbers of every draw, many series of them, packed: see `BlockFormat`.
///
/// Draws are taken 64 at a time by their number. Threads write the rows of a block that is open; whoever ends the last of them packs
/// the block. Rows are disjoint by draw and a block's bytes are its rows', so nothing depends on threads: hence @unchecked.
final class DrawColumns<Element: FixedWidthInteger & Sendable>: @unchecked Sendable {
  /// The number of series.
  let columns: Int
  /// The draws, by number.
  let drawn: Range<Int>
  private let shelf: BlockShelf?
  private let stages: Mutex<Stages<Element>>
  private let blocks: Mutex<[PackedBlock?]>
  private let windows: ColumnWindows<Element>

  /// Room for draws that are yet to be made.
  init(columns: Int, drawn: Range<Int>, shelf: BlockShelf) {
    self.columns = columns
    self.drawn = drawn
    self.shelf = shelf
    stages = Mutex(Stages(columns: columns, drawn: drawn))
    blocks = Mutex(Array(repeating: nil, count: Stages<Element>.blocks(of: drawn)))
    windows = ColumnWindows(columns: columns, draws: drawn.count)
  }

  /// Draws that were made: blocks of any lengths, in the order of their draws.
  init(columns: Int, blocks: [PackedBlock]) {
    self.columns = columns
    drawn = 0..<blocks.reduce(0) { $0 + $1.draws }
    shelf = nil
    stages = Mutex(Stages(columns: columns, drawn: 0..<0))
    self.blocks = Mutex(blocks)
    windows = ColumnWindows(columns: columns, draws: drawn.count)
  }

  deinit { stages.withLock { $0.letGo() } }

  /// The row of a draw, zeros at first, until `close`.
  func open(_ draw: Int) -> UnsafeMutableBufferPointer<Element> {
    stages.withLock { $0.stage(of: draw) }.row(draw)
  }

  /// Ends the row of a draw; the last of a block packs it.
  func close(_ draw: Int) {
    guard let full = stages.withLock({ $0.close(draw) }) else { return }
    let bytes = BlockFormat.packed(full.rows, draws: full.drawn.count, columns: columns)
    let kept = shelf?.keep(bytes, draws: full.drawn.count)
    blocks.withLock { $0[full.block] = kept }
    stages.withLock { $0.free(full) }
  }

  /// The blocks of draws that were made, in their order.
  var packed: PackedColumns<Element> {
    PackedColumns(columns: columns, blocks: blocks.withLock { $0.compactMap { $0 } })
  }

  /// Writes the draws of a series one after another.
  ///
  /// - Parameters:
  ///   - isAdded: true where they are added to what is there.
  func read<Value: FixedWidthInteger>(
    _ column: Int, isAdded: Bool = false, into target: UnsafeMutablePointer<Value>
  ) {
    precondition((0..<columns).contains(column), "series \(column) of \(columns)")
    let blocks = blocks.withLock { $0 }
    // Blocks on disk are read some columns at a time; who reads one mostly wants its neighbours next.
    let window =
      blocks.contains { $0?.isOnDisk ?? false } ? windows.holding(column, of: blocks) : nil
    var next = target
    for (position, block) in blocks.enumerated() {
      guard let block else { preconditionFailure("block \(position) of \(drawn) is not kept") }
      switch block.place {
      case .memory(let bytes):
        bytes.withUnsafeBytes {
          guard let start = $0.baseAddress else { return }
          BlockFormat<Element>.read(
            column, of: columns, start + BlockFormat<Element>.header, draws: block.draws,
            isAdded: isAdded, into: next)
        }
      case .file:
        window?.read(
          BlockFormat<Element>.self, column, block: position, draws: block.draws,
          isAdded: isAdded, into: next)
      }
      next += block.draws
    }
  }

  /// The draws of a series.
  func values(_ column: Int) -> [Int64] { sums([column]) }

  /// The draws of the sum of some series.
  func sums(_ chosen: [Int]) -> [Int64] {
    var sums = [Int64](repeating: 0, count: drawn.count)
    sums.withUnsafeMutableBufferPointer {
      guard let start = $0.baseAddress else { return }
      for column in chosen { read(column, isAdded: true, into: start) }
    }
    return sums
  }
}
