import Vocabulary
import Yams

/// Reads the keys of one lever.
struct LeverParser {
  let evidence: Evidence
  var fields: YAMLFields

  /// The change a lever makes; nil after a fault that leaves nothing to apply.
  mutating func change(_ kind: String) -> Lever.Change? {
    switch kind {
    case "new_plan_rate":
      .newPlanRate(
        multiply: multiply(), needs: needs(), ncys: fields.ncys("ncy"), window())
    case "ceasing_rate":
      .ceasingRate(multiply: multiply(), ncys: fields.ncys("ncy"), window())
    case "placement_preference": preference()
    case "places": places()
    case "scheme": scheme()
    case "induced_demand": inducedDemand()
    case "phase_end_move": phaseEndMove()
    case "independent_naming": independentNaming()
    case "commissioning": commissioning()
    case "price_pressure":
      .pricePressure(elasticity: fields.number("elasticity", in: 0...5, unit: "percent for 1 %"))
    case "cost_growth": costGrowth()
    case "fee_cap": feeCap()
    case "banding": banding()
    case "income_growth": incomeGrowth()
    case "block_transfer": blockTransfer()
    default: population()
    }
  }

  /// The lever in one line.
  func summary(_ kind: String, keys: [String]) -> String {
    let parts = keys.compactMap { key in fields.node(key).map { "\(key) \(flat($0))" } }
    return ([kind] + parts).joined(separator: ", ")
  }

  private func flat(_ node: Node) -> String {
    if let text = node.string { return text }
    if let list = node.sequence { return "[" + list.map(flat).joined(separator: " ") + "]" }
    let pairs = node.mapping?.map { "\(flat($0.key)): \(flat($0.value))" } ?? []
    return "{" + pairs.joined(separator: "; ") + "}"
  }

  mutating func multiply() -> Double {
    fields.number("multiply", in: 0...20, unit: "a factor, 1 for no change")
  }

  mutating func window() -> CensusWindow {
    let first = evidence.authority.baseCensus + 1
    let starts = fields.whole("starts", in: first...(first + 60))
    let ends = fields.has("ends") ? fields.whole("ends", in: starts...(first + 60)) : nil
    return CensusWindow(
      starts: starts, ends: ends, rampYears: fields.whole("ramp_years", in: 0...30, missing: 0))
  }

  mutating func needs() -> Set<Int>? {
    guard let node = fields.node("needs") else { return nil }
    guard let list = node.sequence else {
      fields.fault(
        "needs", seen: "'\(node.string ?? "")'", expected: "a list of codes such as [ASD, SLCN]",
        remedy: "Put the codes in square brackets.")
      return nil
    }
    if list.isEmpty {
      fields.fault(
        "needs", seen: "no need", expected: "one code at least",
        remedy: "Leave the key out for all needs.")
    }
    return Set(list.compactMap { code($0.string ?? "", key: "needs", of: .need) })
  }

  enum CodeKind { case need, provision }

  mutating func code(_ text: String, key: String, of kind: CodeKind) -> Int? {
    let known =
      kind == .need ? evidence.codes.needs.map(\.code) : evidence.codes.provisions.map(\.code)
    if let index = known.firstIndex(of: text) { return index }
    fields.fault(
      key, seen: "'\(text)'", expected: "one of \(known.joined(separator: ", "))",
      remedy: suggestion(text, among: known, otherwise: "Correct the code."))
    return nil
  }

  private mutating func preference() -> Lever.Change? {
    let move = fields.word("move", among: ["new_plan", "phase_transfer", "mid_phase"])
    let from = code(fields.text("from"), key: "from", of: .provision)
    let to = code(fields.text("to"), key: "to", of: .provision)
    let share = fields.number("share", in: 0...1, unit: "a share")
    let (needs, ncys, window) = (needs(), fields.ncys("ncy"), window())
    guard let move, let from, let to else { return nil }
    if from == to {
      fields.fault(
        "to", seen: "the provision of 'from'", expected: "another provision",
        remedy: "Name where they would go instead.")
    }
    return .placementPreference(
      move: move, from: from, to: to, share: share, needs: needs, ncys: ncys, window)
  }

  private mutating func places() -> Lever.Change? {
    let id = fields.text("setting")
    let isKnown = evidence.settings.contains { $0.id == id }
    let new = fields.node("new").flatMap { newSetting($0) }
    if !isKnown, !fields.has("new") {
      let ids = evidence.settings.map(\.id)
      fields.fault(
        "setting", seen: "'\(id)'", expected: "a setting of evidence/settings.csv, or 'new'",
        remedy: suggestion(id, among: ids, otherwise: "Describe the setting under 'new'."))
    }
    if isKnown, fields.has("new") {
      fields.fault(
        "new", seen: "'\(id)', which is in evidence/settings.csv already",
        expected: "an id of its own", remedy: "Choose another id, or leave 'new' out.")
    }
    let all = counts("changes")
    let post16 = fields.has("post16") ? counts("post16") : [:]
    let years = Set(all.keys).union(post16.keys)
    let changes = Dictionary(
      uniqueKeysWithValues: years.map { year in
        (year, Places(all: all[year] ?? 0, post16: post16[year] ?? 0))
      })
    return .places(setting: id, changes: changes, new: new)
  }

  /// More than that is a slip of a key, and sums of it fit no number.
  private static let placesOfALever = -100_000...100_000

  private mutating func counts(_ key: String) -> [AcademicYear: Int] {
    guard let node = fields.require(key, "academic years and places") else { return [:] }
    guard let pairs = node.mapping else {
      fields.fault(
        key, seen: "'\(node.string ?? "a list")'",
        expected: "academic years and places, for example {2027/28: 24}",
        remedy: "Write the places open in each year, in braces.")
      return [:]
    }
    var result: [AcademicYear: Int] = [:]
    for (yearNode, value) in pairs {
      guard let year = AcademicYear(yearNode.string ?? ""), let count = value.int else {
        fields.fault(
          key, seen: "'\(yearNode.string ?? ""): \(value.string ?? "")'",
          expected: "an academic year and whole places, for example 2027/28: 24",
          remedy: "Write both halves of the year, joined by a slash.")
        continue
      }
      guard Self.placesOfALever.contains(count) else {
        fields.fault(
          key, seen: "'\(yearNode.string ?? ""): \(value.string ?? "")'",
          expected: "at most \(Self.placesOfALever.upperBound) places",
          remedy: "Correct the number.")
        continue
      }
      result[year] = count
    }
    return result
  }

  private mutating func newSetting(_ node: Node) -> NewSetting? {
    var faults: [Finding] = []
    let keys = ["name", "kind", "provision", "needs", "ncy", "located"]
    guard
      var inner = YAMLFields(
        node, file: fields.file, what: "a new setting", known: keys, findings: &faults)
    else { return nil }
    let name = inner.text("name")
    let kind = inner.word("kind", among: Setting.Kind.allCases.map(\.rawValue))
    let ncys = inner.ncys("ncy")
    let located =
      inner.has("located") ? inner.word("located", among: ["here", "elsewhere"]) : "here"
    for finding in faults + inner.findings {
      fields.fault("new", seen: finding.seen, expected: finding.expected, remedy: finding.remedy)
    }
    let provision = inner.node("provision")?.string ?? ""
    let isCode = code(provision, key: "new", of: .provision) != nil
    guard let kind = kind.flatMap(Setting.Kind.init), isCode else { return nil }
    return NewSetting(
      name: name, kind: kind, provision: provision, needs: newNeeds(inner.node("needs")),
      ncys: ncys, isElsewhere: located == "elsewhere")
  }

  private mutating func newNeeds(_ node: Node?) -> Set<String>? {
    guard let node, node.string != "All" else { return nil }
    guard let list = node.sequence, !list.isEmpty else {
      fields.fault(
        "new", seen: "needs '\(node.string ?? "[]")'",
        expected: "All, or a list of codes such as [ASD, SLCN]",
        remedy: "Put the codes in square brackets.")
      return nil
    }
    return Set(
      list.compactMap { item in
        let text = item.string ?? ""
        return code(text, key: "new", of: .need).map { _ in text }
      })
  }

  private mutating func population() -> Lever.Change? {
    let variant = fields.text("variant")
    let known = evidence.local.population.keys.sorted()
    if !known.contains(variant) {
      fields.fault(
        "variant", seen: "'\(variant)'", expected: "one of \(known.joined(separator: ", "))",
        remedy: "Add the variant to evidence/population.csv or choose one that is there.")
    }
    return .population(variant: variant)
  }
}
