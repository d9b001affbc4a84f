import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Schemes")
struct SchemeTests {
  /// A setting's places in a year if schemes opened in certain years, from the tables alone; nil where a scheme is not delivered.
  private func places(
    _ network: RandomNetwork, _ setting: Setting, rolls: Places, year: Int, opens: [String: Int?]
  ) -> Places {
    let academic = AcademicYear(start: 2025 + year)
    func latest(_ series: [AcademicYear: Places]?) -> Places? {
      series?.filter { $0.key <= academic }.max { $0.key < $1.key }?.value
    }
    let commissioned = latest(network.commissioned[setting.id]) ?? rolls
    var (all, post16) = (commissioned.all, commissioned.post16)
    for change in network.changes[setting.id] ?? [] {
      all += latest(change)?.all ?? 0
      post16 += latest(change)?.post16 ?? 0
    }
    (all, post16) = (max(0, all), min(max(0, all), max(0, post16)))
    for scheme in network.schemes where scheme.setting == setting.id {
      guard let start = opens[scheme.id] ?? nil else { continue }
      for steps in Dictionary(grouping: scheme.steps, by: \.ncys).values {
        let open = steps.filter { start + $0.year <= academic.start }
        guard let step = open.max(by: { $0.year < $1.year }) else { continue }
        all += step.places
        let late = Double(step.ncys.count { $0 >= 12 }) / Double(step.ncys.count)
        post16 += Int((Double(step.places) * late).rounded(.down))
      }
    }
    all = max(0, all)
    return Places(all: all, post16: min(all, max(0, post16)))
  }

  /// Every way in which a network's schemes may come out: the year each opens, nil for never.
  private func outcomes(_ schemes: ArraySlice<Scheme>) -> [[String: Int?]] {
    guard let scheme = schemes.first else { return [[:]] }
    let years: [Int?] =
      (scheme.deliveryProbability < 1 ? [nil] : [])
      + (scheme.deliveryProbability > 0
        ? scheme.slip.indices.filter { scheme.slip[$0] > 0 }.map { scheme.opens.start + $0 } : [])
    return outcomes(schemes.dropFirst()).flatMap { rest in
      years.map { rest.merging([scheme.id: $0], uniquingKeysWith: { first, _ in first }) }
    }
  }

  @Test(
    "Places by year are commissioned + changes + opened − closed, for one outcome of all schemes")
  func booksBalance() throws {
    var moved = 0
    for seed in Sweep.seeds(41, 100) {
      let network = RandomNetwork(seed, parts: [.schemes, .imports])
      let model = try network.model()
      let outcomes = outcomes(network.schemes[...])
      for draw in 0..<4 {
        let years = placedYears(model, [.coming], seed: seed, draw: UInt32(draw))
        let found = years.map(\.result.places)
        let possible = outcomes.contains { opens in
          found.indices.allSatisfy { year in
            network.settings.indices.allSatisfy { index in
              let setting = network.settings[index]
              let roll = Places(
                all: model.baseRoll[index] + setting.imports, post16: model.baseRollPost16[index])
              return found[year][index]
                == places(network, setting, rolls: roll, year: year, opens: opens)
            }
          }
        }
        #expect(possible, "network \(seed), draw \(draw)")
        if found != model.plannedPlaces { moved += 1 }
      }
    }
    #expect(moved > 100)
  }

  /// A network with one school and one scheme that opens 10 places there.
  private func single(_ probability: Double, _ slip: [Double]) -> RandomNetwork {
    var network = RandomNetwork(3)
    network.schemes = [
      Scheme(
        id: "one", name: "", setting: network.settings[0].id, opens: AcademicYear(start: 2025),
        deliveryProbability: probability, slip: slip,
        steps: [
          Scheme.Step(
            year: 0, ncys: network.settings[0].ncys, places: 10, provenance: invented)
        ], provenance: invented)
    ]
    return network
  }

  @Test(
    "Schemes are delivered, and open late, as often as their probabilities say: 4 standard errors")
  func frequencies() throws {
    let network = single(0.7, [0.5, 0.3, 0.2])
    let model = try network.model()
    let planned = model.plannedPlaces.map { $0[0].all }
    let draws = 4000
    var counts = [0, 0, 0]
    for draw in 0..<draws {
      let register = DrawRegister(
        model.network.register, DrawAddress(seed: 8, draw: UInt32(draw)))
      let first = (0..<3).first { register.places($0, 0).all == planned[$0] + 10 }
      if let first { counts[first] += 1 }
    }
    for (count, share) in zip(counts, [0.35, 0.21, 0.14]) {
      let error = (share * (1 - share) * Double(draws)).squareRoot()
      #expect(abs(Double(count) - share * Double(draws)) < 4 * error)
    }
  }

  @Test(
    "Places for some years are kept for these until they have filled them, and keep nobody else out then",
    arguments: [(5, 5), (0, 5), (0, 1), (2, 3)], [3, 5, 20])
  func placesForSomeYears(filled: (primary: Int, scheme: Int), newcomers: Int) throws {
    var network = RandomNetwork.oneSpecial(at: nil)
    network.settings = [network.settings[0].with(baseRoll: filled.primary)]
    network.opening[Single.cell(Single.special, ncy: 2)] = Int32(filled.primary)
    network.commissioned = ["school": [AcademicYear(start: 2020): Places(all: 5)]]
    network.overflow = []
    network.schemes = [
      Scheme(
        id: "primary", name: "", setting: "school", opens: AcademicYear(start: 2025),
        deliveryProbability: 1, slip: [1],
        steps: [
          Scheme.Step(year: 0, ncys: 0...6, places: filled.scheme, provenance: invented)
        ], provenance: invented)
    ]
    let model = try network.model()
    var demand = Demand(Single.space)
    demand.aged[Single.cell(Single.special)] = Int32(filled.primary)
    demand.coming[0][Single.cell(Single.special, ncy: 9)] = Int32(newcomers)
    var placement = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
    var result = Placements(model.shape, settings: 1)
    placement.place(year: 0, demand: demand, into: &result)
    // Children of the scheme's years are in its places first.
    let others = 5 - max(0, filled.primary - filled.scheme)
    #expect(result.roll == [filled.primary + min(newcomers, others)])
  }

  @Test("A scheme that is never delivered changes no bit, whatever years it is for")
  func undeliveredSchemesChangeNothing() throws {
    for seed in Sweep.seeds(42, 60) {
      let network = RandomNetwork(seed, parts: [.areas, .imports, .schemes, .order, .named])
      var other = network
      var lots = Lots(seed &+ 3)
      for number in 0..<lots.next(1...3) {
        let scheme = RandomNetwork.scheme("never-\(number)", lots.pick(network.settings), &lots)
        other.schemes.append(scheme.changed(deliveryProbability: 0, slip: scheme.slip))
      }
      let years = placedYears(try network.model(), .all, seed: seed)
      for (one, two) in zip(years, placedYears(try other.model(), .all, seed: seed)) {
        #expect(one.result.counts == two.result.counts, "network \(seed)")
        #expect(one.result.overflow == two.result.overflow, "network \(seed)")
        #expect(one.result.attended == two.result.attended, "network \(seed)")
        #expect(one.result.places == two.result.places, "network \(seed)")
        #expect(one.draw.groups.keys == two.draw.groups.keys)
        #expect(one.draw.groups.counts == two.draw.groups.counts)
        guard one.result.attended == two.result.attended else { break }
      }
    }
  }

  @Test("A scheme for all years that surely opens in time is the same places given as a change")
  func sureSchemesAreChanges() throws {
    for seed in Sweep.seeds(43, 60) {
      var network = RandomNetwork(seed, parts: [.areas, .imports, .order, .named, .following])
      var other = network
      var lots = Lots(seed &+ 3)
      for (number, setting) in network.settings.enumerated() where lots.chance(0.5) {
        let places = [lots.next(1...8), lots.next(1...12)]
        network.schemes.append(
          Scheme(
            id: "s\(number)", name: "", setting: setting.id, opens: AcademicYear(start: 2025),
            steps: places.enumerated().map { year, places in
              Scheme.Step(year: year, ncys: setting.ncys, places: places, provenance: invented)
            }, provenance: invented))
        let late = Double(setting.ncys.count { $0 >= 12 }) / Double(setting.ncys.count)
        var change: [AcademicYear: Places] = [:]
        for (year, places) in places.enumerated() {
          change[AcademicYear(start: 2025 + year)] = Places(
            all: places, post16: Int((Double(places) * late).rounded(.down)))
        }
        other.changes[setting.id] = [change]
      }
      let years = placedYears(try network.model(), .all, seed: seed)
      for (one, two) in zip(years, placedYears(try other.model(), .all, seed: seed)) {
        #expect(one.result.counts == two.result.counts, "network \(seed)")
        #expect(one.result.overflow == two.result.overflow, "network \(seed)")
        #expect(one.result.places == two.result.places, "network \(seed)")
        guard one.result.attended == two.result.attended else { break }
      }
    }
  }

  @Test(
    "Places that close are never more than there are, and the order of schemes' ids does not matter"
  )
  func closuresDoNotDependOnNames() throws {
    for ids in [["a", "b"], ["b", "a"]] {
      var network = single(1, [1])
      let setting = network.settings[0]
      network.commissioned[setting.id] = [AcademicYear(start: 2020): Places(all: 3)]
      network.schemes = zip(ids, [-5, 4]).map { id, places in
        Scheme(
          id: id, name: "", setting: setting.id, opens: AcademicYear(start: 2025),
          steps: [
            Scheme.Step(year: 0, ncys: setting.ncys, places: places, provenance: invented)
          ], provenance: invented)
      }
      let model = try network.model()
      let register = DrawRegister(model.network.register, DrawAddress(seed: 1, draw: 1))
      #expect(register.places(0, 0).all == 2)
      network.schemes.removeLast()
      let closed = try network.model()
      #expect(
        DrawRegister(closed.network.register, DrawAddress(seed: 1, draw: 1)).places(0, 0).all == 0)
    }
  }

  @Test("Places for Years 0 to 3 take no child of Year 7, and those of Year 7 none of theirs")
  func placesForCertainYears() throws {
    let space = RandomNetwork.space
    let special = RandomNetwork.codes.provision("SPEC-STATE") ?? 0
    var network = RandomNetwork(1, waits: false)
    network.opening = network.opening.map { _ in 0 }
    network.overflow = []
    network.settings = [
      Setting(
        id: "school", name: "", kind: .special, provision: "SPEC-STATE", needs: nil, ncys: 0...11,
        provenance: invented)
    ]
    network.commissioned = ["school": [AcademicYear(start: 2020): Places(all: 2)]]
    network.schemes = [
      Scheme(
        id: "s", name: "", setting: "school", opens: AcademicYear(start: 2025),
        steps: [Scheme.Step(year: 0, ncys: 0...3, places: 5, provenance: invented)],
        provenance: invented)
    ]
    for (young, old, placed) in [(9, 9, 7), (0, 9, 2), (9, 0, 7), (3, 9, 5)] {
      let model = try network.model()
      var demand = Demand(space)
      demand.coming[0][space.cell(NCY.index(2), 0, special)] = Int32(young)
      demand.coming[0][space.cell(NCY.index(7), 0, special)] = Int32(old)
      var placement = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
      var result = Placements(model.shape, settings: 1)
      placement.place(year: 0, demand: demand, into: &result)
      #expect(result.places == [Places(all: 7)] && result.roll == [placed])
      #expect(result.attended[space.cell(NCY.index(7), 0, special)] <= 2)
    }
  }
}
