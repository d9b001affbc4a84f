import NumericalCore
import Testing

@Suite struct DrawStreamTests {
  let address = DrawAddress(seed: 3, draw: 14)

  private func numbers(_ count: Int, cell: UInt64 = 9) -> [Double] {
    var stream = DrawStream(address, year: 2031, cell: cell, purpose: 5)
    return (0..<count).map { _ in stream.next() }
  }

  @Test func `A stream reads its address attempt by attempt, two numbers each`() {
    let stream = numbers(512)
    for attempt in 0...255 {
      let pair = address.uniforms(year: 2031, cell: 9, purpose: 5, attempt: UInt8(attempt))
      #expect(stream[2 * attempt] == pair.0 && stream[2 * attempt + 1] == pair.1)
    }
    #expect(stream[0] == address.uniform(year: 2031, cell: 9, purpose: 5))
  }

  @Test func `A long stream never repeats and never traps`() {
    let stream = numbers(20_000)
    #expect(Set(stream).count == stream.count)
    #expect(stream.allSatisfy { $0 >= 0 && $0 < 1 })
  }

  @Test func `The laps of a stream are not the cells a caller would mix`() {
    let later = Set(numbers(2_048).dropFirst(512))
    for part in 0..<64 as Range<UInt64> {
      #expect(later.isDisjoint(with: numbers(8, cell: mixed(9, part))))
      #expect(later.isDisjoint(with: numbers(8, cell: 9 &+ part)))
    }
  }

  @Test func `A copy of a stream goes on as the stream does`() {
    var stream = DrawStream(address, year: 1, cell: 2, purpose: 3)
    for _ in 0..<517 { _ = stream.next() }
    var copy = stream
    #expect((0..<600).map { _ in stream.next() } == (0..<600).map { _ in copy.next() })
  }

  @Test(
    "Numbers at every lag fill the square (chi-squared, 5 standard errors)",
    arguments: [1, 2, 512])
  func evenness(lag: Int) {
    let stream = numbers(20_000 + lag)
    var tally = [Double](repeating: 0, count: 256)
    for place in stride(from: 0, to: 20_000, by: 1) {
      tally[Int(stream[place] * 16) * 16 + Int(stream[place + lag] * 16)] += 1
    }
    let chi = tally.reduce(0) { $0 + ($1 - 78.125) * ($1 - 78.125) / 78.125 }
    #expect(abs(chi - 255) < 5 * (2.0 * 255).squareRoot())
  }
}
