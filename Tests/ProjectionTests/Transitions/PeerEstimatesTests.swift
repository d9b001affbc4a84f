import Projection
import TestSupport
import Testing
import Vocabulary

/// The pooled estimator against the tables of the peer it reproduces.
struct PeerEstimatesTests {
  private struct Peer {
    let evidence: TransitionEvidence
    let estimate: PooledTransitions

    init() throws {
      evidence = try TransitionsDemo.evidence()
      estimate = PooledTransitions(evidence)
    }

    func state(_ row: [String: String], _ suffix: String = "") throws -> Int {
      let ncy = try #require(row["ay\(suffix)"].flatMap { Int($0) })
      return try #require(
        estimate.states.position(ncy: ncy, try place(row, suffix)), "\(row)")
    }

    func place(_ row: [String: String], _ suffix: String = "") throws -> NeedAndSetting {
      NeedAndSetting(
        need: try #require(evidence.needs.firstIndex { $0 == row["need\(suffix)"] }),
        setting: try #require(
          evidence.settings.firstIndex { $0.code == row["setting\(suffix)"] }))
    }
  }

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    try #require(row[column].flatMap { Double($0) })
  }

  /// The greatest relative difference of a row from the weights estimated.
  private func distance(_ row: [String: String], _ weights: BetaWeights) throws -> Double {
    max(
      relative(weights.happened, try number(row, "alpha")),
      relative(weights.not, try number(row, "beta")),
      relative(weights.mean, try number(row, "expectation")))
  }

  private func relative(_ ours: Double, _ theirs: Double) -> Double {
    abs(ours - theirs) / abs(theirs)
  }

  @Test(.enabled(if: TransitionsDemo.isPresent, "\(ReferenceData.skipMessage)"))
  func `leaving, moving and joining agree in every row`() throws {
    let peer = try Peer()
    let tables = [
      ("leaver_beta_expectations.csv.gz", peer.estimate.leaving),
      ("mover_beta_expectations.csv.gz", peer.estimate.moving),
    ]
    for (name, weights) in tables {
      let rows = try TransitionsDemo.estimates(name)
      #expect(rows.count == 1464 && peer.estimate.states.count == 1464)
      var worst = 0.0
      for row in rows { worst = max(worst, try distance(row, weights[try peer.state(row)])) }
      print("\(name): greatest relative difference \(worst)")
      #expect(worst < 1e-6)
    }
    let rows = try TransitionsDemo.estimates("joiner_beta_expectations.csv.gz")
    #expect(rows.count == 23 && peer.estimate.joining.compactMap(\.self).count == 23)
    var worst = 0.0
    for row in rows {
      let ncy = try #require(row["ay"].flatMap { Int($0) })
      let index = ncy - peer.estimate.states.ncys.lowerBound
      worst = max(worst, try distance(row, try #require(peer.estimate.joining[index])))
    }
    print("joiner_beta_expectations.csv.gz: greatest relative difference \(worst)")
    #expect(worst < 1e-6)
  }

  @Test(.enabled(if: TransitionsDemo.isPresent, "\(ReferenceData.skipMessage)"))
  func `where new plans begin agrees in every row`() throws {
    let peer = try Peer()
    let rows = try TransitionsDemo.estimates("joiners_dirichlet_expectations.csv.gz")
    #expect(rows.count == peer.estimate.joinerWeights.count)
    var worst = 0.0
    for row in rows {
      let state = try peer.state(row)
      let range = peer.estimate.states.range(ncy: peer.estimate.states.all[state].ncy)
      let weight = peer.estimate.joinerWeights[state]
      let total = peer.estimate.joinerWeights[range].reduce(0, +)
      worst = max(
        worst, relative(weight, try number(row, "alpha")),
        relative(total, try number(row, "normalisation-constant")),
        relative(weight / total, try number(row, "expectation")))
    }
    print("joiners_dirichlet_expectations.csv.gz: greatest relative difference \(worst)")
    #expect(worst < 1e-6)
  }

  @Test(.enabled(if: TransitionsDemo.isPresent, "\(ReferenceData.skipMessage)"))
  func `where those who move go agrees in every row`() throws {
    let peer = try Peer()
    let rows = try TransitionsDemo.estimates("movers_dirichlet_expectations.csv.gz")
    #expect(rows.count == peer.estimate.destinations.reduce(0) { $0 + $1.count })
    var worst = 0.0
    for row in rows {
      let destinations = peer.estimate.destinations[try peer.state(row)]
      let place = try peer.place(row, "-destination")
      let weight = try #require(destinations.first { $0.place == place }?.weight)
      let total = destinations.reduce(0) { $0 + $1.weight }
      worst = max(
        worst, relative(weight, try number(row, "alpha")),
        relative(total, try number(row, "normalisation-constant")),
        relative(weight / total, try number(row, "expectation")))
    }
    print("movers_dirichlet_expectations.csv.gz: \(rows.count) rows, greatest \(worst)")
    #expect(worst < 1e-6)
  }

  @Test(.enabled(if: TransitionsDemo.isPresent, "\(ReferenceData.skipMessage)"))
  func `the opening stock agrees head by head`() throws {
    let peer = try Peer()
    let rows = try TransitionsDemo.estimates("initial_population_state.csv")
    #expect(rows.count == 378 && peer.estimate.opening.count { $0 > 0 } == 378)
    for row in rows {
      #expect(Double(peer.estimate.opening[try peer.state(row)]) == (try number(row, "pop")))
    }
    #expect(peer.estimate.opening.reduce(0, +) == 2153)
    #expect(peer.evidence.baseCensus == 2017)
  }
}
