import Testing

@testable import Scenarios

@Suite("Shares of work")
struct WorkPlanTests {
  @Test("Every simulation of every authority is made exactly once", arguments: [1, 2, 3, 5, 8])
  func nothingIsLostOrDoubled(authorities: Int) throws {
    for draws in [1, 2, 7, 64, 100] {
      for count in Array(1...20) + [authorities * draws] {
        var made = Array(repeating: 0, count: authorities * draws)
        var sizes: [Int] = []
        for number in 1...count {
          let shard = try #require(ShardAddress(number, of: count))
          let units = WorkPlan.units(of: shard, authorities: authorities, draws: draws)
          for unit in units {
            for draw in unit.drawn { made[unit.authority * draws + draw] += 1 }
          }
          sizes.append(units.reduce(0) { $0 + $1.drawn.count })
          #expect(units.map(\.authority) == units.map(\.authority).sorted())
        }
        #expect(made.allSatisfy { $0 == 1 }, "\(count) shards of \(authorities) × \(draws)")
        if count > authorities {
          #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1, "equal but for one")
        }
      }
    }
  }

  @Test("One authority is cut by simulations, many are shared out whole")
  func kinds() throws {
    let third = try #require(ShardAddress(3, of: 4))
    #expect(
      WorkPlan.units(of: third, authorities: 1, draws: 10)
        == [WorkUnit(authority: 0, drawn: 5..<7)])
    #expect(
      WorkPlan.units(of: third, authorities: 9, draws: 10)
        == [2, 6].map { WorkUnit(authority: $0, drawn: 0..<10) })
  }
}

@Suite("Which shard a task is")
struct ShardAddressTests {
  private func shard(_ variables: [String: String]) throws -> String {
    try ShardAddress.scheduled(variables).description
  }

  @Test("Names of files are in order")
  func names() throws {
    let shard = try #require(ShardAddress(2, of: 4))
    #expect(shard.file(of: "leicestershire") == "leicestershire.shard-0002-of-0004.sufficiency")
    #expect(ShardAddress(0, of: 4) == nil && ShardAddress(5, of: 4) == nil)
    #expect(ShardAddress(1, of: 0) == nil && ShardAddress(12_345, of: 123_456) != nil)
  }

  @Test("As each scheduler says")
  func schedulers() throws {
    let slurm = ["SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_COUNT": "4"]
    #expect(try shard(slurm.merging(["SLURM_ARRAY_TASK_MIN": "10"]) { $1 }) == "3 of 4")
    #expect(try shard(["JOB_COMPLETION_INDEX": "0", "SUFFICIENCY_SHARDS": "16"]) == "1 of 16")
    let batch = ["AWS_BATCH_JOB_ARRAY_INDEX": "15"]
    #expect(try shard(batch.merging(["SUFFICIENCY_SHARDS": "16"]) { $1 }) == "16 of 16")
    #expect(try shard(batch.merging(["AWS_BATCH_JOB_ARRAY_SIZE": "20"]) { $1 }) == "16 of 20")
    #expect(try shard(["OMPI_COMM_WORLD_RANK": "1", "OMPI_COMM_WORLD_SIZE": "2"]) == "2 of 2")
  }

  @Test(
    "What contradicts itself or lacks something is said",
    arguments: [
      ([:], "no scheduler"),
      (["JOB_COMPLETION_INDEX": "1"], "SUFFICIENCY_SHARDS"),
      (["AWS_BATCH_JOB_ARRAY_INDEX": "1"], "AWS_BATCH_JOB_ARRAY_SIZE"),
      (["JOB_COMPLETION_INDEX": "4", "SUFFICIENCY_SHARDS": "4"], "4 tasks"),
      (["JOB_COMPLETION_INDEX": "-1", "SUFFICIENCY_SHARDS": "4"], "whole number"),
      (["JOB_COMPLETION_INDEX": "x", "SUFFICIENCY_SHARDS": "4"], "'x'"),
      (["OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "0"], "0 tasks"),
      (
        [
          "OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "2", "JOB_COMPLETION_INDEX": "0",
          "SUFFICIENCY_SHARDS": "2",
        ], "two schedulers"
      ),
      (["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4"], "SLURM_ARRAY_TASK_MIN"),
      (
        [
          "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1",
        ], "one apart"
      ),
      (
        [
          "SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "1", "SLURM_ARRAY_TASK_MIN": "3",
          "SUFFICIENCY_SHARDS": "16",
        ], "--shard K/16"
      ),
    ] as [([String: String], String)])
  func refusals(variables: [String: String], words: String) throws {
    let error = #expect(throws: ShardAddressError.self) { try shard(variables) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("--shard K/") == true)
  }
}
