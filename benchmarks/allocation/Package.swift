// swift-tools-version: 6.1
import PackageDescription

/// The program that makes the instances of `benchmarks/allocation.py`. Its sources but `main.swift` are
/// links to the package that it measures.
let package = Package(
  name: "allocation",
  targets: [
    .systemLibrary(name: "CLAPACK"),
    .target(name: "NumericalCore", dependencies: ["CLAPACK"], exclude: ["README.md"]),
    .executableTarget(name: "allocation", dependencies: ["NumericalCore"]),
  ]
)
