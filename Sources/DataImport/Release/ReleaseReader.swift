import Foundation
public import Vocabulary

/// Reads DfE's release 'Education, health and care plans' as it is downloaded: files are known by their headers, not their names.
public struct ReleaseReader {
  private var figures = ReleaseFigures()
  private var findings: [Finding] = []
  private var unread: [String] = []
  private var sizes: [Int: [(file: String, data: Data)]] = [:]

  /// Reads every CSV file of some folders, and of the folders in them.
  ///
  /// A figure that is not published (`x`, `z`, `c`, blank …) is missing, never zero. Of two releases the later holds. Nothing is
  /// thrown and nothing is written. Linear in the bytes.
  ///
  /// - Returns: the figures, nil where a finding is an error; and every finding.
  public static func read(paths: [String]) -> (figures: ReleaseFigures?, findings: [Finding]) {
    let (figures, isComplete, findings) = readWhatIsSound(paths: paths)
    return (isComplete ? figures : nil, findings)
  }

  /// As `read`, but with what is sound even where the rest is not, so that other faults can be named in the same go.
  ///
  /// `isComplete` is false where a finding is an error; nothing may be made of such figures.
  public static func readWhatIsSound(
    paths: [String]
  ) -> (figures: ReleaseFigures, isComplete: Bool, findings: [Finding]) {
    var reader = ReleaseReader()
    let files = paths.flatMap { reader.files(at: $0) }
    for file in files { reader.read(file) }
    reader.reportUnread()
    reader.figures.mendRegionalTotals().forEach { reader.findings.append($0) }
    if reader.figures.areas.isEmpty, !reader.findings.contains(where: { $0.severity == .error }) {
      reader.findings.append(.noRelease(files.count, at: paths.first ?? "."))
    }
    let isRefused = reader.findings.contains { $0.severity == .error }
    return (reader.figures, !isRefused, reader.findings)
  }

  private mutating func files(at path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      findings.append(
        Finding(
          .missingFolder, at: .init(path), seen: "no folder or file of that name",
          expected: "a folder with the files of DfE's release", remedy: "Check the path."))
      return []
    }
    guard isFolder.boolValue else { return [path] }
    let (files, unreadable) = ReleaseListing().files(below: path)
    for folder in unreadable {
      findings.append(
        Finding(
          .unreadableFile, at: .init(folder), seen: "a folder that cannot be read",
          expected: "a folder, with leave to read it", remedy: "Change its permissions."))
    }
    return files
  }

  private mutating func read(_ file: String) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    else {
      findings.append(
        Finding(
          .unreadableFile, at: .init(file), seen: "a file that cannot be read",
          expected: "a plain file, with leave to read it", remedy: "Change its permissions."))
      return
    }
    if let refusal = Self.refusal(data, file) {
      findings.append(refusal)
      return
    }
    if let twin = sizes[data.count]?.first(where: { $0.data == data }) {
      findings.append(
        Finding(
          .releaseFileTwice, at: .init(file), seen: "the same bytes as \(twin.file)",
          expected: "each file once", remedy: "Nothing to mend; the copy can go."))
      return
    }
    sizes[data.count, default: []].append((file, data))
    var reader = ReleaseFileReader(file: file, layout: figures.layout)
    data.withUnsafeBytes { reader.read($0.bindMemory(to: UInt8.self)) }
    merge(reader, hash: { data.withUnsafeBytes { ContentHash.text($0) } })
  }

  private static func refusal(_ data: Data, _ file: String) -> Finding? {
    if data.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return Finding(
        .unreadableFile, at: .init(file), seen: "an archive or a workbook", expected: "CSV files",
        remedy: "Unpack it and name the folder.")
    }
    guard data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) else { return nil }
    return Finding(
      .utf16, at: .init(file, row: 1), seen: "a UTF-16 byte order mark", expected: "UTF-8",
      remedy: "Use the file as DfE published it, or save it as 'CSV UTF-8'.")
  }

  private mutating func merge(_ reader: ReleaseFileReader, hash: () -> String) {
    guard reader.isRecognised else {
      unread.append(reader.file)
      return
    }
    findings += reader.findings + reader.faults.findings(file: reader.file)
    guard let kind = reader.kind, !reader.entries.isEmpty else {
      findings.append(
        Finding(
          .releaseRowMalformed, at: .init(reader.file), seen: "no row with a figure",
          expected: "rows of England or of authorities", remedy: "Download it again."))
      return
    }
    for (code, area) in reader.areas { figures.name(code, area, release: reader.release) }
    var revised = Clashes()
    var contradicted = Clashes()
    for entry in reader.entries {
      switch figures.add(entry, release: reader.release) {
      case .added: continue
      case .revised(let other): revised.add(entry, other)
      case .contradicted(let other): contradicted.add(entry, other)
      }
    }
    for entry in reader.withheld { figures.addWithheld(entry) }
    if let finding = revised.finding(.releaseFiguresRevised, reader) { findings.append(finding) }
    if let finding = contradicted.finding(.releasesDisagree, reader) { findings.append(finding) }
    figures.sources.append(
      .init(
        file: reader.file, table: kind.table, release: reader.release,
        rows: reader.entries.count, hash: hash(), kind: kind.name,
        columns: reader.columns.columnsByCode(figures.codes(kind))))
  }

  private mutating func reportUnread() {
    for file in unread {
      findings.append(
        Finding(
          .releaseFileUnknown, at: .init(file, row: 1),
          seen: "a header of none of the kinds that are read",
          expected: figures.layout.kinds.map(\.table).joined(separator: "; "),
          remedy: "Nothing to mend: a release has tables that no run needs."))
    }
  }
}

/// Rows of which two files say different things.
private struct Clashes {
  private var first: (entry: ReleaseFileReader.Entry, other: ReleaseFigures.Row)?
  private var count = 0

  mutating func add(_ entry: ReleaseFileReader.Entry, _ other: ReleaseFigures.Row) {
    if first == nil { first = (entry, other) }
    count += 1
  }

  func finding(_ fault: Fault, _ reader: ReleaseFileReader) -> Finding? {
    guard let first else { return nil }
    let (entry, other) = first
    let place = entry.level == .england ? "England" : entry.code
    let isError = fault == .releasesDisagree
    return Finding(
      fault, at: .init(reader.file),
      seen: "\(Counting.text(count, "row")) with other figures than the release of "
        + "\(other.release): \(count == 1 ? "it" : "the first") is "
        + "\(place), \(entry.key.year), total \(entry.row.total.map(String.init) ?? "missing") "
        + "here, \(other.total.map(String.init) ?? "missing") there",
      expected: "the same figures in both",
      remedy: isError
        ? "Both are of the same release: keep the file that DfE published."
        : "Nothing to mend: DfE revises earlier years.")
  }
}

extension Finding {
  fileprivate static func noRelease(_ files: Int, at path: String) -> Finding {
    Finding(
      .noRelease, at: .init(path),
      seen:
        "\(Counting.text(files, "CSV file")), \(files == 1 ? "not" : "none of them") of a release",
      expected: "the files of 'Education, health and care plans', as DfE publishes them",
      remedy: "Download all files of the release and name the folder.")
  }
}
