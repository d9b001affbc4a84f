import ArgumentParser
import Foundation

/// A scenario folder, or every scenario folder in a folder that is none itself.
struct AuthorityFolders {
  /// The path that was given.
  let given: String
  /// True for a folder of authorities' folders.
  let isNation: Bool
  /// The scenario folders, in alphabetical order.
  let paths: [String]
  /// Folders beside them that have evidence and no `authority.yaml`.
  let unnamed: [String]

  init(_ given: String) {
    self.given = given
    let held = Self.isAuthority(given) ? [] : Self.authorities(in: given)
    isNation = !held.isEmpty
    paths = isNation ? held.map { "\(given)/\($0)" } : [given]
    unnamed = isNation ? Self.unnamed(in: given) : []
  }

  /// Those of some names alone.
  func only(_ names: [String]) -> AuthorityFolders {
    AuthorityFolders(
      given: given, isNation: isNation,
      paths: paths.filter { names.contains(ScenarioFolder.name(of: $0)) }, unnamed: unnamed)
  }

  private init(given: String, isNation: Bool, paths: [String], unnamed: [String]) {
    (self.given, self.isNation, self.paths, self.unnamed) = (given, isNation, paths, unnamed)
  }

  /// Ends where an authority would be left out without a word.
  func refuseUnnamed(_ command: some ParsableCommand) throws {
    guard !unnamed.isEmpty else { return }
    try command.refuse(
      "\(unnamed.map { "\(given)/\($0)" }.joined(separator: ", ")): evidence, but no authority.yaml, beside "
        + "\(paths.count) authorities that have one. Add it, or take the folder away. Nothing was written."
    )
  }

  /// The names of the folders, under which results go.
  var names: [String] { paths.map(ScenarioFolder.name) }

  private static func isAuthority(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/authority.yaml")
  }

  private static func authorities(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") && isAuthority("\(folder)/\($0)") }
  }

  private static func unnamed(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { name in
      !name.hasPrefix(".") && !isAuthority("\(folder)/\(name)")
        && FileManager.default.fileExists(atPath: "\(folder)/\(name)/evidence")
    }
  }

  /// Does something for every folder, those after one that was refused too, so that all refusals are said at once.
  func forEach(_ body: (String) throws -> Void) throws {
    var refusal: ExitCode?
    for path in paths {
      do { try body(path) } catch let code as ExitCode {
        refusal = code
      } catch let refused as RefusedFolder {
        refusal = refused.said()
      }
    }
    if let refusal { throw refusal }
  }
}
