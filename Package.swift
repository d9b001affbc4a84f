// swift-tools-version: 6.1
import PackageDescription

/// Imports are internal unless they announce otherwise, existentials and member imports are explicit.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// One line a target: what it may import. The stages (Projection, Placement, Costing) never import one another.
func room(
  _ name: String, _ imports: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: imports, exclude: ["README.md"], resources: resources,
    swiftSettings: settings)
}

func tests(_ name: String, _ imports: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: imports, swiftSettings: settings)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The rulebook: one file a rule.
let rules = [
  "area-cost-adjustment",
  "basic-entitlement",
  "block-cap",
  "block-floor",
  "block-rollover",
  "block-transfer-limit",
  "central-funding",
  "core-funding-mainstream",
  "import-export-adjustment",
  "notional-first-support",
  "over-number-rate",
  "place-funding-ap",
  "place-funding-base-empty",
  "place-funding-base-occupied",
  "place-funding-fe",
  "place-funding-nmss",
  "place-funding-post16",
  "place-funding-special",
  "place-funding-special-post16",
  "place-funding-spi",
  "post16-months-before-august",
  "pre16-months-before-september",
  "stability-grant-share",
  "statutory-override",
  "vat-on-fees",
]

/// How the words of a run become rows of returns.
let returnTables = ["crosswalk", "crosswalk_needs", "s251_lines", "scap_codes"]

/// How published files are laid out, and what their columns and labels count.
let releaseTables = [
  "authority_changes", "county_districts", "population_columns", "release_ages", "release_columns",
  "release_evidence", "release_kinds", "release_known_gaps", "release_measures",
  "release_placements", "release_totals",
]

/// What types of establishment and designations of the register of schools are to a run.
let schoolTables = ["establishment_types", "school_needs"]

/// The person-level return: its columns, its codes, and what can be wrong with it.
let personLevelTables = [
  "Layout/sen2_layout", "Layout/sen_settings", "Flags/sen2_flags",
]

/// Templates of the web pages, their style and what moves in them.
let siteFiles = [
  "site.mustache", "home.mustache", "authority.mustache", "explore.mustache", "compare.mustache",
  "scenario.mustache", "summary.mustache", "run.mustache", "problem.mustache", "site.css",
  "site.js",
]

/// Templates, styles and the drawing of charts.
let pageFiles = [
  "page.mustache", "section.mustache", "table.mustache", "chart.mustache", "page.css", "charts.js",
]

let package = Package(
  name: "Sufficiency",
  products: [.executable(name: "sufficiency", targets: ["sufficiency"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
  ],
  targets: [
    .systemLibrary(name: "CLAPACK"),
    .systemLibrary(name: "CXLSXWriter"),
    .systemLibrary(name: "CClp"),
    room("NumericalCore", ["CLAPACK"]),
    room("Vocabulary"),
    room(
      "DataImport", ["Vocabulary", yams],
      resources: returnTables.map { .embedInCode("Returns/\($0).csv") }
        + releaseTables.map { .embedInCode("Release/Tables/\($0).csv") }
        + schoolTables.map { .embedInCode("Schools/\($0).csv") }
        + personLevelTables.map { .embedInCode("PersonLevel/\($0).csv") }),
    room(
      "Projection", ["Vocabulary", "NumericalCore"], resources: [.embedInCode("Trend/field.csv")]),
    room("Placement", ["Vocabulary", "NumericalCore"]),
    room(
      "Costing", ["Vocabulary", yams],
      resources: rules.map { .embedInCode("Rulebook/\($0).yaml") }),
    room(
      "Scenarios",
      ["Projection", "Placement", "Costing", "Vocabulary", "NumericalCore", yams],
      resources: [.embedInCode("Backtest/past_errors.csv")]),
    room("ResultsStore", ["Vocabulary", grdb]),
    room(
      "Reporting", ["Scenarios", "Vocabulary", "CXLSXWriter", "CClp", mustache],
      resources: pageFiles.map { .embedInCode("Page/Templates/\($0)") }),
    room(
      "WebServer", ["Scenarios", "Reporting", "Vocabulary", hummingbird, mustache],
      resources: siteFiles.map { .embedInCode("Pages/Templates/\($0)") }),
    .executableTarget(
      name: "sufficiency",
      dependencies: [
        "DataImport", "Scenarios", "ResultsStore", "Reporting", "WebServer", "Vocabulary",
        argumentParser,
      ],
      exclude: ["README.md"],
      resources: [
        .embedInCode("Schemas/authority.schema.json"), .embedInCode("Schemas/scenario.schema.json"),
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Vocabulary", "DataImport"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("NumericalCoreTests", ["NumericalCore", "TestSupport"]),
    tests("VocabularyTests", ["Vocabulary"]),
    tests("DataImportTests", ["DataImport", "Vocabulary", "TestSupport"]),
    tests(
      "ProjectionTests", ["Projection", "Vocabulary", "NumericalCore", "DataImport", "TestSupport"]),
    tests("PlacementTests", ["Placement", "Vocabulary", "NumericalCore", "TestSupport"]),
    tests("CostingTests", ["Costing", "Vocabulary", "TestSupport"]),
    tests(
      "ScenariosTests",
      [
        "Scenarios", "Projection", "Placement", "Costing", "DataImport", "Vocabulary",
        "NumericalCore", "TestSupport",
      ]),
    tests("ReportingTests", ["Reporting", "Scenarios", "Vocabulary", "TestSupport"]),
    tests(
      "WebServerTests",
      [
        "WebServer", "Scenarios", "Reporting", "DataImport", "Vocabulary", "TestSupport",
        hummingbird,
      ]),
    tests("ResultsStoreTests", ["ResultsStore", "Vocabulary", "TestSupport", grdb]),
    tests("EndToEndTests", ["sufficiency", "TestSupport"]),
    tests("FaultTests", ["sufficiency", "DataImport", "Reporting", "TestSupport", grdb]),
    tests("HouseRulesTests", ["TestSupport"]),
  ]
)
