import Foundation

/// The shards of one run: all of them, each once.
public struct ShardSet: Sendable {
  /// What the run was asked.
  public let question: ShardRecord.Question
  /// By number.
  public let files: [ShardFile]

  /// The shards of a folder are not those of one run.
  public struct Refused: Error, Sendable, CustomStringConvertible {
    /// Everything that is wrong, file by file.
    public let faults: [ShardError]

    /// A line a fault.
    public var description: String {
      (faults.map(\.description) + ["Nothing was written."]).joined(separator: "\n")
    }

    /// Refuses for some reasons.
    public init(_ faults: [ShardError]) { self.faults = faults }
  }

  /// Opens every shard file of a folder.
  ///
  /// - Throws: `Refused` where a file is damaged or of a later layout, where a shard is of another run, is there twice, or is missing.
  public init(_ folder: String) throws(Refused) {
    var faults: [ShardError] = []
    var found: [ShardFile] = []
    for path in Self.paths(folder, &faults) {
      do throws(ShardError) { found.append(try ShardFile(path)) } catch { faults.append(error) }
    }
    guard let question = Self.commonest(found) else { throw Refused(faults) }
    var byNumber: [Int: ShardFile] = [:]
    for file in found {
      if let difference = file.record.question.difference(from: question) {
        faults.append(
          ShardError(
            file.path, seen: "a shard of another run: \(difference)",
            remedy: "Take it away, or work the shard out again with the options of the others."))
      } else if let other = byNumber[file.record.number] {
        faults.append(
          ShardError(
            file.path,
            seen:
              "shard \(file.record.number) of \(question.shards) a second time, after \(other.path)",
            remedy: "Take one of them away."))
      } else {
        byNumber[file.record.number] = file
      }
    }
    // What is damaged is named already, and may be the one that is missing.
    let missing = (1...question.shards).filter { byNumber[$0] == nil }
    if !missing.isEmpty { faults.append(Self.missing(missing, of: question.shards, folder)) }
    guard faults.isEmpty else { throw Refused(faults) }
    self.question = question
    files = byNumber.sorted { $0.key < $1.key }.map(\.value)
    let odd = files.filter { !Self.holdsItsShare($0.record) }
    guard odd.isEmpty else {
      throw Refused(
        odd.map {
          ShardError(
            $0.path, seen: "does not hold the simulations of its shard",
            remedy: "Work the shard out again.")
        })
    }
  }

  private static func paths(_ folder: String, _ faults: inout [ShardError]) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let paths = names.sorted()
      .filter { $0.hasSuffix(".\(ShardAddress.ending)") && !$0.hasPrefix(".") }
      .map { "\(folder)/\($0)" }
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
      || !isFolder.boolValue
    {
      faults.append(
        ShardError(
          folder, seen: "there is no folder of that name",
          remedy: "Name the folder in which the shard files are."))
    } else if paths.isEmpty {
      faults.append(
        ShardError(
          folder, seen: "no shard files here (.\(ShardAddress.ending))",
          remedy: "First: sufficiency run FOLDER --shard K/N --out \(folder)"))
    }
    return paths
  }

  /// What most of the files were asked; of those with as many, the first.
  private static func commonest(_ files: [ShardFile]) -> ShardRecord.Question? {
    var best: (question: ShardRecord.Question, count: Int)?
    for file in files {
      let count = files.count { $0.record.question == file.record.question }
      if count > best?.count ?? 0 { best = (file.record.question, count) }
    }
    return best?.question
  }

  private static func missing(_ numbers: [Int], of count: Int, _ folder: String) -> ShardError {
    let shown = numbers.prefix(20).map { "shard \($0) of \(count)" }.joined(separator: ", ")
    let rest = numbers.count > 20 ? " and \(numbers.count - 20) more" : ""
    let one = numbers.prefix(1).map(String.init).joined()
    return ShardError(
      folder, seen: "missing: \(shown)\(rest)",
      remedy:
        "Work them out with the options of the others, for example with --shard \(one)/\(count).")
  }

  private static func holdsItsShare(_ record: ShardRecord) -> Bool {
    let asked = record.question
    guard let shard = ShardAddress(record.number, of: asked.shards) else { return false }
    let units = WorkPlan.units(
      of: shard, authorities: asked.authorities.count, draws: asked.draws)
    return units.count == record.units.count
      && zip(units, record.units).allSatisfy {
        asked.authorities[$0.authority] == $1.authority && $0.drawn == $1.drawn
      }
  }

  /// The parts of an authority in the order of their draws.
  public func parts(of authority: String) -> ShardParts {
    ShardParts(
      parts: files.flatMap { file in
        file.record.units.filter { $0.authority == authority }.map { (file, $0) }
      }.sorted { $0.1.first < $1.1.first })
  }
}

/// What the shards of a run hold of one authority.
public struct ShardParts: Sendable {
  let parts: [(file: ShardFile, unit: ShardRecord.Unit)]

  /// The years that were asked for.
  public var years: Int { parts.first?.unit.years ?? 0 }
  /// The ids of the scenarios, group by group.
  public var scenarios: [[String]] { parts.first?.unit.scenarios ?? [] }

  /// What has changed in a folder since its shards were made, and shards with other scenarios than the first.
  public func faults(_ folder: String, inputs: [ShardRecord.Input]) -> [ShardError] {
    parts.compactMap { file, unit in
      if let change = Self.change(unit.inputs, inputs) {
        return ShardError(
          file.path, seen: "made from other files than \(folder) has now: \(change)",
          remedy: "Work the shard out again, or give the folder it was made from with --folder.")
      }
      guard unit.years == years, unit.scenarios == scenarios else {
        return ShardError(
          file.path,
          seen:
            "holds \(unit.years) years of \(Self.list(unit.scenarios)), and the first shard "
            + "\(years) of \(Self.list(scenarios))",
          remedy: "Work the shard out again with the options of the others.")
      }
      return nil
    }
  }

  private static func list(_ scenarios: [[String]]) -> String {
    scenarios.joined().joined(separator: ", ")
  }

  private static func change(
    _ then: [ShardRecord.Input], _ now: [ShardRecord.Input]
  ) -> String? {
    guard Set(then) != Set(now) else { return nil }
    func hashes(_ inputs: [ShardRecord.Input]) -> [String: String] {
      Dictionary(inputs.map { ($0.path, $0.hash) }, uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (hashes(then), hashes(now))
    let changes = Set(old.keys).union(new.keys).sorted().compactMap { path -> String? in
      guard let was = old[path] else { return "\(path) is new" }
      guard let found = new[path] else { return "\(path) is gone" }
      return was == found ? nil : "\(path) has changed"
    }
    return changes.prefix(8).joined(separator: ", ")
  }
}
