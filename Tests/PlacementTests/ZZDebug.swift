import NumericalCore
import Testing
import Vocabulary
@testable import Placement
@Suite struct ZZDebug {
  @Test func zero() throws {
    var first = 0, openingDiffer = 0, onlySought = 0
    for seed in 1...150 {
      let network = RandomNetwork(UInt64(seed))
      var other = network
      let provision = network.settings[seed % network.settings.count].provision
      other.settings.insert(
        Setting(
          id: seed % 2 == 0 ? "aaa" : "zzz", name: "Empty", kind: .special, provision: provision,
          needs: nil, ncys: 0...14, stretch: 1.25, provenance: invented), at: 0)
      other.commissioned[other.settings[0].id] = [AcademicYear(start: 2020): Places(all: 0)]
      let (a, b) = (try network.model(), try other.model())
      var diff = 0
      var text = ""
      for (s, set) in network.settings.enumerated() {
        for row in 0..<(24*3) { for v in 0..<a.plan.variants {
          let x = a.opening[row*a.plan.seats + a.plan.seat(a.plan.baseOfSetting[s]) + v]
          let y = b.opening[row*b.plan.seats + b.plan.seat(b.plan.baseOfSetting[s+1]) + v]
          if x != y { diff += 1; if diff < 5 { text += "\(set.id) row \(row) v\(v) \(x) \(y); " } }
        }}
      }
      let years = placedYears(a, .all, seed: UInt64(seed))
      let two = placedYears(b, .all, seed: UInt64(seed))
      let bad = zip(years, two).contains { $0.result.attended != $1.result.attended || [0] + $0.result.roll != $1.result.roll }
      if bad { first += 1 }
      if diff > 0 { openingDiffer += 1 }
      if bad && diff == 0 { print("seed", seed, "not opening") ; 
        for (o,t) in zip(years,two) where o.result.attended != t.result.attended || [0] + o.result.roll != t.result.roll { print(o.year, o.result.roll, t.result.roll, o.result.attended == t.result.attended, network.settings.map(\.id), provision, network.settings.map(\.isElsewhere)); break } }
      else if diff > 0 { print("seed", seed, diff, text) }
    }
    print("bad", first, "openingDiffer", openingDiffer)
  }
}
