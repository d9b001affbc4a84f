import Foundation
import TestSupport
import Testing

/// One page of plain English, as somebody reads it who has five minutes.
struct BriefTests {
  private static let forbidden = [
    "heads", "draws", "cells", "joiners", "movers", "incumbents", "cascade", "overflow",
    "unplaced", "stretch", "cov80", "raked",
  ]

  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  /// The text without headings, marks and signs of Markdown.
  private func text(_ brief: String) -> String {
    brief.split(separator: "\n").filter { !$0.hasPrefix("#") && $0 != "**Draft**" }
      .map { $0.replacing("**", with: "").replacing("\\", with: "") }.joined(separator: "\n")
  }

  /// The grade of Flesch and Kincaid: 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975).
  private func grade(_ text: String) -> Double {
    let whole = Self.withWholeNumbers(text)
    let sentences = whole.split { ".?!:\n".contains($0) }.filter { $0.contains(where: \.isLetter) }
    let words = sentences.flatMap { sentence in
      sentence.split { !$0.isLetter && !$0.isNumber && $0 != "'" }
    }
    let syllables = words.map(Self.syllables).reduce(0, +)
    return 0.39 * Double(words.count) / Double(sentences.count)
      + 11.8 * Double(syllables) / Double(words.count) - 15.59
  }

  /// Without the points and commas inside numbers, which end no sentence.
  private static func withWholeNumbers(_ text: String) -> String {
    let letters = Array(text)
    return String(
      letters.indices.filter { index in
        guard ".,".contains(letters[index]), letters.indices.contains(index + 1), index > 0
        else { return true }
        return !(letters[index - 1].isNumber && letters[index + 1].isNumber)
      }.map { letters[$0] })
  }

  /// Groups of vowels, an e at the end apart; a number counts as one.
  private static func syllables(_ word: Substring) -> Int {
    let letters = Array(word.lowercased())
    let isVowel = letters.map { "aeiouy".contains($0) }
    let groups = isVowel.indices.count { isVowel[$0] && ($0 == 0 || !isVowel[$0 - 1]) }
    let isSilent =
      letters.last == "e" && !word.lowercased().hasSuffix("le") && letters.count > 2
    return max(1, groups - (isSilent ? 1 : 0))
  }

  @Test func `the grade is what is known of two sentences`() throws {
    // 6 words of 6 syllables; 11 words, 1 sentence, 20 syllables by hand.
    #expect(abs(grade("The cat sat on the mat.") - (0.39 * 6 + 11.8 - 15.59)) < 1e-9)
    let hard =
      "The local authority publishes its considerations about education every single December."
    #expect(grade(hard) > 12)
  }

  @Test(arguments: ["leicestershire", "leicester"])
  func `a twelve-year-old can read it, and it has every number with its range`(name: String) throws
  {
    let folder = try TemporaryFolder()
    let path = Repository.path("scenarios/\(name)")
    let run = try sufficiency(
      ["run", path, "--draws", "40", "--quiet", "--scenario", "programme"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    for scenario in ["baseline", "programme"] {
      let made = try sufficiency(["brief", path, "--scenario", scenario], in: folder)
      #expect(made.status == 0, "\(made.errors)")
      let brief = try folder.read("notebooks-output/\(name)/brief.md")
      let page = try folder.read("notebooks-output/\(name)/brief.html")
      #expect(grade(text(brief)) <= 7.5)
      #expect(brief.hasPrefix("**Draft**\n\n# ") && page.contains("Draft"))
      #expect(brief.split { $0.isWhitespace }.count < 500, "one page")
      for title in ["What we asked", "What we found", "Three main causes", "What is made up"] {
        #expect(brief.contains("## \(title)") && page.contains(">\(title)</h2>"))
      }
      #expect(brief.components(separatedBy: "likely range is").count > 4)
      let causes = brief.components(separatedBy: "## Three main causes")[1]
        .components(separatedBy: "\n## ")[0]
      #expect(causes.components(separatedBy: "\n- ").count - 1 == 3)
      let words = (brief + page.replacing(try Regex("(?s)<style.*?</style>"), with: ""))
        .lowercased()
      for word in Self.forbidden {
        #expect(!words.contains(try Regex("\\b\(word)\\b")), "\(word)")
      }
    }
    try agrees(folder, name)
  }

  /// The figures are those of the files.
  private func agrees(_ folder: TemporaryFolder, _ name: String) throws {
    let rows = try folder.read("notebooks-output/\(name)/programme/plans.csv").split(
      separator: "\n")
    let columns = rows[0].split(separator: ",").map(String.init)
    let last = try #require(rows.first { $0.hasPrefix("2035,All,All,") }).split(separator: ",")
    let brief = try folder.read("notebooks-output/\(name)/brief.md").replacing(",", with: "")
    func figure(_ column: String) throws -> String {
      let position = try #require(columns.firstIndex(of: column))
      return String(Int(try #require(Double(last[position])).rounded()))
    }
    #expect(
      brief.contains(
        "In January 2035 it may be about \(try figure("p50")). The likely range is \(try figure("p10")) to \(try figure("p90"))."
      ))
  }

  @Test func `easy reading has a heading for each idea and one sentence a line`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    try folder.write(
      "name: '# <b>No</b>'\nquestion: 'What *if* <i>1 & 2</i>?'\nlevers: []\n",
      to: "small/signs.yaml")
    let run = try sufficiency(["run", "small", "--draws", "20", "--quiet"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let made = try sufficiency(
      [
        "brief", "small", "--for", "officers", "--scenario", "signs", "--format", "easy-read",
        "--to", "easy.html",
      ],
      in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let page = try folder.read("easy.html")
    #expect(page.contains("<body class=\"easy-read\">") && page.contains("Draft"))
    #expect(page.contains("What *if* &lt;i&gt;1 &amp; 2&lt;/i&gt;?"))
    for line in page.components(separatedBy: "<p>").dropFirst() {
      let sentence = Self.withWholeNumbers(line.components(separatedBy: "</p>")[0])
      #expect(sentence.split { $0 == "." || $0 == "?" }.count == 1, "\(sentence)")
    }
    let markdown = try sufficiency(
      [
        "brief", "small", "--for", "officers", "--scenario", "signs", "--format", "markdown",
        "--to", "b.md",
      ], in: folder)
    #expect(markdown.status == 0, "\(markdown.errors)")
    #expect(try folder.read("b.md").contains("What \\*if\\* \\<i\\>1 \\& 2\\</i\\>?"))
    #expect(try sufficiency(["brief", "small", "--to", "b.md"], in: folder).status == 2)
    let unknown = try sufficiency(
      ["brief", "small", "--for", "officers", "--scenario", "sings"], in: folder)
    #expect(unknown.status == 1 && unknown.errors.contains("signs"))
  }

  @Test func `numbers of 1 to 4 children are for officers alone`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let run = try sufficiency(["run", "small", "--draws", "20", "--quiet"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let file = "notebooks-output/small/baseline/waiting.csv"
    let header = try folder.read(file).split(separator: "\n")[0]
    let figures = header.split(separator: ",").dropFirst(3).map { _ in "3" }
    try folder.write(
      ([String(header)]
        + [2025, 2028].map { (["\($0)", "All", "All"] + figures).joined(separator: ",") })
        .joined(separator: "\n") + "\n", to: file)
    for (audience, shown) in [("scrutiny", false), ("schools-forum", false), ("officers", true)] {
      let made = try sufficiency(["brief", "small", "--for", audience], in: folder)
      #expect(made.status == 0, "\(made.errors)")
      let brief = try folder.read("notebooks-output/small/brief.md")
      #expect(brief.contains("2025, 3 children") == shown)
      #expect(brief.contains("How many wait is not shown") != shown)
    }
  }
}
