import Foundation

/// The file that marks a folder as sensitive: it lists what an import put there, and what was there before.
struct SensitiveMark {
  static let file = "OFFICIAL-SENSITIVE"

  /// The files of the import.
  let files: [String]
  /// Those of them that are where the folder had a file of its own.
  let inPlaceOfOwn: [String]
  /// The mode of the folder before, in octal digits; nil where the import made the folder.
  let modeBefore: String?

  private static let list = "Files:"
  private static let own = "In place of the folder's own:"
  private static let addition = "Added to a folder that was there before, with mode"

  init(files: [String], inPlaceOfOwn: [String], modeBefore: String?) {
    (self.files, self.inPlaceOfOwn, self.modeBefore) = (files, inPlaceOfOwn, modeBefore)
  }

  /// The mark of a folder; nil where it has none.
  init?(of folder: String) {
    guard let text = try? String(contentsOfFile: "\(folder)/\(Self.file)", encoding: .utf8)
    else { return nil }
    let lines = text.split(separator: "\n").map(String.init)
    files = Array(lines.drop { $0 != Self.list }.dropFirst())
    inPlaceOfOwn = Array(
      lines.drop { $0 != Self.own }.dropFirst().prefix { $0 != Self.list })
    modeBefore = text.components(separatedBy: Self.addition + " ").dropFirst().first
      .map { String($0.prefix { $0.isNumber }) }
  }

  var text: String {
    """
    OFFICIAL-SENSITIVE
    Counts made from a person-level SEN2 return by 'sufficiency import sen2'; some are of single children.
    Do not publish, commit or send them, or results by year, need and provision that rest on them.
    \(modeBefore.map { "\(Self.addition) \($0)." } ?? "Made by the import.") Delete with 'sufficiency purge FOLDER'.
    \(([Self.own] + inPlaceOfOwn + [Self.list] + files).joined(separator: "\n"))

    """
  }

  /// The text for results of a folder that is marked.
  static func ofResults(_ source: String) -> String {
    """
    OFFICIAL-SENSITIVE
    Results of \(source), which holds counts made from a person-level SEN2 return.
    Do not publish, commit or send them. Delete with 'sufficiency purge FOLDER'.
    \(list)

    """
  }
}
