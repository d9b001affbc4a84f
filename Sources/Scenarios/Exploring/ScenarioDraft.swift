import Vocabulary
import Yams

/// A scenario as somebody puts it together from another and some dials, before it is a file.
public struct ScenarioDraft: Sendable {
  /// The longest name, so that its file has a name that every disk takes.
  public static let longestName = 80

  /// The name in words.
  public let name: String
  /// The question it asks.
  public let question: String
  /// Why the dials stand where they do; goes to each lever's `source`.
  public let source: String
  /// How an asterisk is written until the text is made.
  private var asterisk = "*"

  /// The scenario that a draft starts from has no keys.
  public struct Unreadable: Error, CustomStringConvertible {
    /// What to do.
    public let description = "The scenario to start from has no name and levers. Check its file."
  }

  /// Describes a draft.
  public init(name: String, question: String, source: String) {
    self.name = name
    self.question = question
    self.source = source
  }

  /// The name of its file without `.yaml`: small letters, digits and hyphens; empty where the name has neither letters nor digits.
  public var id: String {
    let letters = name.lowercased().unicodeScalars.map { scalar -> Character in
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      return isPlain ? Character(scalar) : "-"
    }
    return String(letters).split(separator: "-").joined(separator: "-")
  }

  /// The text of the file: the levers of another scenario, then those of the dials.
  ///
  /// - Parameters:
  ///   - base: the text of the scenario it starts from, which was read without faults.
  ///   - settings: where the dials stand.
  ///   - board: the dials of the authority.
  /// - Throws: `Unreadable`, or the YAML library's error where `base` is not YAML.
  public func text(
    from base: String, _ settings: DialSettings, board: DialBoard
  ) throws -> String {
    let text = try written(from: base, settings, board: board)
    guard PlainYAML.refusal(of: text) != nil else { return text }
    // What was typed looks like an anchor and its use: asterisks are written by their number.
    var draft = self
    draft.asterisk = "\u{E000}"
    return try draft.written(from: base, settings, board: board)
      .replacing(draft.asterisk, with: "\\x2A")
  }

  private func written(
    from base: String, _ settings: DialSettings, board: DialBoard
  ) throws -> String {
    guard var mapping = try Yams.compose(yaml: base)?.mapping else {
      throw Unreadable()
    }
    mapping = Node.Mapping(mapping.map { (spelt($0.key), spelt($0.value)) })
    let own = mapping["levers"]?.sequence.map(Array.init) ?? []
    mapping["name"] = quoted(name)
    mapping["question"] = quoted(question)
    let levers = own + board.levers(settings).map { node($0) }
    mapping["levers"] = Node(levers, Tag(.seq), levers.isEmpty ? .flow : .block)
    return "# yaml-language-server: $schema=../../schemas/scenario.schema.json\n"
      + (try Yams.serialize(
        node: .mapping(mapping), indent: 2, width: 120, allowUnicode: true, sortKeys: false))
  }

  /// The same, every text with an asterisk quoted as what is typed is, where asterisks are not written as they are.
  private func spelt(_ node: Node) -> Node {
    switch node {
    case .scalar(let scalar):
      asterisk != "*" && scalar.string.contains("*") ? quoted(scalar.string) : node
    case .sequence(let items): Node(items.map(spelt), items.tag, items.style)
    case .mapping(let pairs):
      Node(pairs.map { (spelt($0.key), spelt($0.value)) }, pairs.tag, pairs.style)
    case .alias: node
    }
  }

  /// A lever as YAML; what a person types is quoted, so that it cannot be anything but text.
  private func node(_ lever: DialLever) -> Node {
    var pairs: [(Node, Node)] = [(Node("lever"), Node(lever.kind))]
    pairs += lever.keys.map { (Node($0.key), node($0.value)) }
    pairs.append((Node("status"), Node(Provenance.Status.illustrative.rawValue)))
    pairs.append((Node("source"), quoted(source)))
    return Node(pairs)
  }

  private func quoted(_ text: String) -> Node {
    Node(text.replacing("*", with: asterisk), Tag(.str), .doubleQuoted)
  }

  private func node(_ value: DialLever.Value) -> Node {
    switch value {
    case .word(let word): Node(word)
    case .quoted(let text): quoted(text)
    case .list(let items): Node(items.map { Node("\($0)") }, Tag(.seq), .flow)
    case .pairs(let pairs): Node(pairs.map { (Node($0.key), node($0.value)) })
    }
  }
}

/// A lever of the scenario language, as far as dials need it.
struct DialLever {
  indirect enum Value {
    case word(String)
    case quoted(String)
    case list([Int])
    case pairs([(key: String, value: Value)])
  }

  let kind: String
  let keys: [(key: String, value: Value)]
}

extension DialBoard {
  /// The levers of the dials that were moved, in the order of the board.
  func levers(_ settings: DialSettings) -> [DialLever] {
    dials.flatMap { dial in
      settings.values[dial.kind].map { levers(dial, $0, from: settings.from) } ?? []
    }
  }

  private func levers(_ dial: Dial, _ value: Double, from january: Int) -> [DialLever] {
    let starts: (key: String, value: DialLever.Value) = ("starts", .word("\(january)"))
    let year = FinancialYear(
      start: max(january - 1, evidence.authority.firstFinancialYear.start))
    let money: (key: String, value: DialLever.Value) = ("starts", .word("\(year)"))
    switch dial.kind {
    case .newPlans, .ceasing:
      return [
        DialLever(
          kind: dial.kind == .newPlans ? "new_plan_rate" : "ceasing_rate",
          keys: [("multiply", .word(Self.decimal(100 + value))), starts])
      ]
    case .specialToBase:
      return [
        preference("new_plan", from: DialSources.special, value, starts)
      ]
    case .independentToBase:
      return [
        preference("phase_transfer", from: DialSources.independent, value, starts)
      ]
    case .independentNaming:
      return [
        DialLever(
          kind: "independent_naming", keys: [("multiply", .word(Self.decimal(value))), starts])
      ]
    case .specialPlaces:
      return [newPlaces("special", DialSources.special, [-1, 14], Int(value), january)]
    case .basePlaces: return [newPlaces("dsp", DialSources.base, [0, 11], Int(value), january)]
    case .fees: return [growth("cost_growth", DialSources.fees, value, money)]
    case .topUps:
      return DialSources(evidence: evidence).topUpLines.map {
        growth("cost_growth", $0, value, money)
      }
    case .block: return [growth("income_growth", "high_needs_block", value, money)]
    case .transfer:
      return [
        DialLever(kind: "block_transfer", keys: [("percent", .word("\(value)")), money])
      ]
    }
  }

  /// A percentage as a decimal fraction, `0.9` for 90: exact to a hundredth of a per cent.
  static func decimal(_ percent: Double) -> String {
    "\((percent * 100).rounded() / 10_000)"
  }

  private func preference(
    _ move: String, from: String, _ value: Double, _ starts: (key: String, value: DialLever.Value)
  ) -> DialLever {
    DialLever(
      kind: "placement_preference",
      keys: [
        ("move", .word(move)), ("from", .word(from)), ("to", .word(DialSources.base)),
        ("share", .word(Self.decimal(value))), starts,
      ])
  }

  private func growth(
    _ kind: String, _ line: String, _ percent: Double,
    _ starts: (key: String, value: DialLever.Value)
  ) -> DialLever {
    DialLever(
      kind: kind, keys: [("line", .word(line)), ("percent", .word("\(percent)")), starts])
  }

  /// A setting of its own, so that nothing is said of any school that is there.
  private func newPlaces(
    _ kind: String, _ provision: String, _ ncys: [Int], _ count: Int, _ january: Int
  ) -> DialLever {
    let name = kind == "special" ? "New special places" : "New places in specialist bases"
    return DialLever(
      kind: "places",
      keys: [
        ("setting", .word("new-places-\(kind)")),
        (
          "changes",
          .pairs([("\(AcademicYear(census: january))", .word("\(count)"))])
        ),
        (
          "new",
          .pairs([
            ("name", .quoted(name)), ("kind", .word(kind)), ("provision", .word(provision)),
            ("needs", .word("All")), ("ncy", .list(ncys)), ("located", .word("here")),
          ])
        ),
      ])
  }
}
