/// Data packages as a stranger's program reads them.
public enum Frictionless {
  /// What is wrong with a `datapackage.json` or the tables it names; empty where nothing is. Says that it was skipped where frictionless is not
  /// there.
  ///
  /// - Parameter least: how many tables there are to be.
  public static func faults(of package: String, least: Int = 1) throws -> String {
    guard let python = Command.python else {
      print("skipped: no frictionless; scripts/setup tests installs it")
      return ""
    }
    let script = """
      import sys
      from frictionless import Package, system
      with system.use_context(trusted=True):
          report = Package(sys.argv[1]).validate()
      for task in report.tasks:
          for error in task.errors[:3]:
              print(task.name, error.message)
      if not report.valid:
          print("not valid", report.errors)
      if len(report.tasks) < int(sys.argv[2]):
          print("only", len(report.tasks), "tables")
      """
    let outcome = try Command.run(python, ["-c", script, package, "\(least)"])
    return outcome.output + (outcome.status == 0 ? "" : outcome.errors)
  }
}
