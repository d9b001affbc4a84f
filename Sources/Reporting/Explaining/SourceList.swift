import Vocabulary

/// The sources that a text names by number, each printed once however many figures come from it.
struct SourceList {
  private(set) var sources: [Provenance] = []

  /// `derived [1]`.
  mutating func mark(_ provenance: Provenance) -> String {
    "\(provenance.status.rawValue) [\(number(of: provenance))]"
  }

  private mutating func number(of provenance: Provenance) -> Int {
    if let index = sources.firstIndex(of: provenance) { return index + 1 }
    sources.append(provenance)
    return sources.count
  }

  /// The numbers of the sources that are invented.
  var illustrative: [Int] {
    sources.indices.filter { sources[$0].status == .illustrative }.map { $0 + 1 }
  }

  /// The sources with their numbers; nothing where there are none.
  var section: [String] {
    (sources.isEmpty ? [] : ["", "SOURCES"])
      + sources.enumerated().flatMap { index, source in
        TextParagraph("[\(index + 1)] \(Self.told(source))", hanging: 6).lines
      }
  }

  /// Status and source; a source that begins with the status, as those of `init` do, has said it.
  private static func told(_ source: Provenance) -> String {
    let status = source.status.rawValue + ":"
    return source.source.hasPrefix(status) ? source.source : "\(status) \(source.source)"
  }
}

/// A paragraph of at most 100 columns, two to the right.
struct TextParagraph {
  /// The most that a line may hold.
  static let width = 100

  let lines: [String]

  /// - Parameters:
  ///   - indent: blanks before the first line.
  ///   - hanging: blanks before the others.
  init(_ text: String, indent: Int = 2, hanging: Int = 2) {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !isEmpty, line.count + 1 + word.count > Self.width {
        lines.append(line)
        line = String(repeating: " ", count: hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    self.lines = lines + (isEmpty ? [] : [line])
  }
}
