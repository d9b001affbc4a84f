import Costing
import Testing
import Vocabulary

/// A closed year whose lines are tied one by one, two together and with transport.
@Suite("A closed year against the naive account of it")
struct ClosedYearTests {
  private static let closed = FinancialYear(start: 2024)
  /// Rows of the outturn: lines, and thousandths of what the naive account makes of them.
  private static let rows: [(lines: [String], thousandths: Int)] = [
    (["places_special"], 913), (["topup_special"], 1_107),
    (["topup_base", "eotas", "other_provision"], 877), (["fees_independent"], 1_213),
    (["places_fe"], 1_031), ([TopUpRow.line], 719), (["back_pay"], 1_501),
    (["transport_pre16", "transport_16_18"], 1_093),
  ]

  private let authority: WholeAuthority
  private let free: WholeAuthority
  private let year: CostedYear
  /// What the account gives for the closed year before it is tied.
  private let modelled: [String: Int]

  init() {
    var authority = WholeAuthority()
    authority.fixture.assumptions.priceElasticity = 0.5
    authority.fixture.assumptions.basePlans = [90, 90, 10, 90, 90, 90, 70, 90]
    authority.fixture.assumptions.finances.fundedPlaces.append(
      WholeAuthority.funded(.furtherEducation, 2023, 149))
    authority.fixture.assumptions.finances.fundedPlaces.append(
      WholeAuthority.funded(.alternativeProvision, 2023, 44))
    authority.fixture.assumptions.finances.fundedPlaces.sort { $0.year < $1.year }
    var numbers = FixedSequence(seed: 3)
    year = authority.year(Self.closed, &numbers)
    free = authority
    modelled = authority.naive.pressed([year], 0)
    authority.fixture.assumptions.closedYear = year
    let modelled = modelled
    authority.fixture.assumptions.finances.outturn =
      Self.rows.map { lines, thousandths in
        let sum = lines.reduce(0) { $0 + (modelled[$1] ?? 0) }
        return Self.row(lines, Exact(sum * thousandths, over: 1_000).rounded)
      } + [Self.row(["therapies"], 123_456_78)]
    self.authority = authority
  }

  private static func row(_ lines: [String], _ pence: Int) -> OutturnRow {
    OutturnRow(
      line: lines.joined(separator: ";"), budget: Money(pounds: 7), outturn: Money(pence: pence),
      year: closed, provenance: published)
  }

  /// The naive lines of a year after their ties, the running sum of a row's lines rounded at each.
  private func tied(_ costed: [CostedYear], _ index: Int, _ order: [String]) -> [String: Int] {
    var naive = free.naive
    for row in authority.fixture.assumptions.finances.outturn {
      for line in row.line.split(separator: ";").map(String.init) where line != "therapies" {
        let sum = row.line.split(separator: ";").reduce(0) { $0 + (modelled[String($1)] ?? 0) }
        naive.prices.ties[line] = Exact(row.outturn.pence, over: sum)
      }
    }
    var lines = naive.pressed(costed, index)
    for row in Self.rows {
      var (sum, done) = (0, 0)
      for line in order where row.lines.contains(line) {
        sum += lines[line] ?? 0
        let tie = naive.prices.ties[line] ?? Exact(1)
        let tied = (Exact(sum) * tie).rounded
        lines[line] = tied - done
        done = tied
      }
    }
    return lines
  }

  @Test func `lines of later years are the naive ones times outturn over what was modelled`() throws
  {
    let model = try authority.model()
    let order = model.lines.map(\.name)
    for costed in authority.draws(2) {
      let found = WholeAuthority.pence(model, model.account(costed))
      for index in costed.indices {
        let expected = tied(costed, index, order)
        for (line, amount) in expected {
          #expect(found[index][line] == amount, "\(line), year \(index)")
        }
      }
    }
  }

  @Test func `each row says what was modelled, spent and met, in the order of the file`() throws {
    let calibrations = try authority.model().calibrations
    #expect(calibrations.count == Self.rows.count + 1)
    for (row, calibration) in zip(Self.rows, calibrations) {
      #expect(Set(calibration.lines) == Set(row.lines))
      let sum = row.lines.reduce(0) { $0 + (modelled[$1] ?? 0) }
      #expect(calibration.modelled.pence == sum)
      #expect(calibration.outturn.pence == Exact(sum * row.thousandths, over: 1_000).rounded)
      #expect(calibration.tied == calibration.outturn && calibration.isDriven)
      #expect(calibration.year == Self.closed && calibration.budget == Money(pounds: 7))
    }
    let last = try #require(calibrations.last)
    #expect(last.lines == ["therapies"] && !last.isDriven)
    #expect(last.modelled == last.outturn && last.tied == last.outturn)
  }

  @Test func `tied steps are explained as what the ties add, in every line and year`() throws {
    let model = try authority.model()
    let draws = authority.draws(3)
    let sums = ExplainedDraws.sums(model, draws)
    let order = model.lines.map(\.name)
    let names = Self.rows.flatMap(\.lines)
    for index in [0, 3] {
      let (free, tied) = (
        draws.map { authorityPressed($0, index) }, draws.map { self.tied($0, index, order) }
      )
      for (line, name) in order.enumerated() {
        let basis = try model.basis(of: line, in: index, sums)
        let steps = basis.steps.filter { $0.kind == .tie }
        #expect(steps.count == (names.contains(name) ? 1 : 0), "\(name)")
        #expect((basis.tie != nil) == (names + ["therapies"]).contains(name), "\(name)")
        guard let step = steps.first else { continue }
        let added = zip(free, tied).reduce(0) { $0 + ($1.1[name] ?? 0) - ($1.0[name] ?? 0) }
        #expect(step.amount.pence == Exact(added, over: 3).rounded, "\(name)")
        #expect(basis.tie?.factor != nil)
      }
    }
  }

  /// The naive lines before the tie, with fee caps as they are before it.
  private func authorityPressed(_ costed: [CostedYear], _ index: Int) -> [String: Int] {
    var naive = free.naive
    for row in Self.rows {
      for line in row.lines {
        let sum = row.lines.reduce(0) { $0 + (modelled[$1] ?? 0) }
        naive.prices.ties[line] = Exact(
          Exact(sum * row.thousandths, over: 1_000).rounded, over: sum)
      }
    }
    return naive.pressed(costed, index)
  }

  @Test func `the price of a plan is tied as its line is, to the penny`() throws {
    let (model, plain) = (try authority.model(), try free.model())
    for year in model.years.indices {
      let (tied, untied) = (model.planPrices(year), plain.planPrices(year))
      // Cell 0 is special schools' top-up, cell 1 a base's: neither is capped.
      for (cell, line) in [(0, "topup_special"), (1, "topup_base")] {
        let tie = try #require(model.calibrations.first { $0.lines.contains(line) })
        let factor = Exact(tie.outturn.pence, over: tie.modelled.pence)
        #expect(tied[cell] == (Exact(untied[cell]) * factor).rounded)
      }
    }
  }

  @Test func `the amount spent replaces other costs of the closed year and before, not after`()
    throws
  {
    var fixture = Fixture(years: 3)
    fixture.assumptions.finances.otherCosts = [
      Fixture.amount("therapies", FinancialYear(start: 2023), pounds: 1),
      Fixture.amount("sensory", FinancialYear(start: 2023), pounds: 77),
      Fixture.amount("therapies", Self.closed, pounds: 2),
      Fixture.amount("therapies", FinancialYear(start: 2026), pounds: 3),
      Fixture.amount("sensory", FinancialYear(start: 2026), pounds: 78),
    ]
    fixture.assumptions.finances.outturn = [Self.row(["therapies"], 500_00)]
    fixture.assumptions.finances.inflation = [
      Fixture.growth(nil, FinancialYear(start: 2020), 10)
    ]
    fixture.assumptions.closedYear = CostedYear(
      year: Self.closed, stock: PlanStock(steady: Array(repeating: 0, count: 8)), before: [],
      after: [])
    let account = try fixture.account(fixture.costed())
    // 500 grown by a tenth, then as given, then that grown; the other line is as it was.
    #expect(account.map { $0["therapies"]?.pence } == [550_00, 3_00, 3_30])
    #expect(account.map { $0["sensory"]?.pence } == [93_17, 78_00, 85_80])
    #expect(
      try fixture.model().lines.map(\.name).filter(["therapies", "sensory"].contains)
        == ["therapies", "sensory"])
  }

  @Test(arguments: [0, 1, 2])
  func `plans that come, go or move in the closed year alone are priced`(kind: Int) throws {
    let none = Array(repeating: 0, count: 8)
    var counts = [none, none, none]
    counts[kind][2] = 5
    var fixture = Fixture()
    fixture.assumptions.finances.inflation = [
      Fixture.growth(nil, FinancialYear(start: 2020), 0)
    ]
    fixture.assumptions.finances.outturn = [Self.row(["fees_independent"], 100_000_00)]
    fixture.assumptions.closedYear = CostedYear(
      year: Self.closed,
      stock: PlanStock(opening: counts[0], september: counts[1], even: counts[2], newPlans: none),
      before: [], after: [])
    // 5 plans at £60,000: all year, 7/12 of it, 17/24 of it.
    let modelled = [300_000, 175_000, 212_500][kind]
    let calibration = try #require(try fixture.model().calibrations.first)
    #expect(calibration.modelled == Money(pounds: modelled))
    #expect(
      try fixture.account(fixture.costed(asd: [0, 0, 24, 0]))[0]["fees_independent"]?.pence
        == Exact(60_000_00 * 100_000, over: modelled).rounded)
  }

  @Test func `new plans alone are priced for back-pay, and nobody's cells need no price`() throws {
    let none = Array(repeating: 0, count: 8)
    var fixture = Fixture()
    fixture.assumptions.backPay = (weeks: 26, provenance: published)
    // Prices of a year that inflation reaches for special schools alone: others are not asked for.
    fixture.assumptions.finances.inflation.append(
      Fixture.growth("topup_special", FinancialYear(start: 2020), 0))
    fixture.assumptions.finances.outturn = [Self.row(["back_pay"], 18_000_00)]
    fixture.assumptions.closedYear = CostedYear(
      year: Self.closed,
      stock: PlanStock(
        opening: none, september: none, even: none, newPlans: [2, 0, 0, 0, 0, 0, 0, 0]),
      before: [], after: [])
    let calibration = try #require(try fixture.model().calibrations.first)
    #expect(calibration.modelled == Money(pounds: 12_000))
  }
}
