import Foundation
import TestSupport
import Testing

/// Files of one shape and many bytes, read by the command as a process of its own: it ends, and needs at most ten times the file.
///
/// A second for each input is for small ones: these are held to their memory alone, since a debug build reads a hundred times slower.
@Suite(.enabled(if: Command.canMeasure), .serialized)
struct LargeFileTests {
  /// What a file is full of.
  enum Shape: String, CaseIterable {
    case plainField, quotedField, openQuote, quotes, nuls, commas, newlines, blankRows, emptyRows
    case carriageReturns, semicolons, highBytes, manyColumns, wideRow

    /// A file with a header that may be the right one.
    func bytes(_ count: Int, header: String) -> [UInt8] {
      let head = Array("\(header)\n".utf8)
      func full(_ text: String) -> [UInt8] {
        Array(String(repeating: text, count: count / text.utf8.count).utf8)
      }
      switch self {
      case .plainField: return head + full("x")
      case .quotedField: return head + [0x22] + full("x") + [0x22, 0x0A]
      case .openQuote: return head + [0x22] + full("x,\n")
      case .quotes: return head + full("\"")
      case .nuls: return head + Array(repeating: 0, count: count / 2)
      case .commas: return full(",")
      case .newlines: return full("\n")
      case .blankRows: return head + full("\n")
      // The most cells that bytes can hold, all of them kept.
      case .emptyRows:
        return head + full(String(repeating: ",", count: head.count { $0 == 0x2C }) + "\n")
      case .carriageReturns: return head + full("\r")
      case .semicolons: return full(";")
      case .highBytes: return head + Array(repeating: 0xE9, count: count)
      case .manyColumns: return Array((0..<1_000_000).map { "c\($0)" }.joined(separator: ",").utf8)
      case .wideRow: return head + Array(repeating: UInt8(ascii: ","), count: 1_000_000) + [0x0A]
      }
    }
  }

  /// 100 MB where nightly effort is asked for; enough to tell ten times from more elsewhere.
  private static let size = ReaderTrial.effort > 1 ? 100_000_000 : 2_000_000
  /// The shapes that every reader gets in a usual run; `check` gets all of them.
  private static let some: [Shape] =
    ReaderTrial.effort > 1 ? Shape.allCases : [.openQuote, .emptyRows]

  /// Reads a tiny file and one of each shape in its place, and compares.
  private func compare(
    _ shapes: [Shape], in folder: TemporaryFolder, file: String, header: String,
    _ arguments: [String]
  ) throws {
    try folder.write(header + "\n", to: file)
    let base = try Command.measured(Command.sufficiency, arguments, in: folder.path)
    try #require(base.peak > 0)
    for shape in shapes {
      let bytes = shape.bytes(Self.size, header: header)
      try folder.write(bytes, to: file)
      let large = try Command.measured(Command.sufficiency, arguments, in: folder.path)
      #expect(large.status == 1, "\(shape): \(large)")
      #expect(
        large.peak <= base.peak + 10 * bytes.count,
        "\(shape): \(large.peak >> 20) MiB, \(base.peak >> 20) of them without its \(bytes.count >> 20)"
      )
    }
  }

  private func small() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    return folder
  }

  @Test func `check reads any file of the evidence within its memory`() throws {
    // In a usual run a quarter of the shapes is left to the suites of the readers, which have them smaller.
    let left: [Shape] = [.quotedField, .semicolons, .highBytes]
    try compare(
      Shape.allCases.filter { ReaderTrial.effort > 1 || !left.contains($0) }, in: small(),
      file: "small/evidence/waiting.csv",
      header: "need,ncy,wanted,attending,children,status,source", ["check", "small"])
  }

  @Test func `and YAML`() throws {
    for file in ["small/authority.yaml", "small/earlier-support.yaml"] {
      try compare(
        Array(Self.some.prefix(1)), in: small(), file: file, header: "name: x", ["check", "small"])
    }
  }

  @Test(arguments: ["small/authority.yaml", "small/earlier-support.yaml"])
  func `of YAML no more is read than may be used of it`(file: String) throws {
    let folder = try small()
    try folder.write("name: x\n", to: file)
    let arguments = ["check", "small"]
    let base = try Command.measured(Command.sufficiency, arguments, in: folder.path)
    // A file of holes, which takes no room on the disk.
    #expect(truncate("\(folder.path)/\(file)", 300_000_000) == 0)
    let large = try Command.measured(Command.sufficiency, arguments, in: folder.path)
    #expect(large.status == 1 && large.peak < base.peak + 50_000_000, "\(large.peak >> 20) MiB")
  }

  @Test func `import release reads any file within its memory`() throws {
    let text = SmallRelease().files().first { $0.key == "caseload" }?.value ?? ""
    let header = text.split(separator: "\r\n").first.map(String.init) ?? ""
    #expect(!header.isEmpty)
    try compare(
      Self.some, in: try TemporaryFolder(), file: "release/caseload.csv", header: header,
      ["import", "release", "release", "--authority", "990", "--to", "made"])
  }

  @Test func `import transitions reads any file within its memory`() throws {
    let folder = try TemporaryFolder()
    for (name, text) in SmallTransitions.tables { try folder.write(text, to: "in/\(name).csv") }
    try compare(
      Self.some, in: folder, file: "in/transitions.csv",
      header: "calendar-year,setting-1,need-1,academic-year-1,setting-2,need-2,academic-year-2",
      ["import", "transitions", "in", "--to", "made"])
  }

  @Test func `import sen2 reads any file within its memory`() throws {
    try compare(
      Self.some, in: try TemporaryFolder(), file: "list.csv",
      header: "surname,forename,personbirthdate,upn,uniquelearnernumber,postcode",
      ["import", "sen2", "list.csv", "--census", "2025-01-16", "--to", "made"])
  }
}
