import Vocabulary
import Yams

/// Levers on places.
extension LeverParser {
  /// A scheme as planned, surer or less sure, or so many years late for certain.
  mutating func scheme() -> Lever.Change? {
    let id = fields.text("scheme")
    guard let planned = evidence.schemes.first(where: { $0.id == id }) else {
      let known = evidence.schemes.map(\.id)
      fields.fault(
        "scheme", seen: "'\(id)'",
        expected: known.isEmpty
          ? "a scheme of evidence/schemes.csv, which has none"
          : "one of \(known.joined(separator: ", "))",
        remedy: suggestion(id, among: known, otherwise: "Describe it in evidence/schemes.csv."))
      return nil
    }
    let probability =
      fields.has("delivery_probability")
      ? fields.number("delivery_probability", in: 0...1, unit: "a probability")
      : planned.deliveryProbability
    let late = fields.has("slip_years") ? fields.whole("slip_years", in: 0...20) : nil
    return .scheme(
      planned.changed(
        deliveryProbability: probability,
        slip: late.map { Array(repeating: 0, count: $0) + [1] } ?? planned.slip))
  }

  mutating func inducedDemand() -> Lever.Change? {
    let provision = code(fields.text("provision"), key: "provision", of: .provision)
    let elasticity = fields.number("elasticity", in: 0...5, unit: "percent for 1 %")
    let starts = startingCensus()
    return provision.map {
      .inducedDemand(provision: $0, elasticity: elasticity, starts: starts)
    }
  }

  private mutating func startingCensus() -> Int {
    let first = evidence.authority.baseCensus + 1
    return fields.whole("starts", in: first...(first + 60))
  }

  mutating func phaseEndMove() -> Lever.Change? {
    let from = code(fields.text("from"), key: "from", of: .provision)
    let to = code(fields.text("to"), key: "to", of: .provision)
    let share = fields.number("share", in: 0...1, unit: "a share")
    let (needs, entering, window) = (needs(), entering(), window())
    guard let from, let to else { return nil }
    if from == to {
      fields.fault(
        "to", seen: "the provision of 'from'", expected: "another provision",
        remedy: "Name where they would go on to.")
    }
    return .phaseEndMove(
      from: from, to: to, share: share, needs: needs, entering: entering, window)
  }

  /// The years entered at a phase transfer; all of them where the key is missing.
  private mutating func entering() -> Set<Int> {
    let transfers = NCY.range.filter { Phase.isTransfer(entering: $0) }
    guard let node = fields.node("entering") else { return Set(transfers) }
    let years = node.sequence?.compactMap(\.int) ?? []
    guard !years.isEmpty, years.count == node.sequence?.count,
      years.allSatisfy({ transfers.contains($0) })
    else {
      fields.fault(
        "entering", seen: "'\(node.string ?? "\(years)")'",
        expected: "a list of the years that begin a phase: \(transfers)",
        remedy: "Write for example [7, 12].")
      return Set(transfers)
    }
    return Set(years)
  }

  mutating func independentNaming() -> Lever.Change? {
    .independentNaming(multiply: multiply(), needs: needs(), phases: phases(), window())
  }

  private mutating func phases() -> Set<Phase> {
    guard let node = fields.node("phases") else { return Set(Phase.allCases) }
    let words = node.sequence?.map { $0.string ?? "" } ?? []
    let phases = words.compactMap(Phase.init)
    guard !words.isEmpty, phases.count == words.count else {
      let known = Phase.allCases.map(\.rawValue)
      let wrong = words.first { Phase(rawValue: $0) == nil } ?? ""
      fields.fault(
        "phases", seen: "'\(node.string ?? words.joined(separator: ", "))'",
        expected: "a list of \(known.joined(separator: ", "))",
        remedy: suggestion(wrong, among: known, otherwise: "Leave the key out for all phases."))
      return Set(Phase.allCases)
    }
    return Set(phases)
  }

  mutating func commissioning() -> Lever.Change? {
    var settings: Set<String>?
    if let node = fields.node("settings"), node.string != "All" {
      let known = evidence.settings.map(\.id)
      let ids = node.sequence?.map { $0.string ?? "" } ?? []
      if let wrong = ids.first(where: { !known.contains($0) }) ?? (ids.isEmpty ? "" : nil) {
        fields.fault(
          "settings", seen: "'\(wrong)'",
          expected: "All, or a list of settings of evidence/settings.csv",
          remedy: suggestion(wrong, among: known, otherwise: "Put the ids in square brackets."))
      }
      settings = Set(ids)
    }
    let floor =
      fields.has("floor") ? fields.number("floor", in: 0...1, unit: "a share of planned places") : 0
    return .commissioning(settings: settings, floor: floor, starts: startingCensus())
  }
}
