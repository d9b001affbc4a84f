/// The memory of one draw, in whole cache lines of its own; freed with it.
///
/// Written by the thread that runs the draw and by no other.
final class DrawMemory: @unchecked Sendable {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// Two lines at once, because processors fetch lines in pairs: no two draws share one.
  private static let line = 128

  /// Memory for some elements, not yet written.
  func room<Element: BitwiseCopyable>(for count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = max(1, count * MemoryLayout<Element>.stride)
    let whole = (bytes + Self.line - 1) / Self.line * Self.line
    let block = UnsafeMutableRawPointer.allocate(byteCount: whole, alignment: Self.line)
    blocks.append(block)
    return block.bindMemory(to: Element.self, capacity: count)
  }

  deinit {
    for block in blocks { block.deallocate() }
  }
}

/// A list in the memory of a draw: an array that counts no references and asks nobody whether it may be written.
///
/// Bounds are checked in debug builds alone: reading and writing these lists is most of what a draw does. Copying the list does not copy its
/// elements; its owner calls `move(to:)` on each of its lists before it writes to memory that a copy reads.
struct PlainList<Element: BitwiseCopyable>: BitwiseCopyable {
  /// The first element.
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int
  private var memory: Unmanaged<DrawMemory>?

  /// An empty list that has no memory yet, and so no room.
  init() {
    // Never read or written: the list is empty and has no room.
    start = UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
    capacity = 0
    memory = nil
  }

  /// An empty list in memory that outlives it.
  init(in memory: DrawMemory, room capacity: Int = 16) {
    self.capacity = capacity
    self.memory = Unmanaged.passUnretained(memory)
    start = memory.room(for: capacity)
  }

  /// A list of equal elements.
  init(in memory: DrawMemory, repeating element: Element, count: Int) {
    self.init(in: memory, room: count)
    start.initialize(repeating: element, count: count)
    self.count = count
  }

  /// A list of the elements of an array.
  init(in memory: DrawMemory, _ elements: [Element]) {
    self.init(in: memory, room: elements.count)
    append(contentsOf: elements)
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    (start + count).initialize(to: element)
    count &+= 1
  }

  mutating func append(contentsOf elements: [Element]) {
    reserve(elements.count)
    elements.withUnsafeBufferPointer {
      if let first = $0.baseAddress { (start + count).initialize(from: first, count: $0.count) }
    }
    count += elements.count
  }

  /// Takes elements over from another place of memory.
  @inline(__always)
  mutating func append(from first: UnsafePointer<Element>, _ more: Int) {
    reserve(more)
    (start + count).initialize(from: first, count: more)
    count &+= more
  }

  /// Makes room for more elements, which may then be written behind the last one and named by `extend`.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: count + more) }
  }

  /// Counts elements in that were written behind the last one.
  @inline(__always)
  mutating func extend(by more: Int) {
    assert(count + more <= capacity)
    count &+= more
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func truncate(to count: Int) {
    assert(count <= self.count)
    self.count = count
  }

  @inline(__always)
  mutating func removeLast() -> Element {
    assert(count > 0)
    count &-= 1
    return start[count]
  }

  /// Sets every element.
  @inline(__always)
  mutating func fill(_ element: Element) { start.update(repeating: element, count: count) }

  /// The elements for as long as the list is not changed.
  var elements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: start, count: count)
  }

  /// Copies the elements to other memory, where the list goes on.
  mutating func move(to other: DrawMemory) {
    let copy: UnsafeMutablePointer<Element> = other.room(for: capacity)
    copy.initialize(from: start, count: count)
    start = copy
    memory = Unmanaged.passUnretained(other)
  }

  /// The memory left behind is freed with the draw: a list doubles, so it is less than what the list has now.
  @inline(never)
  private mutating func grow(to wanted: Int) {
    guard let memory else { preconditionFailure("a list without memory holds nothing") }
    capacity = Swift.max(wanted, 2 * capacity)
    move(to: memory.takeUnretainedValue())
  }
}

extension PlainList: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { count }

  @inline(__always)
  subscript(position: Int) -> Element {
    get {
      assert(position >= 0 && position < count)
      return start[position]
    }
    nonmutating _modify {
      assert(position >= 0 && position < count)
      yield &start[position]
    }
  }
}
