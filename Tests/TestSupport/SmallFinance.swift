import DataImport
public import Vocabulary

/// The small authority with every kind of money evidence: bands, ways of billing, other payers, uncertain prices, a closed year, places
/// outside the register, transport and back-pay; and a scenario that pulls every lever on money.
public enum SmallFinance {
  /// The scenario with the levers.
  public static let scenario = "dear"
  /// The closed year's outturn of independent fees, in pounds.
  public static let outturn = 1_600_000

  /// Every file by its path below the folder.
  public static func files() -> [String: String] {
    SmallAuthority.files().merging(own) { _, own in own }
  }

  /// What reading the folder gives, without a disk.
  public static func evidence() throws -> Evidence { try read.get() }

  private static let read = Result<Evidence, any Error> {
    let contents = FolderContents(files: files().mapValues { Array($0.utf8) })
    let (evidence, findings) = EvidenceReader.read(
      contents: contents, knownAssumptions: ["back_pay_weeks": 0...52])
    guard let evidence else { throw SmallAuthority.Refused(findings: findings) }
    return evidence
  }

  private static let own = [
    "evidence/unit_costs.csv": unitCosts, "evidence/inflation.csv": inflation,
    "evidence/assumptions.csv": """
    name,value,status,source
    back_pay_weeks,3.5,derived,half of new plans are seven weeks late

    """,
    "evidence/transport.csv": """
    line,provision,need,gbp_per_year,price_year,status,source
    transport_pre16,All,All,1200.50,2024-25,illustrative,a taxi now and then
    transport_pre16,SPEC-STATE,All,6400.00,2024-25,illustrative,a bus and a taxi

    """,
    "evidence/funded_places.csv": """
    line,academic_year,places,follows,status,source
    places_fe,2023/24,11,,published,allocations of the small authority
    places_fe,2024/25,12,FE,published,allocations of the small authority
    places_ap,2023/24,8,,published,allocations of the small authority

    """,
    "finance/outturn.csv": """
    line,budget,outturn,closed_year,status,source
    fees_independent,1500000,\(outturn),2024-25,published,the account of the small authority
    topup_mainstream;topup_base,,900000,2024-25,published,the account of the small authority
    sen_support_services,240000,260000,2024-25,published,the account of the small authority

    """,
    "\(scenario).yaml": levers,
  ]

  private static let unitCosts = """
    line,provision,need,band,share,gbp_per_year,price_year,health_share,social_care_share,billing,includes,uncertainty,status,source
    topup_early_years,EY-PVI,All,,,3000.00,2024-25,,,,,,illustrative,invented
    topup_mainstream,MAIN,All,,,6500.00,2024-25,,,,,,illustrative,invented
    topup_base,BASE-SUP,All,,,7000.00,2024-25,,,,,,illustrative,invented
    topup_base,DSP,All,,,8500.50,2024-25,,,,,,illustrative,invented
    topup_special,SPEC-STATE,All,,,13900.00,2024-25,,,,,,illustrative,invented
    topup_special,SPEC-STATE,PMLD,,,21000.00,2024-25,,,,,,illustrative,invented
    topup_nmss,NMSS,All,,,35000.00,2024-25,,,,,,illustrative,invented
    fees_independent,IND-SPEC,All,day,0.8,55000.00,2023-24,,,termly,,0.05,derived,mean fee of day placements
    fees_independent,IND-SPEC,All,52-week,0.2,210000.00,2023-24,0.1,0.3,daily,lodging,0.05,derived,mean fee of residential placements
    fees_independent,IND-MAIN,All,,,21000.00,2023-24,,,,,0.05,illustrative,invented
    topup_ap,AP,All,,,12000.00,2024-25,,,,,,illustrative,invented
    topup_ap,HOSP,All,,,12000.00,2024-25,,,,,,illustrative,invented
    topup_fe,FE,All,,,4300.00,2024-25,,,,,,illustrative,invented
    fees_specialist_post16,SPI,All,,,28000.00,2024-25,,,,,,illustrative,invented
    eotas,EOTAS,All,,,17000.00,2024-25,,,,,,illustrative,invented
    other_provision,EHE,All,,,0.00,2024-25,,,,,,illustrative,invented
    other_provision,OPA,All,,,0.00,2024-25,,,,,,illustrative,invented
    other_provision,NONE,All,,,0.00,2024-25,,,,,,illustrative,invented

    """

  private static let inflation = """
    line,financial_year,percent,status,source
    All,2022-23,3.1,published,a deflator
    All,2026-27,2.7,illustrative,a guess
    fees_independent,2022-23,5.3,illustrative,another guess

    """

  private static let levers = """
    name: Dear
    question: What if everything about money changed?
    levers:
      - {lever: price_pressure, elasticity: 0.5, status: illustrative, source: test}
      - {lever: cost_growth, line: fees_independent, percent: 7, starts: 2026-27, status: illustrative,
         source: fees of the scenario}
      - {lever: cost_growth, line: topup_fe, percent: 7, starts: 2027-28, status: illustrative, source: test}
      - {lever: fee_cap, line: fees_independent, gbp_per_year: 140000, starts: 2026-27, status: illustrative,
         source: cap of the scenario}
      - {lever: banding, provision: IND-SPEC, from: 52-week, to: day, share: 0.25, starts: 2026-27,
         status: illustrative, source: test}
      - {lever: income_growth, line: high_needs_block, percent: 2, starts: 2027-28, status: illustrative, source: test}
      - {lever: block_transfer, percent: 0.5, starts: 2026-27, status: illustrative, source: test}
      - {lever: new_plan_rate, multiply: 1.1, starts: 2026, status: illustrative, source: test}
    """
}
