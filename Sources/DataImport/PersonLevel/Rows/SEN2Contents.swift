import Foundation
import Vocabulary

/// The bytes of a return: nine tables, or one list. Gone as soon as they are read into rows.
struct SEN2Contents {
  private(set) var tables: [SEN2Layout.Table: [UInt8]] = [:]
  private(set) var findings: [Finding] = []

  /// Contents held in memory, by the names of tables.
  init(tables: [String: [UInt8]]) {
    for (name, bytes) in tables {
      if let table = SEN2Layout.Table(rawValue: name) { self.tables[table] = bytes }
    }
    reportMissing()
  }

  /// Reads a directory with nine tables, or a file with a row a plan.
  init(path: String) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      findings.append(
        Finding(
          .missingFolder, at: .init(path), seen: "no file or folder of that name",
          expected: "a folder with the nine tables of the return, or a list with a row a plan",
          remedy: "Check the path."))
      return
    }
    if isFolder.boolValue { readTables(path) } else { load(.flat, path) }
    if isFolder.boolValue || findings.isEmpty { reportMissing() }
  }

  private mutating func readTables(_ folder: String) {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    for table in SEN2Layout.Table.ofReturn {
      let files = names.filter { Self.isFile($0, of: table) }
      guard files.count < 2 else {
        findings.append(
          Finding(
            .duplicateRow, at: .init(table.rawValue), seen: "\(files.count) files",
            expected: "one file that ends in \(table.fileEnding)",
            remedy: "Keep one export in a folder."))
        continue
      }
      if let name = files.first { load(table, "\(folder)/\(name)") }
    }
  }

  /// Exports prefix the table's name, as in `Blade-Export_16-01-2025_namedplan.csv`.
  private static func isFile(_ name: String, of table: SEN2Layout.Table) -> Bool {
    name.lowercased().filter { $0 != "-" && $0 != "_" }.hasSuffix(table.fileEnding)
  }

  private mutating func load(_ table: SEN2Layout.Table, _ path: String) {
    guard let data = FileManager.default.contents(atPath: path) else {
      findings.append(
        Finding(
          .unreadableFile, at: .init(table.rawValue), seen: "a file that cannot be read",
          expected: "a CSV file", remedy: "Check who may read it."))
      return
    }
    tables[table] = [UInt8](data)
  }

  private mutating func reportMissing() {
    guard tables[.flat] == nil else { return }
    let told = Set(findings.map(\.place.file))
    for table in SEN2Layout.Table.ofReturn
    where tables[table] == nil && !told.contains(table.rawValue) {
      findings.append(
        Finding(
          .missingFile, at: .init(table.rawValue), seen: "no such file",
          expected: "a file that ends in \(table.fileEnding)",
          remedy: "Export all nine tables of the return, or give one list with a row a plan."))
    }
  }
}
