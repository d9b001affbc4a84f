// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// Imports are internal unless they announce otherwise, as in the package that is measured.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The files of a folder of Sources that are built into their target.
func embedded(_ target: String, _ folder: String, _ ending: String) throws -> [Resource] {
  try FileManager.default.contentsOfDirectory(
    atPath: "\(Context.packageDirectory)/Sources/\(target)/\(folder)"
  )
  .filter { $0.hasSuffix(ending) }.sorted().map { .embedInCode("\(folder)/\($0)") }
}

/// A library whose sources are a link to the package that is measured.
func room(_ name: String, _ imports: [Target.Dependency], _ resources: [Resource] = []) -> Target {
  .target(
    name: name, dependencies: imports, exclude: ["README.md"], resources: resources,
    swiftSettings: settings)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// The pieces of work that `benchmarks/run` times beside their rivals, and that `benchmarks/instructions` counts. Yams is the version
/// that the package that is measured has checked out.
let package = Package(
  name: "kernels",
  dependencies: [.package(path: "../../.build/checkouts/Yams")],
  targets: [
    .systemLibrary(name: "CLAPACK"),
    room("NumericalCore", ["CLAPACK"]),
    room("Vocabulary", []),
    room(
      "DataImport", ["Vocabulary", yams],
      try [
        "Returns", "Release/Tables", "Schools", "PersonLevel/Layout", "PersonLevel/Flags",
      ].flatMap {
        try embedded("DataImport", $0, ".csv")
      }),
    room(
      "Projection", ["Vocabulary", "NumericalCore"], [.embedInCode("Trend/field.csv")]),
    .executableTarget(
      name: "kernels", dependencies: ["NumericalCore", "Vocabulary", "DataImport", "Projection"],
      swiftSettings: settings),
  ]
)
