import Projection
import Vocabulary

/// Writes the published series of one draw of transitions into its row.
struct TransitionRecorder {
  private let layout: TransitionLayout
  private let states: TransitionStates
  /// Annual cost of a plan by state, in pence; nil where none is known.
  private let costs: [Int?]
  private let isCosted: Bool
  private var row: UnsafeMutableBufferPointer<Int32>
  private var money: UnsafeMutableBufferPointer<Int>

  init(_ model: TransitionScenarioModel, _ store: TransitionStore) {
    layout = store.layout
    states = model.model.states
    isCosted = model.isCosted
    costs = states.all.map { model.evidence.costs[$0.place]?.pence }
    row = store.headRow(0)
    money = store.moneyRow(0)
  }

  /// Turns to the row of another draw.
  mutating func turn(to draw: Int, of store: TransitionStore) {
    row = store.headRow(draw)
    money = store.moneyRow(draw)
  }

  /// The plans of a census and what they cost in a year.
  mutating func stock(_ census: Int, _ plans: [Int32]) {
    for state in plans.indices where plans[state] != 0 {
      let (ncy, place) = (states.all[state].ncy, states.all[state].place)
      let heads = plans[state]
      row[layout.plans(census, .all)] += heads
      row[layout.plans(census, .ncy(ncy))] += heads
      row[layout.plans(census, .need(place.need))] += heads
      row[layout.plans(census, .setting(place.setting))] += heads
      if isCosted { cost(census, heads, state, place.setting) }
    }
  }

  private mutating func cost(_ census: Int, _ heads: Int32, _ state: Int, _ setting: Int) {
    for position in [layout.cost(census, nil), layout.cost(census, setting)] {
      if let pence = costs[state] {
        money[position] += pence * Int(heads)
      } else {
        row[layout.uncosted(0, nil) + position] += heads
      }
    }
  }

  /// What happened in a projected year.
  mutating func flows(_ year: Int, _ flows: TransitionFlows) {
    add(flows.joined, year, .joined, older: 0)
    add(flows.movedIn, year, .movedIn, older: 0)
    add(flows.left, year, .left, older: 1)
    add(flows.agedOut, year, .agedOut, older: 1)
    add(flows.movedAway, year, .movedAway, older: 1)
  }

  /// - Parameter older: 1 for flows at the state left, whose year at the closing census is one more.
  private mutating func add(
    _ heads: [Int32], _ year: Int, _ flow: TransitionLayout.Flow, older: Int
  ) {
    for state in heads.indices where heads[state] != 0 {
      let (ncy, place) = (states.all[state].ncy, states.all[state].place)
      row[layout.flow(year, flow, .all)] += heads[state]
      row[layout.flow(year, flow, .ncy(ncy + older))] += heads[state]
      row[layout.flow(year, flow, .need(place.need))] += heads[state]
      row[layout.flow(year, flow, .setting(place.setting))] += heads[state]
    }
  }
}
