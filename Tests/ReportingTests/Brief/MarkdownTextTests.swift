import Testing

@testable import Reporting

/// Nothing that a scenario says is read as Markdown.
struct MarkdownTextTests {
  @Test(arguments: [
    ("plain words, 1.5 % and £3", "plain words, 1.5 % and £3"),
    ("<b>*bold*</b> [a](b)", "\\<b\\>\\*bold\\*\\</b\\> \\[a\\](b)"),
    ("1. May", "1\\. May"), ("2) May", "2\\) May"), ("- a", "\\- a"), ("+ a", "\\+ a"),
    ("# a\n\n## b", "\\# a \\#\\# b"),
    ("a_b & `c` | d ~e \\ !", "a\\_b \\& \\`c\\` \\| d \\~e \\\\ \\!"),
    ("===", "\\==="), ("2025 was", "2025 was"),
  ])
  func `signs are escaped and lines are one`(text: String, escaped: String) {
    #expect(MarkdownText.escaped(text) == escaped)
  }
}
