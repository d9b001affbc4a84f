import DataImport
import Foundation
import TestSupport
import Testing
import Vocabulary

/// Reading is total: whatever the bytes, it ends without a crash.
@Suite("Mutated inputs")
struct MutationTests {
  private static let fragments: [[UInt8]] = [
    [], [0x22], [0x22, 0x22], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0x00], [0xFF], [0xFF, 0xFE],
    [0xEF, 0xBB, 0xBF], [0xC3], [0x2D], Array("x".utf8), Array("99999999999999999999".utf8),
    Array("-1".utf8), Array("1.5".utf8), Array("1e309".utf8), Array("NOT-RECORDED".utf8),
    Array("All".utf8), Array("2024/25".utf8), Array("2025-26".utf8), Array("ASD:0.6;SLCN".utf8),
    Array("borrowing:5".utf8), Array(";".utf8), Array(":".utf8),
  ]

  /// How many times the usual number of mutated inputs is tried: `SUFFICIENCY_MUTATIONS=50` tries more than a million.
  private static let effort =
    ProcessInfo.processInfo.environment["SUFFICIENCY_MUTATIONS"].flatMap(Int.init) ?? 1

  private static func mutated(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let start = Int.random(in: 0...result.count, using: &random)
      let end = min(result.count, start + Int.random(in: 0...4, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: result.replaceSubrange(start..<end, with: [UInt8.random(in: 0...255, using: &random)])
      case 1: result.removeSubrange(start..<result.count)
      default:
        let fragment = fragments.randomElement(using: &random) ?? []
        result.replaceSubrange(start..<end, with: fragment)
      }
    }
    return result
  }

  // The limits end a reader that never returns; they say nothing of speed, and hundreds of tests share the cores.
  @Test(
    "No bytes make the CSV reader crash, and every record has its cells", .timeLimit(.minutes(30)))
  func csvBytes() {
    let valid = Array("code,name,n\nA,\"x, \"\"y\"\"\",1\r\nB,\"two\nlines\",2\nC,é,3\n".utf8)
    var random = Seeded(state: 1)
    for _ in 0..<(20_000 * Self.effort) {
      let (table, findings) = CSVReader.read(Self.mutated(valid, &random), file: "a.csv")
      guard let table else {
        #expect(!findings.isEmpty)
        continue
      }
      for record in table.records {
        for column in table.columns.indices { _ = table.text(record: record, column: column) }
      }
    }
  }

  /// 20,000 spoilt files, four of them in a folder.
  @Test("No bytes in a file make the folder's reader crash", .timeLimit(.minutes(30)))
  func tableBytes() {
    let files = Self.shortFiles()
    let authority = files["authority.yaml"] ?? []
    let paths = files.keys.filter { $0.hasSuffix(".csv") }.sorted()
    var random = Seeded(state: 2)
    var accepted: [[String]] = []
    for turn in 0..<(5_000 * Self.effort) {
      // Strides of 1, 2 and so on put each file beside each other one.
      let stride = 1 + turn / paths.count % (paths.count / 4)
      let spoilt = (0..<4).map { paths[(turn + $0 * stride) % paths.count] }
      var contents = ["authority.yaml": authority]
      for path in spoilt { contents[path] = Self.mutated(files[path] ?? [], &random) }
      let evidence = EvidenceReader.read(contents: FolderContents(files: contents)).evidence
      if evidence != nil { accepted.append(spoilt) }
    }
    #expect(accepted == [])
  }

  @Test("No bytes in authority.yaml or in several files make it crash", .timeLimit(.minutes(30)))
  func folderBytes() {
    let files = Self.shortFiles()
    var random = Seeded(state: 3)
    for turn in 0..<(1_000 * Self.effort) {
      var spoilt = files
      for path in files.keys.sorted() where turn % 2 == 0 || path == "authority.yaml" {
        spoilt[path] = Self.mutated(files[path] ?? [], &random)
      }
      _ = EvidenceReader.read(contents: FolderContents(files: spoilt))
    }
  }

  /// 300 spoilt files, three of them in a folder that is sound otherwise.
  @Test("No bytes in a file on places make it crash beside the others", .timeLimit(.minutes(30)))
  func placeBytes() {
    let folder = SmallFolder.withPlaces(.short())
    #expect(folder.read().evidence != nil)
    let sound = folder.files.mapValues { Array($0.utf8) }
    var random = Seeded(state: 4)
    let paths = SmallFolder.placeFiles.map(SmallFolder.path)
    for turn in 0..<(100 * Self.effort) {
      var spoilt = sound
      let stride = 1 + turn / paths.count % (paths.count - 1)
      for offset in 0..<3 {
        let path = paths[(turn + offset * stride) % paths.count]
        spoilt[path] = Self.mutated(sound[path] ?? [], &random)
      }
      _ = EvidenceReader.read(contents: FolderContents(files: spoilt))
    }
  }

  /// The small authority with the first rows of each table only.
  private static func shortFiles() -> [String: [UInt8]] {
    SmallFolder.withPlaces().files.mapValues { text in
      Array(text.split(separator: "\n").prefix(10).map { $0 + "\n" }.joined().utf8)
    }
  }

  @Test("Deep nesting and aliases in authority.yaml are refused in bounded time")
  func hostileYAML() {
    let texts = [
      String(repeating: "[", count: 500_000), String(repeating: "- ", count: 200_000),
      String(repeating: "{a: ", count: 200_000), String(repeating: "? ", count: 200_000),
      "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "name: \u{0}\n", "\t- a: b",
    ]
    for text in texts {
      let contents = FolderContents(files: ["authority.yaml": Array(text.utf8)])
      let (evidence, findings) = EvidenceReader.read(contents: contents)
      #expect(evidence == nil)
      #expect(findings.contains { $0.place.file == "authority.yaml" })
    }
  }

  @Test("A million columns are one finding, as a header and in a row")
  func wideRecords() {
    let wide = Array(repeating: UInt8(ascii: ","), count: 1_000_000)
    let header = CSVReader.read(wide + Array("\na\n".utf8), file: "a.csv")
    #expect(header.table == nil && header.findings.map(\.code) == ["IN-017"])
    let row = CSVReader.read(Array("a,b\n".utf8) + wide + Array("\n1,2\n".utf8), file: "a.csv")
    #expect(row.findings.map(\.code) == ["IN-010"])
    #expect(row.table?.records.count == 2)
  }

  @Test("A field of millions of bytes is read in time linear in them")
  func longField() {
    let field = Array(repeating: UInt8(ascii: "x"), count: 4_000_000 * Self.effort)
    let (table, findings) = CSVReader.read(
      Array("a,b\n\"".utf8) + field + Array("\",2\n".utf8), file: "a.csv")
    #expect(findings.isEmpty && table?.records.count == 1)
    let open = CSVReader.read(Array("a,b\n\"".utf8) + field, file: "a.csv")
    #expect(open.findings.count <= 2)
  }

  @Test("A spreadsheet's semicolons are named, and formulas are text")
  func spreadsheets() {
    let semicolons = CSVReader.read(Array("a;b;c\n1;2;3\n".utf8), file: "a.csv")
    #expect(semicolons.table == nil && semicolons.findings.map(\.code) == ["IN-016"])
    #expect(semicolons.findings[0].remedy.contains("comma delimited"))
    let formula = CSVReader.read(Array("a,b\n=1+1,@SUM(A1)\n".utf8), file: "a.csv")
    #expect(formula.table?.text(record: 2, column: 0) == "=1+1")
    #expect(formula.findings.isEmpty)
  }

  @Test("A cell of a million stray bytes is one finding, not a million")
  func longCells() {
    let bytes = Array("a,b\n".utf8) + Array(repeating: 0x0D, count: 1_000_000)
    #expect(CSVReader.read(bytes, file: "a.csv").findings.count == 2)
  }
}
