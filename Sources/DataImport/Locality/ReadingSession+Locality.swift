import Vocabulary

extension ReadingSession {
  /// The planning areas, their populations, and what is known of their rates.
  mutating func readLocality() {
    evidence.locality.areas = rows(of: .areas) { $0.planningArea() }.map(\.value)
      .sorted { $0.id < $1.id }
    readPopulationByArea()
    register.areaEvidence = rows(of: .areaRates) { $0.areaEvidence() }
    evidence.locality.evidence = register.areaEvidence.map(\.value).sorted { $0.order < $1.order }
  }

  private mutating func readPopulationByArea() {
    register.areaHeads = rows(of: .populationByArea) { $0.areaHeads() }
    let none = [Double](repeating: 0, count: Self.ages.count)
    for item in register.areaHeads.map(\.value) {
      evidence.locality.population[item.variant, default: [:]][item.year, default: [:]][
        item.area, default: none][item.age] = item.heads
    }
  }
}

extension Row {
  fileprivate mutating func planningArea() -> PlanningArea? {
    let (id, name, centre) = (areaID(), name("name"), point())
    guard let provenance = provenance(among: Provenance.Status.judged), let id, let name, let centre
    else { return nil }
    return PlanningArea(id: id, name: name, centre: centre, provenance: provenance)
  }

  private mutating func areaID() -> String? {
    guard let id = name("area") else { return nil }
    let isSlug = id.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
    guard isSlug, id.first != "-" else {
      report(
        .malformedAreaID, "area", seen: id.shown,
        expected: "lower-case letters, digits and hyphens such as north-west",
        remedy: id == Scope.allWord
          ? "All stands for every area: name each one." : "Rename the area in every file.")
      return nil
    }
    return id
  }

  fileprivate mutating func areaHeads() -> RegisterRows.AreaHeads? {
    let (area, variant) = (name("area"), name("variant"))
    let (year, age) = (year("mid_year"), integer("age", in: ReadingSession.ages))
    let heads = people("population")
    guard source() != nil, let area, let variant, let year, let age, let heads else { return nil }
    return .init(area: area, variant: variant, year: year, age: age, heads: heads)
  }

  fileprivate mutating func areaEvidence() -> AreaEvidence? {
    let (area, need, phase) = (name("area"), needScope(), phaseScope())
    let figure = areaFigure()
    guard let provenance = provenance(among: Provenance.Status.judged), let area, let need,
      let phase, let figure
    else { return nil }
    return AreaEvidence(
      area: area, need: need.code, phase: phase, figure: figure, provenance: provenance)
  }

  private mutating func areaFigure() -> AreaEvidence.Figure? {
    guard text("plans") != nil, text("relative_rate") != nil else { return nil }
    switch (isBlank("plans"), isBlank("relative_rate")) {
    case (false, true): return count("plans", upTo: Self.mostPlans).map { .plans($0) }
    case (true, false): return relativeRate().map { .relativeRate($0) }
    case (let isBlank, _):
      report(
        .planOrRate, isBlank ? "plans" : "relative_rate",
        seen: isBlank ? "neither plans nor a relative_rate" : "plans and a relative_rate",
        expected: "one of the two",
        remedy: "Give plans where they are counted, else relative_rate; leave the other empty.")
      return nil
    }
  }

  private mutating func relativeRate() -> Double? {
    guard let rate = magnitude("relative_rate") else { return nil }
    guard rate > 0, rate <= 10 else {
      report(
        .outOfRange, "relative_rate", seen: text("relative_rate") ?? "",
        expected: "a multiple of the authority's rate, above 0 and up to 10",
        remedy: "Write 1.2 for 20 % more plans per head than the authority has.")
      return nil
    }
    return rate
  }
}

extension AreaEvidence {
  /// By area, need and phase, all of them first, so that the order of the rows does not matter.
  fileprivate var order: (String, String, String) { (area, need ?? "", phase?.rawValue ?? "") }
}
