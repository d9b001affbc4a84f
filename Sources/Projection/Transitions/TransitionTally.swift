import Vocabulary

/// What was observed, counted as the estimator needs it; years pooled.
struct TransitionTally {
  /// Those who had a plan, at the state left: whose plan ended, and whose did not.
  var left: [Double]
  var stayed: [Double]
  /// Of those whose plan did not end: who changed setting, and who did not.
  var moved: [Double]
  var remained: [Double]
  /// Where those who changed setting went, by state left.
  var destinations: [[NeedAndSetting: Double]]
  /// Settings that those who moved went to, by NCY left and setting.
  var movedTo: [[Double]]
  /// New plans at the state entered.
  var joined: [Double]
  /// New plans by NCY entered and calendar year.
  var joinedByYear: [[Int: Double]]
  /// Plans at the January after the last calendar year.
  var opening: [Int32]

  init(_ evidence: TransitionEvidence, _ states: TransitionStates) {
    let zeros = [Double](repeating: 0, count: states.count)
    (left, stayed, moved, remained, joined) = (zeros, zeros, zeros, zeros, zeros)
    destinations = Array(repeating: [:], count: states.count)
    let years = states.ncys.count
    movedTo = Array(
      repeating: [Double](repeating: 0, count: states.settings.count), count: years)
    joinedByYear = Array(repeating: [:], count: years)
    opening = Array(repeating: 0, count: states.count)
    let last = evidence.years.last
    for item in evidence.counts { add(item, states, isLast: item.year == last) }
  }

  private mutating func add(_ item: TransitionCount, _ states: TransitionStates, isLast: Bool) {
    let people = Double(item.people)
    let entered = item.to.map { place in position(item.ncy + 1, place, states) }
    if let from = item.from {
      addOwn(item, from: position(item.ncy, from, states), from, states)
    } else if let entered {
      joined[entered] += people
      joinedByYear[item.ncy + 1 - states.ncys.lowerBound][item.year, default: 0] += people
    }
    if isLast, let entered { opening[entered] += Int32(item.people) }
  }

  private mutating func addOwn(
    _ item: TransitionCount, from state: Int, _ from: NeedAndSetting, _ states: TransitionStates
  ) {
    let people = Double(item.people)
    guard let to = item.to else {
      left[state] += people
      return
    }
    stayed[state] += people
    guard to.setting != from.setting else {
      remained[state] += people
      return
    }
    moved[state] += people
    destinations[state][to, default: 0] += people
    movedTo[item.ncy - states.ncys.lowerBound][to.setting] += people
  }

  private func position(_ ncy: Int, _ place: NeedAndSetting, _ states: TransitionStates) -> Int {
    guard let position = states.position(ncy: ncy, place) else {
      preconditionFailure("a count at a state that is not valid: \(ncy) \(place)")
    }
    return position
  }
}
