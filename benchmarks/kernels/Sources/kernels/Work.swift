import Foundation

/// A piece of work that can be done again and again, always with the same answer.
protocol Work {
  /// Prepares everything that is not to be timed.
  ///
  /// - Parameter words: the name of the work, then its arguments.
  init(_ words: [String]) throws
  /// Does it once: some numbers from which its rival's answer is told apart.
  mutating func answer() throws -> [Double]
}

/// What this program was not asked for in the right way.
struct UsageError: Error, CustomStringConvertible {
  var description: String { "see benchmarks/kernels/Sources/kernels/main.swift for what it does" }
}

/// Does the work once for every line of standard input, and prints how long it took and what came of it.
func serve(_ work: some Work) throws {
  var work = work
  let clock = ContinuousClock()
  print("ready")
  fflush(nil)
  while readLine() != nil {
    let start = clock.now
    let answer = try work.answer()
    let seconds = (clock.now - start) / .seconds(1)
    print(#"{"seconds": \#(seconds), "answer": \#(answer)}"#)
    fflush(nil)
  }
}

extension [String] {
  /// The argument at a position, a whole number.
  func whole(_ index: Int) throws -> Int {
    guard indices.contains(index), let value = Int(self[index]) else { throw UsageError() }
    return value
  }

  /// The argument at a position.
  func text(_ index: Int) throws -> String {
    guard indices.contains(index) else { throw UsageError() }
    return self[index]
  }
}

/// The bytes of a file.
func bytes(at path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// The doubles of a file that holds nothing else.
func doubles(at path: String) throws -> [Double] {
  try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes { raw in
    (0..<raw.count / 8).map { raw.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
  }
}

/// Writes doubles for the rival to compare its own with.
func write(_ values: [Double], to path: String) throws {
  try values.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
}
