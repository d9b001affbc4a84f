import Foundation

// kernels WORK ARGUMENTS…
//   Prepares a piece of work, prints "ready", and does it once for every line that it reads: benchmarks/run times
//   this program and a rival by turns.
// kernels count WORK SIZE
//   Does as much of a piece of work as SIZE says, for benchmarks/instructions.

let words = Array(CommandLine.arguments.dropFirst())

do {
  switch words.first {
  case "transitions": try serve(TransitionsWork(words))
  case "binomial": try serve(BinomialWork(words))
  case "allocation": try serve(AllocationWork(words))
  case "cholesky": try serve(CholeskyWork(words))
  case "least-squares": try serve(LeastSquaresWork(words))
  case "glm": try serve(LogisticWork(words))
  case "read": try serve(ReadWork(words))
  case "write": try serve(WriteWork(words))
  case "count": print(try CountedWork(words).done())
  default: throw UsageError()
  }
} catch {
  FileHandle.standardError.write(Data("kernels: \(error)\n".utf8))
  exit(2)
}
