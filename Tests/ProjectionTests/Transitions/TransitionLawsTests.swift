import NumericalCore
import Projection
import TestSupport
import Testing
import Vocabulary

/// What holds in every draw of a projection of transitions.
struct TransitionLawsTests {
  private static let redrawings = TransitionFrame.Redrawing.allCases

  private func assumptions(
    _ redrawing: TransitionFrame.Redrawing = .oncePerDraw, years: Int = 3,
    replacing: [String: String] = [:]
  ) throws -> TransitionAssumptions {
    let evidence = try SmallTransitions.evidence(replacing: replacing)
    var assumptions = try TransitionAssumptions(evidence, years: years)
    assumptions.redrawing = redrawing
    return assumptions
  }

  /// The flows of every year of some draws, in the order asked for.
  private func courses(
    _ model: TransitionModel, draws: [Int] = Array(0..<60)
  ) -> [Int: [TransitionFlows]] {
    var draw = TransitionDraw(model, seed: 7)
    var result: [Int: [TransitionFlows]] = [:]
    for number in draws {
      draw.turn(to: number)
      var stock = model.opening
      result[number] = (0..<model.years).map { year in
        var flows = TransitionFlows(states: model.states.count)
        draw.step(year: year, opening: stock, into: &flows)
        stock = flows.closing
        return flows
      }
    }
    return result
  }

  @Test(arguments: redrawings)
  func `nobody is lost, by state and by academic year`(
    _ redrawing: TransitionFrame.Redrawing
  ) throws {
    let model = TransitionModel(try assumptions(redrawing))
    let states = model.states
    for (_, years) in courses(model) {
      var stock = model.opening
      for flows in years {
        var expected = states.all.indices.map { flows.joined[$0] + flows.movedIn[$0] }
        for (state, heads) in stock.enumerated() {
          let older = states.position(ncy: states.all[state].ncy + 1, states.all[state].place)
          let staying =
            heads - flows.left[state] - flows.agedOut[state] - flows.movedAway[state]
          #expect(staying >= 0)
          if let older { expected[older] += staying } else { #expect(staying == 0) }
        }
        #expect(expected == flows.closing)
        for ncy in states.ncys {
          let before = states.range(ncy: ncy - 1)
          let kept = before.reduce(0) { $0 + stock[$1] - flows.left[$1] - flows.agedOut[$1] }
          let range = states.range(ncy: ncy)
          #expect(
            flows.closing[range].reduce(0, +) == kept + flows.joined[range].reduce(0, +))
        }
        stock = flows.closing
      }
    }
  }

  @Test(arguments: redrawings)
  func `the order of draws and of rows changes nothing`(
    _ redrawing: TransitionFrame.Redrawing
  ) throws {
    let model = TransitionModel(try assumptions(redrawing))
    let forwards = courses(model, draws: [0, 1, 2, 3])
    let backwards = courses(model, draws: [3, 1, 0, 2])
    let rows = SmallTransitions.validStates.split(separator: "\n").map(String.init)
    let turned = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n"
    let other = TransitionModel(
      try assumptions(redrawing, replacing: ["evidence/valid-states.csv": turned]))
    let others = courses(other, draws: [0, 1, 2, 3])
    for number in 0..<4 {
      for year in 0..<model.years {
        #expect(forwards[number]?[year].closing == backwards[number]?[year].closing)
        let (left, right) = (forwards[number]?[year].closing, others[number]?[year].closing)
        #expect(named(left, model) == named(right, other))
      }
    }
  }

  private func named(_ stock: [Int32]?, _ model: TransitionModel) -> [String: Int32] {
    Dictionary(
      uniqueKeysWithValues: (stock ?? []).enumerated().map {
        (model.states.name(of: $0), $1)
      })
  }

  @Test(arguments: redrawings)
  func `a lever of 1 is the baseline, and more never means fewer in any state`(
    _ redrawing: TransitionFrame.Redrawing
  ) throws {
    let baseline = try assumptions(redrawing)
    let all = baseline.parameters.states.ncys
    let runs = [1, 1.3, 2.5].map { factor in
      var changed = baseline
      for year in 0..<changed.years {
        changed.scaleJoiners(by: factor, year: year, ncys: all, needs: nil)
      }
      return courses(TransitionModel(changed))
    }
    let base = courses(TransitionModel(baseline))
    var (some, more) = (0, 0)
    for number in 0..<60 {
      for year in 0..<baseline.years {
        let stocks = runs.map { $0[number]?[year].closing ?? [] }
        #expect(stocks[0] == base[number]?[year].closing)
        #expect(zip(stocks[0], stocks[1]).allSatisfy { $0 <= $1 })
        #expect(zip(stocks[1], stocks[2]).allSatisfy { $0 <= $1 })
        (some, more) = (some + 1, more + (stocks[2] == stocks[0] ? 0 : 1))
      }
    }
    #expect(more == some, "a lever that does nothing is monotone too")
  }

  @Test func `a lever scales expected new plans exactly, of its needs alone where it names them`()
    throws
  {
    let baseline = try assumptions()
    var (all, one) = (baseline, baseline)
    for year in 0..<baseline.years {
      all.scaleJoiners(by: 1.75, year: year, ncys: Int.min...Int.max, needs: nil)
      one.scaleJoiners(by: 3, year: year, ncys: Int.min...Int.max, needs: [1])
    }
    let base = TransitionModel(baseline).expectedTotals()
    let (scaled, mixed) = (
      TransitionModel(all).expectedTotals(), TransitionModel(one).expectedTotals()
    )
    for year in base.indices {
      #expect(abs(scaled[year].joined / base[year].joined - 1.75) < 1e-12)
      #expect(abs(mixed[year].joinedByNeed[0] / base[year].joinedByNeed[0] - 1) < 1e-12)
      #expect(abs(mixed[year].joinedByNeed[1] / base[year].joinedByNeed[1] - 3) < 1e-12)
    }
  }

  /// Tolerance: 4 standard errors of the mean over 3,000 draws, of the first year's flows.
  @Test func `draws have the expected flows, with a lever on one need`() throws {
    var changed = try assumptions(.everyCohortAndYear, years: 1)
    changed.scaleJoiners(by: 3, year: 0, ncys: Int.min...Int.max, needs: [1])
    let model = TransitionModel(changed)
    let course = model.expectedTotals()[0]
    var (joined, second, left, moved) = (Moments(), Moments(), Moments(), Moments())
    for (_, years) in courses(model, draws: Array(0..<3000)) {
      let flows = years[0]
      joined.add(Double(flows.joined.reduce(0, +)))
      second.add(
        model.states.all.indices.reduce(0) {
          $0 + (model.states.all[$1].place.need == 1 ? Double(flows.joined[$1]) : 0)
        })
      left.add(Double(flows.left.reduce(0, +)))
      moved.add(Double(flows.movedIn.reduce(0, +)))
    }
    #expect(abs(joined.mean - course.joined) < 4 * joined.standardError)
    #expect(abs(second.mean - course.joinedByNeed[1]) < 4 * second.standardError)
    #expect(abs(left.mean - course.left) < 4 * left.standardError)
    #expect(abs(moved.mean - course.moved) < 4 * moved.standardError)
  }

  @Test func `where no setting serves the next year everybody moves or has aged out`() throws {
    let model = TransitionModel(try assumptions())
    for (_, years) in courses(model) {
      for (state, heads) in years[0].agedOut.enumerated() where heads > 0 {
        #expect(model.states.all[state].ncy == 5)
      }
    }
    let course = model.expectedTotals()
    #expect(course[0].agedOut > 0)
    let spec = try #require(
      model.states.position(ncy: 4, NeedAndSetting(need: 1, setting: 1)))
    #expect(model.states.position(ncy: 5, model.states.all[spec].place) == nil)
  }

  @Test func `a year without a population is refused by name, and held where the folder says so`()
    throws
  {
    let evidence = try SmallTransitions.evidence()
    #expect(throws: TransitionError.populationEnds(2027)) {
      try TransitionAssumptions(evidence, years: 4)
    }
    let held = try SmallTransitions.evidence(authority: "population_after_last_year: held\n")
    let residents = try TransitionAssumptions(held, years: 5).residents
    #expect(residents[3] == residents[2] && residents[4] == residents[2])
    #expect(residents[2] != residents[1])
  }

  /// What was drawn before counts were added in place and uniforms were made four at a time; a change of either must not move it.
  @Test(
    arguments: zip(
      redrawings, [13_277_935_842_496_379_034, 2_445_570_710_081_663_475] as [UInt64]))
  func `every state of every year is what it always was`(
    _ redrawing: TransitionFrame.Redrawing, _ wanted: UInt64
  ) throws {
    let model = TransitionModel(try assumptions(redrawing))
    var hash: UInt64 = 0
    for (_, years) in courses(model).sorted(by: { $0.key < $1.key }) {
      for flows in years {
        for table in [
          flows.closing, flows.joined, flows.left, flows.agedOut, flows.movedIn, flows.movedAway,
        ] {
          for count in table { hash = mixed(hash, UInt64(count)) }
        }
      }
    }
    #expect(hash == wanted)
  }
}
