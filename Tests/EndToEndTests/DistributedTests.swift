import Foundation
import TestSupport
import Testing

/// The job scripts of `distributed/`.
@Suite(.serialized)
struct DistributedTests {
  private static let python = "/usr/bin/env"

  private static let hasSlurm =
    geteuid() == 0
    && ["munged", "slurmctld", "slurmd", "sbatch"].allSatisfy { program in
      ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
      }
    }

  @Test(
    .enabled(
      if: hasSlurm, "skipped: no Slurm here, or not root; scripts/setup tests installs slurm-wlm"),
    .timeLimit(.minutes(15)))
  func `tasks of a Slurm array merge to the bytes of one run, one that was killed too`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let outcome = try Command.run(
      Self.python,
      [
        "python3", Repository.path("Tests/distributed/check_slurm.py"), Command.sufficiency,
        "\(folder.path)/small", "--draws", "40",
      ])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: "byte for byte").count == 3)
  }

  @Test(
    .enabled(
      if: Command.python != nil, "skipped: no Python of ours; scripts/setup tests prepares it"))
  func `the Kubernetes jobs are YAML, and say one number of shards`() throws {
    let python = try #require(Command.python)
    let outcome = try Command.run(
      python,
      [
        "-c",
        """
        import sys, yaml
        shards, merge = (yaml.safe_load(open(path)) for path in sys.argv[1:])
        spec = shards["spec"]
        container = spec["template"]["spec"]["containers"][0]
        said = {item["name"]: item["value"] for item in container["env"]}
        assert spec["completionMode"] == "Indexed", spec
        assert said["SUFFICIENCY_SHARDS"] == str(spec["completions"]), said
        assert container["command"][3:5] == ["--shard", "auto"], container
        command = merge["spec"]["template"]["spec"]["containers"][0]["command"]
        assert command[:2] == ["sufficiency", "merge"] and "--folder" in command, command
        """,
        Repository.path("distributed/kubernetes/shards.yaml"),
        Repository.path("distributed/kubernetes/merge.yaml"),
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
