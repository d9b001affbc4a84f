import Foundation

extension OutputFolder {
  /// Puts right what programs that were ended while they wrote have left: an older folder that was moved aside comes back where the
  /// folder itself is missing, everything else that is hidden is deleted. Programs that still run are left alone.
  ///
  /// - Parameter isAlone: true where nobody else can be writing the folder, whatever process a hidden name tells.
  /// - Returns: the paths that were put back or deleted.
  @discardableResult
  public func restore(isAlone: Bool = false) -> [String] {
    let aside = leftovers(of: "older", isAlone: isAlone)
    if !FileManager.default.fileExists(atPath: path), let last = aside.max(by: Self.isOlder) {
      _ = WritingGate.shared.step { rename(last, path) }
    }
    let beside = aside + leftovers(of: "writing", isAlone: isAlone)
    for left in beside { try? remove(left) }
    return beside + ["", "/returns"].flatMap { Self.sweep(path + $0) }
  }

  /// Deletes hidden files and folders that programs which no longer run have left in a folder.
  ///
  /// - Returns: their paths.
  @discardableResult
  public static func sweep(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let left = names.filter(isLeftover).map { "\(folder)/\($0)" }
    return left.filter { (try? FileManager.default.removeItem(atPath: $0)) != nil }
  }

  /// True for the name of a hidden file or folder that a program which no longer runs has left.
  public static func isLeftover(_ name: String) -> Bool {
    name.hasPrefix(".") && isOfDead(name, "writing")
  }

  /// True for a hidden name that ends in the number of a process which no longer runs on this machine.
  private static func isOfDead(_ name: String, _ word: String) -> Bool {
    guard let mark = name.range(of: ".\(word)-", options: .backwards),
      let process = Int32(name[mark.upperBound...]), process > 0, process != getpid()
    else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  private func leftovers(of word: String, isAlone: Bool) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    return names.filter { left in
      left.hasPrefix(".\(name).\(word)-") && (isAlone || Self.isOfDead(left, word))
    }.map { "\(parent)/\($0)" }
  }

  private static func isOlder(_ first: String, _ second: String) -> Bool {
    let dates = [first, second].map { path -> Double in
      var status = stat()
      guard stat(path, &status) == 0 else { return 0 }
      return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    }
    return dates[0] < dates[1]
  }
}
