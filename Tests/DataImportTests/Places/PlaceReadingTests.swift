import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("What the files on areas, settings and schemes say")
struct PlaceReadingTests {
  private func read(_ folder: SmallFolder = .withPlaces()) throws -> Evidence {
    let (evidence, findings) = folder.read()
    #expect(findings.filter { $0.severity > .note }.map(\.message) == [])
    return try #require(evidence)
  }

  @Test("Areas come in the order of their ids, with their centres and populations")
  func areas() throws {
    var folder = SmallFolder.withPlaces()
    folder.set("areas", lines: [folder.lines("areas")[0]] + folder.lines("areas")[1...].reversed())
    folder.set("areas", row: 2, "easting", to: "")
    folder.set("areas", row: 2, "northing", to: "")
    let locality = try read(folder).locality
    #expect(locality.areas.map(\.id) == ["north", "south"])
    #expect(locality.areas[0].centre == GridPoint(easting: 450_000, northing: 312_000))
    #expect(locality.areas[1].centre == nil)
    #expect(locality.areas[1].provenance.status == .illustrative)
    let north = try #require(locality.population["principal"]?[2024]?["north"])
    let south = try #require(locality.population["principal"]?[2024]?["south"])
    let all = try #require(try read().local.population["principal"]?[2024])
    #expect(north.count == 26 && zip(north, south).map(+) == all)
    #expect(north[0] > south[0])
  }

  @Test("Rates of areas are plans or multiples, of a need and phase or of all")
  func rates() throws {
    let rates = try read().locality.evidence
    #expect(rates.map(\.area) == ["north", "south", "south"])
    #expect(rates.map(\.figure) == [.plans(160), .plans(140), .relativeRate(1.25)])
    #expect(rates.map(\.need) == [nil, nil, "SEMH"])
    #expect(rates.map(\.phase) == [nil, nil, .secondary])
    #expect(rates[2].provenance == Provenance(.assumption, "SENCO forum"))
  }

  @Test("A setting has its area, point, sites, capacity, imports and roll by year")
  func settings() throws {
    var folder = SmallFolder.withPlaces()
    folder.set("settings", row: 3, "imports", to: "7")
    folder.set("settings", row: 4, "needs", to: "ASD:0.6;SLCN:0.4;HI")
    let settings = try read(folder).settings
    #expect(settings[0].area == "north")
    #expect(settings[0].point == GridPoint(easting: 450_500, northing: 311_500))
    #expect(settings[0].sites == 1)
    #expect(settings[0].physicalCapacity == settings[0].baseRoll + 4)
    #expect(settings[0].baseRollByNCY?.values.reduce(0, +) == settings[0].baseRoll)
    #expect(settings[0].baseRollByNCY?[6] == 3)
    #expect(settings[1].imports == 7 && settings[0].imports == 0)
    #expect(settings[1].baseRollByNCY == nil)
    #expect(settings[2].sites == nil && settings[2].physicalCapacity == nil)
    #expect(settings[2].designation == ["ASD": 0.6, "SLCN": 0.4, "HI": 1])
    #expect(settings[0].designation == nil)
  }

  @Test("A register without the optional columns, or with some in any order, reads as before")
  func optionalColumns() throws {
    var folder = SmallFolder()
    folder.set("settings", row: 3, "stretch", to: "1.00")
    folder.cut(
      "settings",
      [
        "area", "easting", "northing", "sites", "physical_capacity", "imports", "stretch_source",
      ])
    let bare = try read(folder)
    #expect(bare.settings.map(\.id) == SmallAuthority.settingIDs)
    #expect(bare.settings.allSatisfy { $0.area == nil && $0.point == nil && $0.imports == 0 })
    #expect(bare.settings.allSatisfy { $0.sites == nil && $0.physicalCapacity == nil })
    let reversed = folder.lines("settings").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).reversed()
        .joined(separator: ",")
    }
    folder.set("settings", lines: zip(["sites", "2", "", "3"], reversed).map { "\($0),\($1)" })
    #expect(try read(folder).settings.map(\.sites) == [2, nil, 3])
  }

  @Test("Judgements are allowed on settings, areas and schemes, and keep their status")
  func statuses() throws {
    for status in Provenance.Status.allCases {
      var folder = SmallFolder.withPlaces()
      for name in Self.judged { folder.set(name, row: 2, "status", to: status.rawValue) }
      let evidence = try read(folder)
      #expect(evidence.settings[0].provenance.status == status)
      #expect(evidence.schemes[0].provenance.status == status)
    }
  }

  private static let judged = [
    "areas", "area_rates", "settings", "base_roll_by_ncy", "schemes", "scheme_places",
    "independent_naming",
  ]

  @Test("A scheme has its opening, chances, money and steps")
  func schemes() throws {
    let schemes = try read().schemes
    #expect(schemes.map(\.id) == ["new-site", "closing"])
    let scheme = schemes[0]
    #expect(scheme.setting == "all-through" && scheme.opens == AcademicYear(start: 2027))
    #expect(!scheme.isCommitted && scheme.deliveryProbability == 0.9)
    #expect(scheme.slip == [0.6, 0.3, 0.1])
    #expect(scheme.capital == Money(pounds: 9_000_000))
    #expect(
      scheme.funding == [
        .highNeedsProvisionCapital: Money(pounds: 6_500_000), .borrowing: Money(pounds: 2_000_000),
      ])
    #expect(scheme.steps.map(\.places) == [24, 52, 72, 108, 120])
    #expect(scheme.steps.map(\.year) == [0, 1, 2, 3, 4] && scheme.places == 120)
    #expect(scheme.steps.allSatisfy { $0.ncys == -1...14 })
  }

  @Test("Money that is not known stays unknown, and steps come by year and year group")
  func closing() throws {
    let scheme = try #require(try read().schemes.last)
    #expect(scheme.capital == nil && scheme.funding.isEmpty && scheme.isCommitted)
    #expect(scheme.steps.map(\.places) == [2, -4, -8])
    #expect(scheme.steps.map(\.ncys) == [-1...(-1), 0...6, 0...6])
    #expect(scheme.places == -6)
  }

  @Test("Independent naming comes by need and phase")
  func naming() throws {
    let naming = try read().independentNaming
    #expect(naming.map(\.need) == [nil, nil, nil, "SEMH"])
    #expect(naming.map(\.phase) == [.post16, .primary, .secondary, .secondary])
    #expect(naming.map(\.share) == [0.25, 0.2, 0.25, 0.4])
  }

  @Test("Without any of the files nothing is read and nothing is said")
  func absent() throws {
    var folder = SmallFolder()
    for name in Self.judged + ["population_by_area"] where name != "settings" {
      folder.files[SmallFolder.path(name)] = nil
    }
    for row in 2...4 { folder.set("settings", row: row, "area", to: "") }
    let evidence = try read(folder)
    #expect(evidence.locality.areas.isEmpty && evidence.locality.population.isEmpty)
    #expect(evidence.schemes.isEmpty && evidence.independentNaming.isEmpty)
    #expect(evidence.settings.allSatisfy { $0.baseRollByNCY == nil })
  }

  @Test("One area needs no population of its own")
  func oneArea() throws {
    var folder = SmallFolder()
    folder.files[SmallFolder.path("population_by_area")] = nil
    folder.drop("areas") { $0.hasPrefix("south") }
    folder.set("settings", row: 3, "area", to: "north")
    #expect(try read(folder).locality.areas.map(\.id) == ["north"])
  }

  @Test("The order of the rows does not matter", arguments: 1...3)
  func order(seed: Int) throws {
    let straight = try read()
    var folder = SmallFolder.withPlaces()
    var random = Seeded(state: UInt64(seed))
    for name in SmallFolder.placeFiles {
      let lines = folder.lines(name)
      folder.set(name, lines: [lines[0]] + lines[1...].shuffled(using: &random))
    }
    expectEqualPlaces(straight, try read(folder))
  }

  @Test("A byte order mark, CRLF and quoted cells change nothing")
  func lineEnds() throws {
    let straight = try read()
    var folder = SmallFolder.withPlaces()
    for name in SmallFolder.placeFiles {
      let lines = folder.lines(name).map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }
          .joined(separator: ",")
      }
      folder.files[SmallFolder.path(name)] = "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
    }
    expectEqualPlaces(straight, try read(folder))
  }
}
