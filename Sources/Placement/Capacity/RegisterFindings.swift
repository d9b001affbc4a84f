import Vocabulary

/// What a reader should know of a register before it runs.
struct RegisterFindings {
  let assumptions: PlacementAssumptions
  let network: PlacementNetwork

  init(_ assumptions: PlacementAssumptions, _ network: PlacementNetwork) {
    self.assumptions = assumptions
    self.network = network
  }

  var all: [Finding] {
    unserved + unservedPhases + unmapped + populationOnly + namedOnly + comparator
  }

  /// Naming shares that have nothing to work on.
  private var namedOnly: [Finding] {
    let space = network.plan.space
    let limited = network.plan.limited.filter {
      space.codes.provisions[$0].kind == .independent
    }.map { space.codes.provisions[$0].code }
    guard !limited.isEmpty, network.named.contains(where: { $0.contains { $0 < 1 } }) else {
      return []
    }
    return [
      Finding(
        .namingWithoutEffect, at: Finding.Place("evidence/independent_naming.csv"),
        seen: "settings of \(limited.joined(separator: ", ")) in the register",
        expected: "independent schools without places of their own, as in most registers",
        remedy: "Leave those settings out of settings.csv, or the naming shares out."
      )
    ]
  }

  /// Needs that no setting of a provision serves at all.
  private var unserved: [Finding] {
    byProvision { space, provision, limited in
      let missing = (0..<space.needs).filter { need in
        limit(limited, need: need, phases: Phase.allCases) == .designation
      }
      guard !missing.isEmpty else { return nil }
      let needs = missing.map { space.codes.needs[$0].code }.joined(separator: ", ")
      return Finding(
        .needUnserved, at: Finding.Place("evidence/settings.csv", column: "needs"),
        seen: "no \(space.codes.provisions[provision].code) setting serves \(needs)",
        expected: "a setting for every need that may want it",
        remedy: "Correct the needs of its settings, if one serves them.")
    }
  }

  /// Needs that are served, but not in a phase that the provision usually serves.
  private var unservedPhases: [Finding] {
    byProvision { space, provision, limited in
      let usual = space.codes.provisions[provision].ncys
      let missing = [Phase.primary, .secondary].compactMap { phase -> String? in
        let ncys = NCY.range.filter { Phase(ncy: $0) == phase && usual.contains($0) }
        guard !ncys.isEmpty else { return nil }
        let needs = (0..<space.needs).filter { need in
          limit(limited, need: need, phases: Phase.allCases) != .designation
            && limit(limited, need: need, phases: [phase]) == .years
        }
        guard !needs.isEmpty else { return nil }
        return "\(phase.rawValue): "
          + needs.map { space.codes.needs[$0].code }.joined(separator: ", ")
      }
      guard !missing.isEmpty else { return nil }
      return Finding(
        .phaseUnserved, at: Finding.Place("evidence/settings.csv", column: "ncy_from"),
        seen:
          "no \(space.codes.provisions[provision].code) setting for \(missing.joined(separator: "; "))",
        expected: "a setting for every need and phase that may want it",
        remedy: "Correct the needs and years of its settings, if one serves them.")
    }
  }

  private func byProvision(_ finding: (StateSpace, Int, Int) -> Finding?) -> [Finding] {
    let plan = network.plan
    return plan.limited.enumerated().compactMap { finding(plan.space, $1, $0) }
  }

  /// The least of what stands in the way of a need in some phases, distance apart.
  private func limit(_ limited: Int, need: Int, phases: [Phase]) -> PlaceLimit {
    phases.map { network.limit(limited, need: need, phase: $0.position, area: 0) }
      .max { $0.rawValue < $1.rawValue } ?? .designation
  }

  /// Settings whose place is not known, where areas are.
  private var unmapped: [Finding] {
    guard assumptions.locality.areas.contains(where: { $0.centre != nil }) else { return [] }
    let lost = assumptions.settings.filter {
      $0.point == nil && $0.area == nil && !$0.isElsewhere
    }
    guard !lost.isEmpty else { return [] }
    return [
      Finding(
        .settingsOffMap, at: Finding.Place("evidence/settings.csv", column: "easting"),
        seen: "\(lost.count) of \(assumptions.settings.count) settings without a place on the map",
        expected: "an area, or easting and northing",
        remedy: "Write an area, or easting and northing.")
    ]
  }

  private var populationOnly: [Finding] {
    guard assumptions.locality.areas.count > 1, network.areas.isPopulationOnly else { return [] }
    return [
      Finding(
        .areasByPopulation, at: Finding.Place("evidence/area_rates.csv"),
        seen: "no local evidence on the rates of the \(assumptions.locality.areas.count) areas",
        expected: "plans counted by area, or relative rates",
        remedy: "Write area_rates.csv."
      )
    ]
  }

  private var comparator: [Finding] {
    guard assumptions.method == .lowestCost else { return [] }
    return [
      Finding(
        .lowestCost, at: Finding.Place("authority.yaml", column: "allocation"),
        seen: "allocation: lowest-cost", expected: "fill-order for anything that is published",
        remedy:
          "Plans name a school child by child under sections 38 to 40 of the Children and Families Act 2014: use fill-order for what goes further."
      )
    ]
  }
}
