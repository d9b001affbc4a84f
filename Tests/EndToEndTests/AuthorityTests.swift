import Foundation
import TestSupport
import Testing

/// The two real authorities, from committed evidence.
@Suite(.serialized)
struct AuthorityTests {
  static let authorities = [("leicestershire", 7196), ("leicester", 4057)]
  /// One scenario of most kinds; `every scenario of a folder runs` has the others.
  static let scenarios = [
    "baseline", "bases-first", "earlier-support", "fee-pressure", "programme",
    "programme-and-support",
  ]

  @Test(arguments: authorities.map(\.0))
  func `check passes and says what is invented`(name: String) throws {
    let outcome = try Command.run(Command.sufficiency, ["check", "scenarios/\(name)"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("illustrative"), "what is invented says so")
  }

  @Test(arguments: authorities)
  func `a run keeps what its files promise, read from outside`(name: String, total: Int) throws {
    let folder = try TemporaryFolder()
    let run = try Command.run(
      Command.sufficiency,
      [
        "run", "scenarios/\(name)", "--draws", "6", "--years", "3", "--out", folder.path,
        "--quiet",
      ] + Self.scenarios.flatMap { ["--scenario", $0] })
    #expect(run.status == 0, "\(run.errors)")
    let package = "\(folder.path)/\(name)/datapackage.json"
    #expect(try Frictionless.faults(of: package, least: 60) == "")
    let reader = ReferenceData.folder + "/../evaluate/check_run.py"
    guard FileManager.default.fileExists(atPath: reader) else {
      print("skipped: no check_run.py beside the reference data (SUFFICIENCY_REFERENCE_DATA)")
      return
    }
    let check = try Command.run(
      "/usr/bin/env",
      ["python3", reader, "\(folder.path)/\(name)", "--total", "\(total)", "--scenarios", "6"])
    #expect(check.status == 0, "\(check.output)")
  }

  @Test func `every scenario of a folder runs`() throws {
    let folder = try TemporaryFolder()
    func run(_ name: String, _ options: [String]) throws -> Set<String> {
      let run = try Command.run(
        Command.sufficiency,
        ["run", "scenarios/\(name)", "--draws", "1", "--years", "2", "--out", folder.path]
          + ["--quiet"] + options)
      #expect(run.status == 0, "\(run.errors)")
      return Set(try folder.files(below: name).keys)
    }
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.path("scenarios/leicester"))
    let scenarios = files.filter { $0.hasSuffix(".yaml") && $0 != "authority.yaml" }
      .map { String($0.dropLast(5)) }
    #expect(scenarios.count > 10)
    let written = try run("leicester", [])
    for scenario in scenarios {
      #expect(written.contains("\(scenario)/high_needs_block.csv"), "\(scenario)")
    }
    // The one lever that Leicester does not use: demand that new places draw.
    let induced = try run("leicestershire", ["--scenario", "programme-731"])
    #expect(induced.contains("programme-731/high_needs_block.csv"))
  }

  @Test func `every YAML file keeps to its published schema`() throws {
    guard let python = Command.python else {
      print("skipped: no jsonschema; scripts/setup tests installs it")
      return
    }
    let script = """
      import glob, json, os, sys, yaml
      from jsonschema import Draft202012Validator
      class Loader(yaml.SafeLoader): pass
      # 2026-27 and 2026/27 are text, as they are for the tool.
      Loader.yaml_implicit_resolvers = {k: [r for r in v if r[0] != 'tag:yaml.org,2002:timestamp']
                                        for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
      count = 0
      for path in sorted(glob.glob('scenarios/*/*.yaml')):
          kind = 'authority' if os.path.basename(path) == 'authority.yaml' else 'scenario'
          schema = json.load(open(f'schemas/{kind}.schema.json'))
          first = open(path).readline()
          if f'../../schemas/{kind}.schema.json' not in first: sys.exit(f'{path} does not name its schema')
          for error in Draft202012Validator(schema).iter_errors(yaml.load(open(path), Loader)):
              sys.exit(f'{path}: {error.message}')
          count += 1
      print(count, 'files')
      sys.exit(count < 14)
      """
    let outcome = try Command.run(python, ["-c", script])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test func `the evidence restates the reference data`() throws {
    guard ReferenceData.isPresent else {
      print(ReferenceData.skipMessage)
      return
    }
    let outcome = try Command.run(
      "/usr/bin/env",
      ["python3", "scripts/restate-evidence", "--check", "leicestershire", "leicester"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
