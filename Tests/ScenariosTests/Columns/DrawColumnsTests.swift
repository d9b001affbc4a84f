import Dispatch
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Scenarios

/// Values to be packed: columns of every kind.
private struct Sample<Element: FixedWidthInteger & Sendable> {
  let draws: Int
  let columns: [[Element]]

  init(draws: Int, seed: UInt64) {
    var generator = SeededGenerator(seed)
    self.draws = draws
    let kinds: [(inout SeededGenerator) -> Element] = [
      { _ in 0 }, { _ in -7 }, { _ in .max }, { _ in .min },
      { Element.random(in: 0...255, using: &$0) }, { Element.random(in: -128...127, using: &$0) },
      { Element.random(in: 0...256, using: &$0) },
      { Element.random(in: -30_000...35_535, using: &$0) },
      { Element.random(in: 0...65_536, using: &$0) },
      { Element.random(in: Element.min...Element.max, using: &$0) },
      { Bool.random(using: &$0) ? .min : .max },
    ]
    columns = (0..<60).map { column in
      (0..<draws).map { _ in kinds[column % kinds.count](&generator) }
    }
  }

  /// Packs the sample, its draws in any order and on some threads.
  func packed(
    from first: Int = 0, threads: Int = 1, shelf: BlockShelf = .inMemory
  ) -> DrawColumns<Element> {
    let store = DrawColumns<Element>(
      columns: columns.count, drawn: first..<(first + draws), shelf: shelf)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for draw in stride(from: thread, to: draws, by: threads).reversed() {
        let row = store.open(first + draw)
        for column in columns.indices { row[column] += columns[column][draw] }
        store.close(first + draw)
      }
    }
    return store
  }

  func matches(_ store: DrawColumns<Element>) -> Bool {
    columns.indices.allSatisfy { column in
      var values = [Element](repeating: 1, count: draws)
      values.withUnsafeMutableBufferPointer {
        if let start = $0.baseAddress { store.read(column, into: start) }
      }
      return values == columns[column] && store.values(column) == columns[column].map(Int64.init)
    }
  }
}

/// Random numbers of a test.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension BlockShelf {
  fileprivate static var inMemory: BlockShelf { BlockShelf(RunOptions()) }

  /// Everything on disk.
  fileprivate static func onDisk(
    _ folder: TemporaryFolder, writing: @escaping BlockFile.Writing = pwrite
  ) -> BlockShelf {
    let path = folder.path
    return BlockShelf(limit: 0) { () throws(DrawFileError) in
      try BlockFile.unnamed(in: path, writing: writing)
    }
  }
}

@Suite("Packed draws")
struct DrawColumnsTests {
  @Test("What is packed comes back as it went in", arguments: [1, 2, 63, 64, 65, 128, 200])
  func packedIsUnpacked(draws: Int) {
    let (small, large) = (
      Sample<Int32>(draws: draws, seed: 1), Sample<Int>(draws: draws, seed: 2)
    )
    #expect(small.matches(small.packed()))
    #expect(large.matches(large.packed()))
    #expect(large.matches(large.packed(from: 1_000)), "draws from elsewhere on")
  }

  @Test("A column takes the bytes that its span needs, and none where all draws are alike")
  func widths() {
    let rows: [Int] = [5, 0, 0, 0, .min, 5, 255, 256, 65_536, .max]
    let bytes = rows.withUnsafeBufferPointer {
      BlockFormat<Int>.packed($0, draws: 2, columns: 5)
    }
    #expect(bytes.count == 8 + 6 * 12 + 2 * (0 + 1 + 2 + 4 + 8))
  }

  @Test("Any number of threads packs the same bytes", arguments: [2, 8])
  func threadsChangeNothing(threads: Int) {
    let sample = Sample<Int>(draws: 300, seed: 3)
    let (one, many) = (sample.packed(), sample.packed(threads: threads))
    #expect(one.bytes == many.bytes && one.bytes.count == 5)
    #expect(sample.matches(many))
  }

  @Test("Draws on disk are those in memory, read in any order and by many at once")
  func disk() throws {
    let folder = try TemporaryFolder()
    let sample = Sample<Int32>(draws: 500, seed: 4)
    let shelf = BlockShelf.onDisk(folder)
    let store = sample.packed(threads: 2, shelf: shelf)
    #expect(sample.matches(store))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "unnamed")
    #expect(shelf.bytesOnDisk == sample.packed().bytes.reduce(0) { $0 + $1.count })
    let expected = sample.columns.map { $0.map(Int64.init) }
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      for column in expected.indices.reversed() {
        #expect(store.values(column) == expected[column])
      }
    }
  }

  @Test("A wide store is read in windows, and sums are those of its columns")
  func windows() throws {
    let folder = try TemporaryFolder()
    let (draws, columns) = (70, 40_000)
    func multiples(of step: Int64) -> [Int64] { (0..<draws).map { step * Int64($0) } }
    let store = DrawColumns<Int32>(
      columns: columns, drawn: 0..<draws, shelf: .onDisk(folder))
    for draw in 0..<draws {
      let row = store.open(draw)
      for column in 0..<columns { row[column] = Int32(column % 7 == 0 ? 0 : column * draw) }
      store.close(draw)
    }
    for column in [0, 1, 14_979, 14_980, 39_999, 20_000, 3] {
      let step: Int64 = column % 7 == 0 ? 0 : Int64(column)
      #expect(store.values(column) == multiples(of: step))
    }
    #expect(store.sums([1, 14_981, 3]) == multiples(of: 14_985))
  }

  @Test("A part stays in memory while there is room")
  func partly() throws {
    let folder = try TemporaryFolder()
    let sample = Sample<Int>(draws: 300, seed: 5)
    let (all, path) = (sample.packed().bytes.reduce(0) { $0 + $1.count }, folder.path)
    let shelf = BlockShelf(limit: all / 2) { () throws(DrawFileError) in
      try BlockFile.unnamed(in: path)
    }
    #expect(sample.matches(sample.packed(shelf: shelf)))
    #expect(shelf.bytesOnDisk > all / 3 && shelf.bytesOnDisk < all)
  }

  @Test("A full disk is said with file, bytes and what to do")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let shelf = BlockShelf.onDisk(folder) { descriptor, bytes, count, position in
      guard position < 20_000 else {
        errno = ENOSPC
        return -1
      }
      // As little at once as a system may write.
      return pwrite(descriptor, bytes, min(count, 1_000), position)
    }
    _ = Sample<Int>(draws: 640, seed: 6).packed(threads: 2, shelf: shelf)
    let fault = try #require(shelf.fault?.description)
    #expect(fault.hasPrefix("\(folder.path)/") && fault.contains("the disk is full"), "\(fault)")
    #expect(fault.contains(" bytes ") && fault.contains("TMPDIR") && fault.contains("--memory"))
  }

  @Test("A folder that takes no file is said")
  func noFolder() throws {
    let folder = try TemporaryFolder()
    var options = RunOptions()
    (options.memory, options.scratch) = (4, "\(folder.path)/missing")
    let shelf = BlockShelf(options)
    _ = Sample<Int>(draws: 2, seed: 7).packed(shelf: shelf)
    #expect(shelf.fault?.description.contains("there is no such folder") == true)
  }
}

extension DrawColumns {
  /// The bytes of every block.
  fileprivate var bytes: [[UInt8]] {
    packed.blocks.map { if case .memory(let bytes) = $0.place { bytes } else { [] } }
  }
}

@Suite("Runs with a limit of memory")
struct LimitedRunTests {
  private func run(_ change: (inout RunOptions) -> Void) throws -> ScenarioRun {
    let model = try SmallRun.model([], years: 3, evidence: SmallAuthority.evidence())
    var options = RunOptions(draws: 70, years: 3, threads: 2)
    change(&options)
    return try ScenarioRun.runs([model], options: options, watch: RunWatch())[0]
  }

  @Test("The same figures with and without, and the file is gone")
  func sameFigures() throws {
    let folder = try TemporaryFolder()
    let free = try run { _ in }
    let limited = try run { ($0.memory, $0.scratch) = (1, folder.path) }
    #expect(free.bytesOnDisk == 0 && limited.bytesOnDisk > 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    #expect(free.store.allHeads == limited.store.allHeads)
    #expect(free.store.allPence == limited.store.allPence)
    #expect(free.places.all == limited.places.all)
    try limited.check()
  }

  @Test("No room on disk ends the run")
  func noRoom() throws {
    let folder = try TemporaryFolder()
    #expect(throws: DrawFileError.self) {
      try run { ($0.memory, $0.scratch) = (1, "\(folder.path)/missing") }
    }
  }

  @Test("Some of the draws are those of all")
  func part() throws {
    let all = try run { _ in }
    let part = try run { $0.part = 13..<60 }
    #expect(part.store.draws == 47)
    #expect(part.store.allHeads == all.store.allHeads.map { Array($0[13..<60]) })
    #expect(part.store.allPence == all.store.allPence.map { Array($0[13..<60]) })
  }
}
