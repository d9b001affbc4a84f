import NumericalCore
import Testing

@testable import Projection

@Suite("Nobody in the pipeline is lost")
struct PipelineConservationTests {
  static let sizes = [30.0, 300, 1000, 20_000]

  @Test("In process + decided − completed = in process, in every draw", arguments: sizes)
  func conserves(requests: Double) throws {
    let pipeline = try InventedPipeline(requests: requests, newPlans: 0.7 * requests).pipeline()
    for draw in 0..<400 as Range<UInt32> {
      let path = pipeline.path(address: DrawAddress(seed: 3, draw: draw), years: 6)
      #expect(path.years.map(\.calendarYear) == Array(2024...2029))
      var stock = path.opening
      #expect(stock >= 0)
      for year in path.years {
        #expect(year.inProcess == stock + year.decided - year.completed)
        #expect(year.inProcess >= 0 && year.completed >= 0)
        #expect((0...year.requests).contains(year.decided))
        #expect((0...year.completed).contains(year.issued))
        stock = year.inProcess
      }
    }
  }

  @Test("Without chance the same law holds")
  func conservesInExpectation() throws {
    let pipeline = try InventedPipeline(newPlans: 600, growth: 1.1).pipeline(growth: 1.1)
    var stock = pipeline.inProcess
    for course in pipeline.courses(years: 8) {
      let decided = course.inProcess - stock + course.completed
      #expect(abs(decided - pipeline.acceptance * course.requests) < 1e-9)
      #expect(course.inProcess >= 0)
      stock = course.inProcess
    }
  }

  @Test("A draw has the same bits in any order and however many years are asked for")
  func addressed() throws {
    let pipeline = try InventedPipeline().pipeline()
    let addresses = (0..<50 as Range<UInt32>).map { DrawAddress(seed: 5, draw: $0) }
    let forward = addresses.map { pipeline.path(address: $0, years: 5) }
    let backward = addresses.reversed().map { pipeline.path(address: $0, years: 5) }
    #expect(forward == backward.reversed())
    let short = addresses.map { pipeline.path(address: $0, years: 2).years }
    #expect(short == forward.map { Array($0.years.prefix(2)) })
  }

  @Test("The mean of draws is the expectation: 5 standard errors, and 2 % for what is not linear")
  func unbiased() throws {
    let pipeline = try InventedPipeline(newPlans: 650).pipeline()
    let draws = 4000
    let expected = pipeline.expectedNewPlans(years: 3)
    for year in 0..<3 {
      let values = (0..<UInt32(draws)).map {
        Double(
          pipeline.path(address: DrawAddress(seed: 9, draw: $0), years: 3).years[year].issued)
      }
      let mean = values.reduce(0, +) / Double(draws)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws - 1)
      let tolerance = 5 * (variance / Double(draws)).squareRoot() + 0.02 * expected[year]
      #expect(abs(mean - expected[year]) < tolerance, "year \(year): \(mean), \(expected[year])")
    }
  }
}

@Suite("More in never means less out")
struct PipelineMonotonicityTests {
  @Test("More requests in the last year never fewer plans in expectation")
  func moreRequests() throws {
    var before: [Double] = [0, 0, 0, 0]
    for factor in [0.5, 0.8, 0.9, 1, 1.1, 1.3, 2, 4] {
      var evidence = InventedPipeline().evidence()
      for field in [\PipelineCounts.requests, \.refused] {
        let scaled = evidence[2023, field].map { $0 * factor }
        evidence.years[2023]?[keyPath: field] = scaled
      }
      let estimate = PipelineEstimate(
        evidence, england: InventedPipeline.england(), lastYear: 2023)
      let now = try #require(estimate.pipeline).expectedNewPlans(years: 4)
      #expect(zip(now, before).allSatisfy { $0 >= $1 }, "\(factor): \(now) \(before)")
      before = now
    }
  }

  @Test("More requests in future never fewer plans, in expectation and in any draw")
  func moreFutureRequests() throws {
    var pipeline = try InventedPipeline(newPlans: 600).pipeline()
    let expected = pipeline.expectedNewPlans(years: 5)
    let address = DrawAddress(seed: 2, draw: 3)
    let paths = pipeline.path(address: address, years: 5).years
    pipeline.requestFactor = 1.2
    #expect(zip(pipeline.expectedNewPlans(years: 5), expected).allSatisfy { $0 > $1 })
    let more = pipeline.path(address: address, years: 5).years
    #expect(zip(more, paths).allSatisfy { $0.issued >= $1.issued })
  }

  @Test("More capacity never fewer issued next year, and a smaller backlog")
  func moreCapacity() throws {
    var pipeline = try InventedPipeline(newPlans: 600).pipeline()
    var (before, stock) = (0.0, Double.infinity)
    var drawn = [Int](repeating: 0, count: 100)
    for factor in [0, 0.5, 0.9, 1, 1.05, 1.5, 3, 10] {
      pipeline.capacityFactor = factor
      let now = pipeline.expectedNewPlans(years: 1)[0]
      let left = pipeline.expectedInProcess(years: 1)[0]
      #expect(now >= before && left <= stock && left >= 0)
      let issued = drawn.indices.map {
        pipeline.path(address: DrawAddress(seed: 1, draw: UInt32($0)), years: 1).years[0].issued
      }
      #expect(zip(issued, drawn).allSatisfy { $0 >= $1 })
      (before, stock, drawn) = (now, left, issued)
    }
  }
}

@Suite("A pipeline in balance")
struct PipelineBalanceTests {
  @Test("In steady state it stays there: plans, stock and months of work")
  func steady() throws {
    let pipeline = try InventedPipeline().pipeline()
    let summary = pipeline.summary
    #expect(abs(summary.backlog / summary.steadyBacklog - 1) < 1e-6)
    #expect(abs(summary.fromBacklog) < 1e-4)
    #expect(abs(summary.months - 12 * pipeline.timeInProcess) < 1e-5)
    for plans in pipeline.expectedNewPlans(years: 10) { #expect(abs(plans - 705) < 1e-3) }
    for stock in pipeline.expectedInProcess(years: 10) {
      #expect(abs(stock - pipeline.inProcess) < 1e-3)
    }
  }

  @Test("A backlog above the steady one is worked off, and then the plans are the steady ones")
  func workedOff() throws {
    var evidence = InventedPipeline().evidence()
    evidence.years[2023]?.newPlans = 500
    let pipeline = try #require(
      PipelineEstimate(evidence, england: InventedPipeline.england(), lastYear: 2023).pipeline)
    let summary = pipeline.summary
    #expect(summary.backlog > summary.steadyBacklog + 100)
    #expect(summary.fromBacklog > 50 && summary.expected > 550)
    // Inertia overshoots a little: the difference shrinks by a factor of √½ a year.
    let stock = pipeline.expectedInProcess(years: 25)
    let steady = pipeline.timeInProcess * pipeline.acceptance * pipeline.requests
    #expect(abs(try #require(stock.last) / steady - 1) < 0.01)
  }

  @Test("The opening is completions × time in process (Little's law), less where plans are prompt")
  func littlesLaw() throws {
    var evidence = InventedPipeline(years: 2022...2023).evidence()
    var stocks: [Double] = []
    for prompt in [50, 300, 660.0] {
      evidence.years[2022]?.timed = 700
      evidence.years[2022]?.prompt = prompt
      let estimate = PipelineEstimate(
        evidence, england: InventedPipeline.england(), lastYear: 2023)
      let pipeline = try #require(estimate.pipeline)
      let time = TimeInProcess(promptShare: prompt / 700, spread: 0.35).years
      #expect(abs(pipeline.timeInProcess - time) < 1e-9)
      // Completions of a steady authority are its decisions, so that the opening is kept.
      #expect(abs(pipeline.inProcess - time * 705 / pipeline.yield) < 1e-4)
      stocks.append(pipeline.inProcess)
    }
    #expect(stocks == stocks.sorted(by: >))
  }

  @Test("Half within 20 weeks are a median of 20 weeks; the time falls as the share rises")
  func timeliness() {
    func weeks(_ share: Double) -> Double {
      TimeInProcess(promptShare: share, spread: 0.35).years * 365.25 / 7
    }
    #expect(abs(weeks(0.5) - (20 * 1.063_152_2 - 6)) < 1e-3)
    #expect(weeks(0) == weeks(0.02) && weeks(1) == weeks(0.98))
    let shares = stride(from: 0.02, through: 0.98, by: 0.04).map(weeks)
    #expect(shares == shares.sorted(by: >))
    #expect(shares.allSatisfy { $0 >= 3.9 })
  }

  @Test("Weeks since the request of those in process add to the mean time from decision to plan")
  func weeksInProcess() {
    for share in [0.05, 0.3, 0.6, 0.9] {
      let time = TimeInProcess(promptShare: share, spread: 0.35)
      let weeks = time.weeks(spread: 0.35)
      #expect(
        weeks[..<6].allSatisfy { $0 == 0 } && weeks[6...].elementsEqual(weeks[6...].sorted(by: >)))
      // One child a week begins; the first week counts whole, hence the half.
      let stock = weeks.reduce(0, +) / weeks[6]
      #expect(abs(stock - 0.5 - time.years * 365.25 / 7) < 0.3)
    }
  }
}
