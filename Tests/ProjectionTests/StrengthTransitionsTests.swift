import TestSupport
import Testing
import Vocabulary

@testable import Projection

/// Pooling on the transitions demo, where the joint of year, need and setting is known.
struct StrengthTransitionsTests {
  @Test(.enabled(if: TransitionsDemo.isPresent, "\(ReferenceData.skipMessage)"))
  func `states of few people sit near the rate of their year, those of many near their own`() throws
  {
    let evidence = try TransitionsDemo.evidence()
    let pooled = PooledTransitions(evidence, strength: .estimated)
    let states = TransitionStates(evidence)
    let tally = TransitionTally(evidence, states)
    print(
      "transitions: strength of leaving \(pooled.strengths.leaving), of moving \(pooled.strengths.moving)"
    )
    var (few, many) = (0, 0)
    for ncy in states.ncys {
      let range = states.range(ncy: ncy)
      let left = range.reduce(0) { $0 + tally.left[$1] }
      let all = left + range.reduce(0) { $0 + tally.stayed[$1] }
      let year = (left + 0.5) / (all + 1)
      for state in range {
        let people = tally.left[state] + tally.stayed[state]
        let own = people > 0 ? tally.left[state] / people : year
        guard people > 0, abs(own - year) > 1e-9 else { continue }
        let weight = (pooled.leaving[state].mean - year) / (own - year)
        #expect(abs(weight - people / (people + pooled.strengths.leaving)) < 1e-6)
        if people <= 3 {
          few += 1
          #expect(weight < 0.5, "\(people) people")
        }
        if people >= 100 {
          many += 1
          #expect(weight > 0.5, "\(people) people")
        }
      }
    }
    print("transitions: \(few) states of up to 3 people, \(many) of 100 or more")
    #expect(few > 0 && many > 0)
  }
}
