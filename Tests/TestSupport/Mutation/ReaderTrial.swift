import Foundation
public import Vocabulary

/// What came of reading a spoilt file.
public struct Reading: Sendable {
  /// What was found.
  public var findings: [Finding]
  /// True where the reader gave something to go on with.
  public var isAccepted: Bool
  /// What is wrong with what it gave: sums that do not hold, words that should not come out.
  public var faults: [String]

  /// Notes what came of a reading.
  public init(_ findings: [Finding], isAccepted: Bool, faults: [String] = []) {
    self.findings = findings
    self.isAccepted = isAccepted
    self.faults = faults
  }
}

/// Reads spoilt files with one reader and holds it to its laws:
/// it ends, in a second of the processor's time; it gives something exactly where no finding is an error; findings have a code of
/// the catalogue, a file that was given and rows from 1; the same bytes give the same findings.
public struct ReaderTrial: Sendable {
  /// How many times the usual number of inputs is tried: `SUFFICIENCY_MUTATIONS=50` tries more than a million in all.
  public static let effort =
    ProcessInfo.processInfo.environment["SUFFICIENCY_MUTATIONS"].flatMap(Int.init) ?? 1
  /// The only seed to try, to make a failure again: `SUFFICIENCY_MUTATION_SEED=17`.
  private static let onlySeed = ProcessInfo.processInfo.environment["SUFFICIENCY_MUTATION_SEED"]
    .flatMap(UInt64.init)
  /// The most seconds of one input. They are those of the thread's own work: tests share few cores with others, and a debug build with
  /// a compiler, so that the time on the wall says nothing of the reader. A sanitizer looks at every access to memory beside it.
  public static let mostSeconds =
    ProcessInfo.processInfo.environment["SUFFICIENCY_SANITIZED"] == nil ? 1.0 : 10.0

  /// What reads, for messages.
  public let reader: String
  /// Sound files by name.
  public let files: [String: [UInt8]]
  /// The names of those that are spoilt; all if empty.
  public var spoilt: [String] = []
  /// Files that findings may name beside those given.
  public var otherPlaces: [String] = ["."]
  /// True for a code of the catalogue.
  public var isKnown: @Sendable (String) -> Bool
  /// True where findings that are no errors may come with nothing, or errors with something.
  public var mayGiveBoth = false

  /// Sets a trial up.
  public init(
    _ reader: String, _ files: [String: [UInt8]], spoilt: [String] = [],
    isKnown: @escaping @Sendable (String) -> Bool
  ) {
    self.reader = reader
    self.files = files
    self.spoilt = spoilt.isEmpty ? files.keys.sorted() : spoilt
    self.isKnown = isKnown
  }

  /// Reads so many spoilt inputs, or as many times that as was asked for; the first few failures, each with the address of its input.
  ///
  /// An input that crashes or never ends is the last one named by the file `sufficiency-mutation-READER` in the temporary folder.
  ///
  /// - Parameter read: reads the files, of which the one named is spoilt.
  public func failures(
    _ count: Int, _ read: ([String: [UInt8]], _ spoilt: String) throws -> Reading
  ) rethrows -> [String] {
    let note = LastInput(reader)
    defer { note.remove() }
    var failures: [String] = []
    let each = max(1, count * Self.effort / spoilt.count)
    let seeds = Self.onlySeed.map { $0..<$0 + 1 } ?? 0..<UInt64(each)
    for file in spoilt {
      let donors = files.filter { $0.key != file }.sorted { $0.key < $1.key }.map(\.value)
      for seed in seeds {
        let mutation = Mutation("\(reader) \(file)", seed: seed)
        note.write(mutation.description)
        var given = files
        given[file] = mutation.spoil(files[file] ?? [], donors: donors)
        failures += try faults(given, file, seed, read).map { "\(mutation): \($0)" }
        if failures.count > 20 { return failures }
      }
    }
    return failures
  }

  private func faults(
    _ files: [String: [UInt8]], _ file: String, _ seed: UInt64,
    _ read: ([String: [UInt8]], String) throws -> Reading
  ) rethrows -> [String] {
    let start = Processor.seconds
    let reading = try read(files, file)
    let seconds = Processor.seconds - start
    var faults = reading.faults + reading.findings.compactMap(fault)
    if seconds > Self.mostSeconds { faults.append("\(seconds) seconds of the processor") }
    let hasError = reading.findings.contains { $0.severity == .error }
    if !mayGiveBoth, hasError == reading.isAccepted {
      faults.append(hasError ? "accepted in spite of an error" : "refused without an error")
    }
    if seed % 5 == 0, try read(files, file).findings != reading.findings {
      faults.append("other findings the second time")
    }
    return faults
  }

  private func fault(_ finding: Finding) -> String? {
    if !isKnown(finding.code) { return "no kind has the code of \(finding.message)" }
    if (finding.place.row ?? 1) < 1 { return "a row before the first: \(finding.message)" }
    let isGiven = files[finding.place.file] != nil || otherPlaces.contains(finding.place.file)
    return isGiven ? nil : "a file that was not given: \(finding.message)"
  }
}

/// The time a thread has worked.
public enum Processor {
  /// Seconds of the processor that this thread has used.
  public static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Holds the address of the input that is being read in a file, which a crash leaves behind.
private struct LastInput {
  private let path: String
  private let file: Int32

  init(_ reader: String) {
    let name = reader.map { $0.isLetter || $0.isNumber ? $0 : "-" }
    path = NSTemporaryDirectory() + "/sufficiency-mutation-\(String(name))"
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  }

  func write(_ text: String) {
    let line = Array("\(text)\n".utf8) + Array(repeating: 0x20, count: 40)
    _ = pwrite(file, line, line.count, 0)
  }

  func remove() {
    close(file)
    unlink(path)
  }
}
