import Testing

@testable import Placement

@Suite("Lists in the memory of a draw against arrays")
struct PlainListTests {
  @Test func `a list is what an array is, whatever is done to it, also after it has moved`() {
    var lots = Lots(68)
    for _ in 0..<40 {
      let memory = DrawMemory()
      let other = DrawMemory()
      defer { withExtendedLifetime((memory, other)) {} }
      var list = PlainList<Int>(in: memory, room: lots.next(0...3))
      var array: [Int] = []
      for _ in 0..<60 {
        let more = (0..<lots.next(0...9)).map { _ in lots.next(0...99) }
        switch lots.next(0...8) {
        case 0...2:
          list.append(7)
          array.append(7)
        case 3:
          list.append(contentsOf: more)
          array += more
        case 4:
          more.withUnsafeBufferPointer {
            if let first = $0.baseAddress { list.append(from: first, $0.count) }
          }
          array += more
        case 5 where !array.isEmpty: #expect(list.removeLast() == array.removeLast())
        case 6:
          let count = lots.next(0...array.count)
          list.truncate(to: count)
          array.removeLast(array.count - count)
        case 7:
          list.reserve(more.count)
          list.extend(by: more.count)
          for (place, number) in more.enumerated() { list[array.count + place] = number }
          array += more
        default: list.move(to: other)
        }
        #expect(Array(list.elements) == array && list.count == array.count)
        #expect(list.isEmpty == array.isEmpty && Array(list) == array)
      }
      list.fill(3)
      #expect(Array(list) == array.map { _ in 3 })
      list.removeAll()
      #expect(list.isEmpty && Array(PlainList(in: memory, array)) == array)
      #expect(Array(PlainList(in: memory, repeating: 5, count: 4)) == [5, 5, 5, 5])
    }
  }
}
