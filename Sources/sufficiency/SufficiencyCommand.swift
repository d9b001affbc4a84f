import ArgumentParser
import Foundation

/// The command: forecasts plans, finds places, costs the high needs block.
@main
struct SufficiencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sufficiency",
    abstract:
      "How many children will have an EHC plan, where they can be placed, and what it costs.",
    discussion: """
      EXAMPLES
        sufficiency run scenarios/leicestershire
        sufficiency run scenarios/leicester --scenario baseline --scenario programme --draws 200
        sufficiency merge shards --folder scenarios/leicestershire
        sufficiency resume
        sufficiency check scenarios/leicester
        sufficiency init my-authority --authority 855
        sufficiency import release downloads/ehcp-2025 --authority 855 --to my-authority
        sufficiency import transitions exports/2026 --to my-authority
        sufficiency explain place-funding --on 2026-09-01
        sufficiency explain scenarios/leicestershire --line 1.2.3 --year 2028-29
        sufficiency returns scenarios/leicester --scenario programme --kind dsg-plan
        sufficiency savings scenarios/leicestershire --scenario savings-2023
        sufficiency brief scenarios/leicestershire --scenario programme
        sufficiency workbook scenarios/leicestershire
        sufficiency publish scenarios/leicestershire
        sufficiency runs list
        sufficiency runs sign 855-3f2a --as checked --by "A. Name"
        sufficiency handover scenarios/leicestershire --to handover

      EXIT CODES
        0 done   1 input refused   2 wrong usage   3 done, with findings at or above --fail-on
        129, 130, 143 ended by a closed terminal, Control-C, kill: within a second, and nothing half-written is left
        Who no longer reads what is printed (| head) ends nothing: the work is finished, and the exit code is its own.
      """,
    version: Version.current,
    subcommands: [
      RunCommand.self, VerifyCommand.self, MergeCommand.self, ResumeCommand.self, CheckCommand.self,
      InitCommand.self,
      ImportCommand.self,
      BacktestCommand.self, FitCommand.self, ValidateCommand.self, MonitorCommand.self,
      ExplainCommand.self, ReturnsCommand.self, ReportCommand.self, BriefCommand.self,
      WorkbookCommand.self, PublishCommand.self, SavingsCommand.self, ServeCommand.self,
      RunsCommand.self,
      HandoverCommand.self,
      SynthesiseCommand.self,
      PurgeCommand.self,
    ])

  /// Wrong usage exits with 2; everything else keeps its own code.
  static func main() {
    Interruption.listen()
    let status = status {
      var command = try parseAsRoot()
      try command.run()
    }
    Foundation.exit(status)
  }

  /// Does something, and says what ended it.
  ///
  /// - Returns: the exit code.
  static func status(of work: () throws -> Void) -> Int32 {
    do {
      try work()
      return ExitStatus.done.rawValue
    } catch let refused as RefusedFolder {
      return refused.said().rawValue
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        print(message)
      } else if !message.isEmpty {
        StandardError.write(message)
      }
      let isOurs = code.isSuccess || [1, 3].contains(code.rawValue)
      return isOurs ? code.rawValue : ExitStatus.usage.rawValue
    }
  }
}

/// The version of the tool.
enum Version {
  static let current = "0.1.0"
}

/// What the command ends with.
enum ExitStatus: Int32 {
  case done = 0
  case refused = 1
  case usage = 2
  case findings = 3
}
