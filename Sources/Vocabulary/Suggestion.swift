/// Finds the word a person may have meant.
public enum Suggestion {
  /// `Did you mean ASD?` and nothing where no word is near.
  public static func text(for seen: String, among words: some Sequence<String>) -> String {
    nearest(to: seen, among: words).map { "Did you mean \($0)?" } ?? ""
  }

  /// The nearest word within a third of its letters (at least one, at most three edits).
  public static func nearest(to seen: String, among words: some Sequence<String>) -> String? {
    guard !seen.isEmpty, seen.utf8.count <= 64 else { return nil }
    let letters = folded(seen)
    var best: (word: String, distance: Int)?
    for word in words {
      let distance = distance(letters, folded(word))
      guard distance <= min(3, max(1, word.utf8.count / 3)) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (word, distance) }
    }
    return best?.word
  }

  private static func folded(_ text: String) -> [Character] {
    text.lowercased().filter { !$0.isWhitespace }.map { $0 == "_" ? "-" : $0 }
  }

  /// Edits of one letter or of two neighbours swapped.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var now = [row + 1]
      for column in 0..<right.count {
        let change = last[column] + (left[row] == right[column] ? 0 : 1)
        var least = min(change, last[column + 1] + 1, now[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, before[column - 1] + 1)
        }
        now.append(least)
      }
      before = last
      last = now
    }
    return last[right.count]
  }
}
