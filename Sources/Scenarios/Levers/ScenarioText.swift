/// What a scenario file may be before it is read as YAML.
enum ScenarioText {
  /// The most bytes a file may have, as for `authority.yaml`.
  static let limit = 1 << 20

  /// Why a text is not read; nil where it is.
  static func refusal(_ text: String) -> (seen: String, expected: String)? {
    if text.utf8.count > limit {
      return ("\(text.utf8.count) bytes", "at most \(limit) bytes")
    }
    if let name = repeatedAnchor(text) {
      return ("an anchor &\(name) that is used with *\(name)", "plain values, written out")
    }
    return nil
  }

  /// The first name that is anchored and used: a few lines of aliases of aliases stand for a document larger than any memory.
  ///
  /// Prose has asterisks and ampersands of its own, so one without the other is let pass; YAML refuses a use without an anchor.
  private static func repeatedAnchor(_ text: String) -> String? {
    var anchors: Set<String> = []
    var uses: Set<String> = []
    for word in text.utf8.split(whereSeparator: { [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
      let parts = word.split(whereSeparator: { [0x5B, 0x5D, 0x7B, 0x7D, 0x2C, 0x3A].contains($0) })
      for part in parts where part.count > 1 {
        let name = String(decoding: part.dropFirst(), as: UTF8.self)
        if part.first == 0x26 { anchors.insert(name) }
        if part.first == 0x2A { uses.insert(name) }
      }
    }
    return anchors.intersection(uses).min()
  }
}
