import Testing
import Vocabulary

/// How much YAML a file may hold.
struct PlainYAMLTests {
  /// A document of lists alone.
  private indirect enum Lists {
    case none
    case items([Lists])

    var parts: [Lists] { if case .items(let items) = self { items } else { [] } }

    static func nested(_ depth: Int) -> Lists {
      (0..<depth).reduce(.none) { list, _ in .items([list]) }
    }

    var refusal: PlainYAML.Refusal? {
      PlainYAML.refusal(of: self, parts: \.parts, line: { _ in 7 })
    }
  }

  @Test(arguments: [
    "a: &x [1]\nb: *x\n", "[&x a,*x]", "a: &x [1]\n\"b #\": *x\n", "a: &x\u{2028}[1]\nb: *x\n",
    "a: &x\u{85}[1]\nb: *x", "a: !!seq &x [1]\nb: !!seq *x\n", "b: {\"k\":*x}\n# &x", "&x : *x",
  ])
  func `what is anchored and used is refused at the line of its use`(text: String) throws {
    let refusal = try #require(PlainYAML.refusal(of: text))
    #expect(refusal.seen == "an anchor &x that is used with *x")
    let before = try #require(text.firstRange(of: "*x")).lowerBound
    #expect(refusal.line == 1 + text[..<before].count { $0 == "\n" })
  }

  @Test(arguments: [
    "name: R&D, price * volume & *fees*\n", "a: &x 1\nb: *y\n", "x&y: 5*y\n", "# ** & && *\n", "",
  ])
  func `ampersands and asterisks of prose are not`(text: String) {
    #expect(PlainYAML.refusal(of: text) == nil)
  }

  @Test func `a file has a million bytes at most, and is text where it is UTF-8`() {
    let long = String(repeating: "é", count: PlainYAML.mostBytes / 2)
    #expect(PlainYAML.refusal(of: long) == nil)
    #expect(PlainYAML.refusal(of: long + "x")?.line == nil)
    #expect(PlainYAML.refusal(of: long + "x")?.seen == "more than 1048576 bytes")
    #expect(PlainYAML.text([0xFF]) == nil && PlainYAML.text(Array("é".utf8)) == "é")
    let cut = Array((long + "é").utf8.dropLast())
    #expect(PlainYAML.text(cut).map { PlainYAML.refusal(of: $0) != nil } == true)
  }

  @Test(arguments: ["%TAG !a! x", "%YAML 1.2", "\u{FEFF}%TAG", "a: b\n%x", "a: b\u{2028}%x"])
  func `directives are refused, and percentages are not`(text: String) {
    #expect(PlainYAML.refusal(of: text)?.seen == "a line that begins with %")
    #expect(PlainYAML.refusal(of: "a: 5 %\n  %b\n- %\né%") == nil)
  }

  @Test func `a document has twenty lists within one another at most, and twenty thousand values`()
  {
    #expect(Lists.nested(PlainYAML.deepest).refusal == nil)
    #expect(Lists.nested(PlainYAML.deepest + 1).refusal?.line == 7)
    #expect(Lists.items(Array(repeating: .none, count: PlainYAML.mostValues - 1)).refusal == nil)
    let many = Lists.items(Array(repeating: .none, count: PlainYAML.mostValues))
    #expect(many.refusal?.seen == "more than 20000 values")
    let bushy = Lists.items(Array(repeating: .nested(3), count: PlainYAML.mostValues / 3))
    #expect(bushy.refusal?.seen == "more than 20000 values")
  }
}
