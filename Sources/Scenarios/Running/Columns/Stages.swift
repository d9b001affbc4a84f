/// The rows of the blocks that are open.
///
/// The memory of a block serves another when it is packed, and is let go with the last.
struct Stages<Element: FixedWidthInteger> {
  /// Draws of a block; the last may have fewer.
  static var draws: Int { 64 }

  /// How many blocks some draws make.
  static func blocks(of drawn: Range<Int>) -> Int { (drawn.count + draws - 1) / draws }

  /// The rows of a block, draw after draw. Disjoint by draw: hence @unchecked.
  struct Stage: @unchecked Sendable {
    let block: Int
    let drawn: Range<Int>
    fileprivate let columns: Int
    fileprivate let memory: UnsafeMutableBufferPointer<Element>
    fileprivate var left: Int

    /// The rows.
    var rows: UnsafeBufferPointer<Element> {
      UnsafeBufferPointer(rebasing: memory[..<(drawn.count * columns)])
    }

    /// The row of a draw.
    func row(_ draw: Int) -> UnsafeMutableBufferPointer<Element> {
      let start = (draw - drawn.lowerBound) * columns
      return UnsafeMutableBufferPointer(rebasing: memory[start..<(start + columns)])
    }
  }

  private let columns: Int
  private let drawn: Range<Int>
  private var open: [Int: Stage] = [:]
  private var packed = 0
  private var spare: [UnsafeMutableBufferPointer<Element>] = []

  init(columns: Int, drawn: Range<Int>) {
    self.columns = columns
    self.drawn = drawn
  }

  private func block(of draw: Int) -> Int { (draw - drawn.lowerBound) / Self.draws }

  /// The block of a draw, zeros where nobody asked for it before.
  mutating func stage(of draw: Int) -> Stage {
    precondition(drawn.contains(draw), "draw \(draw) of \(drawn)")
    let block = block(of: draw)
    return open[block] ?? begin(block)
  }

  private mutating func begin(_ block: Int) -> Stage {
    let start = drawn.lowerBound + block * Self.draws
    let here = start..<min(start + Self.draws, drawn.upperBound)
    let memory = spare.popLast() ?? .allocate(capacity: Self.draws * columns)
    memory.initialize(repeating: 0)
    let stage = Stage(
      block: block, drawn: here, columns: columns, memory: memory, left: here.count)
    open[block] = stage
    return stage
  }

  /// Counts a draw as done.
  ///
  /// - Returns: its block where it was the last of it; `free` has to follow.
  mutating func close(_ draw: Int) -> Stage? {
    let block = block(of: draw)
    open[block]?.left -= 1
    guard open[block]?.left == 0 else { return nil }
    return open.removeValue(forKey: block)
  }

  /// Lets the rows of a block go.
  mutating func free(_ stage: Stage) {
    packed += 1
    spare.append(stage.memory)
    if packed == Self.blocks(of: drawn) { letGo() }
  }

  /// Lets all memory go.
  mutating func letGo() {
    for memory in spare + open.values.map(\.memory) { memory.deallocate() }
    (spare, open) = ([], [:])
  }
}
