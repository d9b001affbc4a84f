import DataImport
import Foundation
import NumericalCore
import TestSupport
import Testing
import Vocabulary

@testable import Projection

/// Evidence by hand: the same figures every year, times growth.
struct InventedPipeline {
  var code = "invented"
  var years = 2016...2023
  var requests = 1000.0
  var refusedShare = 0.25
  var newPlans = 705.0
  var growth = 1.0

  func evidence() -> PipelineEvidence {
    var level = 1.0
    var result: [Int: PipelineCounts] = [:]
    for year in years {
      var counts = PipelineCounts()
      counts.requests = level * requests
      counts.refused = level * requests * refusedShare
      counts.newPlans = level * newPlans
      result[year] = counts
      level *= growth
    }
    return PipelineEvidence(code: code, years: result)
  }

  static func england(growth: Double = 1) -> PipelineEvidence {
    InventedPipeline(
      code: PipelineEvidence.englandCode, requests: 100_000, newPlans: 70_500, growth: growth
    ).evidence()
  }

  /// The pipeline on England's evidence.
  func pipeline(growth: Double = 1) throws -> RequestPipeline {
    try #require(
      PipelineEstimate(
        evidence(), england: Self.england(growth: growth), lastYear: years.upperBound
      ).pipeline)
  }
}

/// The evidence of a scenario folder.
struct FolderPipeline {
  let own: PipelineEvidence
  let england: PipelineEvidence

  init(_ name: String) throws {
    let evidence = try #require(
      EvidenceReader.read(folder: Repository.path("scenarios/\(name)")).evidence)
    own = PipelineEvidence(evidence.local, code: evidence.authority.dfeCode)
    england = PipelineEvidence(evidence.england, code: PipelineEvidence.englandCode)
  }

  func estimate(upTo year: Int) -> PipelineEstimate {
    PipelineEstimate(own, england: england, lastYear: year)
  }
}

/// Quantiles of new plans of a forecast year over draws.
func newPlanQuantiles(
  _ pipeline: RequestPipeline, year: Int, at probabilities: [Double], draws: UInt32 = 4000
) -> [Double] {
  let values = (0..<draws).compactMap { draw in
    pipeline.path(address: DrawAddress(seed: 11, draw: draw), years: year + 1)
      .years.last.map { Int64($0.issued) }
  }.sorted()
  return probabilities.map { quantile(sorted: values, probability: $0) }
}
