import ArgumentParser
import Foundation
import Reporting

/// Does again what was killed before it finished.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract:
      "Run again what was ended by force (a crash, a kill, a power cut), with its own options.",
    discussion: """
      EXAMPLES
        sufficiency resume
        sufficiency resume --out results
      A run that is killed leaves a hidden note beside its results, which are the older ones, whole. This cleans what else was left and \
      runs the command of each note again, in its own working folder: the results have the bytes of a run that nothing disturbed. \
      A run that is still going on is named and left alone.
      """)

  @Option(help: "The folder of results.", completion: .directory)
  var out = "notebooks-output"

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func run() throws {
    do {
      _ = try FileManager.default.contentsOfDirectory(atPath: out)
    } catch {
      try refuse(
        "\(out): \(OutputError(out, error).seen). Name the folder of the results with --out.")
    }
    let found = UnfinishedRuns(in: out)
    tell(found)
    // A command that is run again works in its own folder; the results stay where its note was.
    let place = URL(fileURLWithPath: out).standardizedFileURL.path
    let here = Invocation.current.directory
    var worst: Int32 = 0
    for command in found.commands {
      worst = max(worst, again(command, in: place))
      _ = FileManager.default.changeCurrentDirectoryPath(here)
    }
    if worst != 0 { throw ExitCode(worst) }
  }

  private func tell(_ found: UnfinishedRuns) {
    let voice = Voice(isQuiet: quiet)
    for (name, note) in found.going {
      voice.say("\(name): a run goes on (\(note?.who ?? "just begun")) and is left alone.")
    }
    for name in found.empty {
      voice.say("\(name): ended before the run had begun; its note is deleted.")
    }
    for (name, note) in found.served {
      voice.say(
        "\(name): a run from the pages of 'serve' did not finish (\(note.who)). Start it there again; its note is deleted."
      )
    }
    if !found.cleaned.isEmpty {
      voice.say("Cleaned \(found.cleaned.count) leftovers of ended processes.")
    }
    if found.commands.isEmpty, found.served.isEmpty { voice.say("\(out): nothing to resume.") }
  }

  /// Runs a command again.
  ///
  /// - Returns: its exit code.
  private func again(_ unfinished: UnfinishedRuns.Command, in place: String) -> Int32 {
    let note = unfinished.notes[0]
    let names = unfinished.names.joined(separator: ", ")
    Voice(isQuiet: quiet).say(
      "\(names): did not finish (\(note.who)). Again: sufficiency \(note.arguments.joined(separator: " "))"
    )
    if note.version != Version.current {
      StandardError.write(
        "\(names): begun with version \(note.version), and this is \(Version.current): figures may differ."
      )
    }
    guard FileManager.default.changeCurrentDirectoryPath(note.directory) else {
      StandardError.write(
        "\(names): its working folder \(note.directory) cannot be entered. Run the folder again where it is now. Its note is kept."
      )
      return ExitStatus.refused.rawValue
    }
    Invocation.current = Invocation(note.arguments, in: note.directory, isResumed: true)
    return SufficiencyCommand.status { try run(note, unfinished.names, in: place) }
  }

  private func run(_ note: RunNote, _ names: [String], in place: String) throws {
    switch try SufficiencyCommand.parseAsRoot(note.arguments) {
    case var command as RunCommand:
      if ScenarioFolder.isElsewhere(command.out, than: place) { command.out = place }
      command.quiet = command.quiet || quiet
      try command.run(AuthorityFolders(command.folder).only(names))
    case var command as MergeCommand:
      if ScenarioFolder.isElsewhere(command.out, than: place) { command.out = place }
      command.quiet = command.quiet || quiet
      try command.run()
    default:
      try refuse(
        "'\(note.arguments.first ?? "")' is no command that can be run again. Delete the note to forget it."
      )
    }
  }
}

extension ScenarioFolder {
  /// True where two paths are not the same folder.
  static func isElsewhere(_ path: String, than other: String) -> Bool {
    let resolved = [path, other].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    return resolved[0] != resolved[1]
  }
}
