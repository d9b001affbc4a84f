import Costing
import Testing
import Vocabulary

@Suite("Explained places")
struct ExplainedPlacesTests {
  private static let lines = ["places_special", "places_base", "places_post16", "over_number"]

  @Test(arguments: lines)
  func `parts are the places that are counted one by one, at the rate of the day`(line: String)
    throws
  {
    let explained = try ExplainedDraws(WholeAuthority())
    let naive = explained.authority.naive
    let kinds = NaiveAccount.placeKinds.filter { $0.line == line }
    for (index, year) in explained.model.years.enumerated() {
      guard
        case .places(let parts, let rules, _, let given) = try explained.basis(line, index).parts
      else {
        Issue.record("no places in \(line)")
        continue
      }
      #expect(parts.count == 2 * kinds.count && given.isEmpty)
      for (kind, pair) in zip(kinds, stride(from: 0, to: parts.count, by: 2)) {
        let months = naive.rates.whole(
          kind.isPost16 ? Rule.post16Months : Rule.pre16Months, "\(year.start)-04-01")
        let before = explained.mean { naive.count(kind.count, $0[index].before) }
        let after = explained.mean { naive.count(kind.count, $0[index].after) }
        let change = "\(year.start)-\(kind.isPost16 ? "08" : "09")-01"
        expect(
          parts[pair], before, naive.rates.whole(kind.rule, "\(year.start)-04-01"), months,
          year.start - 1)
        expect(
          parts[pair + 1], after, naive.rates.whole(kind.rule, change), 12 - months, year.start)
        #expect(rules[pair].name == kind.rule && rules[pair + 1].name == kind.rule)
        #expect(rules[pair].value == "\(naive.rates.whole(kind.rule, "\(year.start)-04-01"))")
        #expect(rules[pair].day == "1 April \(year.start)")
        #expect(rules[pair + 1].value == "\(naive.rates.whole(kind.rule, change))")
        #expect(
          rules[pair + 1].day == "1 \(kind.isPost16 ? "August" : "September") \(year.start)")
      }
      #expect(rules.count == parts.count + 1)
      #expect(rules.last?.name == (line == "places_post16" ? Rule.post16Months : Rule.pre16Months))
    }
  }

  private func expect(
    _ part: PlacePart, _ places: Exact, _ pounds: Int, _ months: Int, _ start: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let amount = places * Exact(100 * pounds) * Exact(months, over: 12)
    #expect(isNear(part.places, places), sourceLocation: sourceLocation)
    #expect(part.rate == Money(pounds: pounds), sourceLocation: sourceLocation)
    #expect(part.months == months, sourceLocation: sourceLocation)
    #expect(part.year == AcademicYear(start: start), sourceLocation: sourceLocation)
    #expect(part.amount.pence == amount.rounded, sourceLocation: sourceLocation)
  }

  @Test func `settings of a line are those that have places or pupils of it in a draw`() throws {
    let explained = try ExplainedDraws(WholeAuthority())
    let settings = WholeAuthority.settings
    let codes = Fixture.codes
    let counts: [String: [String]] = [
      "places_special": ["special"], "places_base": ["filled", "empty"],
      "places_post16": ["special16", "base16"], "over_number": ["over"],
    ]
    for line in Self.lines {
      for index in explained.model.years.indices {
        guard case .places(_, _, let parts, _) = try explained.basis(line, index).parts else {
          Issue.record("no places in \(line)")
          continue
        }
        func mean(_ position: Int, _ years: (CostedYear) -> [CostedYear.SettingYear]) -> Exact {
          let kind = codes.provisions.first { $0.code == settings[position].provision }?.kind
          return explained.mean { costed in
            (counts[line] ?? []).reduce(0) {
              $0 + NaiveAccount.count($1, settings[position], kind, years(costed[index])[position])
            }
          }
        }
        let expected = settings.indices.map { (mean($0, \.before), mean($0, \.after)) }
        let there = settings.indices.filter { expected[$0].0.top + expected[$0].1.top != 0 }
        #expect(parts.map(\.id) == there.map { settings[$0].id }, "\(line)")
        for (part, position) in zip(parts, there) {
          #expect(
            isNear(part.before, expected[position].0) && isNear(part.after, expected[position].1))
        }
      }
    }
  }

  @Test func `a setting that has places before or after alone is named, one without any is not`()
    throws
  {
    var authority = WholeAuthority()
    authority.fixture.years = [firstYear]
    let model = try authority.model()
    let none = Array(repeating: pupils(0, places: 0), count: 8)
    var (before, after) = (none, none)
    before[0] = pupils(0, places: 3)
    after[5] = pupils(0, places: 4)
    var costed = authority.draws(1)[0][0]
    (costed.before, costed.after) = (before, after)
    let sums = ExplainedDraws.sums(model, [[costed]])
    guard case .places(_, _, let parts, _) = try model.basis(of: 0, in: 0, sums).parts else {
      Issue.record("no places")
      return
    }
    #expect(parts.map { [$0.before, $0.after] } == [[3, 0], [0, 4]])
    #expect(parts.map(\.id) == ["A", "F"])
    guard case .places(_, _, let bases, _) = try model.basis(of: 1, in: 0, sums).parts else {
      Issue.record("no places")
      return
    }
    #expect(bases.isEmpty)
  }

  @Test func `places outside the register are those given, or follow the plans of January`() throws
  {
    let explained = try ExplainedDraws(WholeAuthority())
    let naive = explained.authority.naive
    let rows = explained.authority.fixture.assumptions.finances.fundedPlaces
    let wanted: [(FundedPlacesRow.Line, [[FundedPlacesRow]])] = [
      (.furtherEducation, [[rows[0]], [rows[0], rows[1]], [rows[1]], [rows[1]]]),
      (.alternativeProvision, Array(repeating: [rows[2]], count: 4)),
    ]
    for (line, expected) in wanted {
      let isFE = line == .furtherEducation
      for (index, year) in explained.model.years.enumerated() {
        let basis = try explained.basis(line.rawValue, index)
        guard case .places(let parts, let rules, let settings, let given) = basis.parts else {
          Issue.record("no places in \(line)")
          continue
        }
        let months = naive.rates.whole(
          isFE ? Rule.post16Months : Rule.pre16Months, "\(year.start)-04-01")
        let rule = isFE ? Rule.placeFE : Rule.placeAP
        let before = explained.mean { naive.funded(line, $0, index).0 }
        let after = explained.mean { naive.funded(line, $0, index).1 }
        #expect(parts.count == 2 && settings.isEmpty && rules.count == 3)
        expect(
          parts[0], before, naive.rates.whole(rule, "\(year.start)-04-01"), months, year.start - 1)
        expect(
          parts[1], after, naive.rates.whole(rule, "\(year.start)-\(isFE ? "08" : "09")-01"),
          12 - months, year.start)
        #expect(given == expected[index], "\(line), \(year)")
      }
    }
  }
}
