import Testing
import Vocabulary
@testable import Projection
@Suite struct ZZ {
  @Test(arguments: Folder.allCases) func show(folder: Folder) throws {
    let a = try Estimate(try folder.evidence(), years: 10).assumptions
    let m = ProjectionModel(a), s = a.space, p = s.provisions
    for row in 0..<(24*p) {
      let t = a.moves[(row*p)..<((row+1)*p)].reduce(0,+)
      let n = row / p, f = row % p
      let heads = n > 0 ? (0..<s.needs).reduce(0) { $0 + Int(a.opening[s.cell(n-1,$1,f)]) } : 0
      if t > 1.0000001 { print("OVER \(folder) entering \(NCY.at(n)) \(s.codes.provisions[f].code) \(t) heads \(heads)") }
    }
    for (n, code) in [(0,"EY-PVI"),(1,"EY-PVI"),(2,"EY-PVI"),(3,"EY-PVI"),(12,"MAIN"),(13,"MAIN"),(15,"MAIN")] {
      let f = s.codes.provision(code)!, i = NCY.index(n)
      let t = a.moves[((i*p+f)*p)..<((i*p+f+1)*p)].reduce(0,+)
      print("RATE \(folder) entering \(n) \(code) \(t)", (0..<s.needs).map { "\(s.codes.needs[$0].code) \((m.moving[s.cell(i,$0,f)]*1000).rounded()/1000) (\(a.opening[s.cell(i-1,$0,f)]))" }.joined(separator: ", "))
    }
  }
}
