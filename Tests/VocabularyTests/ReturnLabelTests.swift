import Testing
import Vocabulary

/// The labels written out here are those of the project's reference data: `planning_template_categories.csv`, sections age_group,
/// provision, primary_need and table, and `domain.md`, sections B2, B4, B5 and B6. Letter by letter, spaces included.
@Suite("Labels of the returns")
struct ReturnLabelTests {
  @Test func `age groups and needs are those of the templates`() {
    #expect(
      ReturnLabels.ageGroups == [
        "Under 5", "Age 5 to 10", "Age 11 to 15", "Age 16 to 19", "Age 20 to 25",
      ])
    #expect(
      ReturnLabels.needs == [
        "Autistic Spectrum Disorder", "Hearing Impairment", "Moderate Learning Difficulty",
        "Multi- Sensory Impairment", "Physical Disability",
        "Profound & Multiple Learning Difficulty", "Social, Emotional and Mental Health",
        "Speech, Language and Communications needs", "Severe Learning Difficulty",
        "Specific Learning Difficulty", "Visual Impairment", "Other Difficulty/Disability",
        "SEN support but no specialist assessment of type of need",
      ])
    #expect(ReturnLabels.total == "TOTAL")
  }

  @Test func `the DSG plan has seven sheets, and two age groups on that of post-16`() {
    #expect(
      ReturnLabels.dsgSheets == [
        "Mainstream schools or academies placements",
        "Resourced provision or SEN Units placements",
        "Maintained special schools or special academies placements",
        "Non-maintained special schools or independent (NMSS or independent) placements",
        "Hospital schools or alternative provision (AP) placements",
        "Post 16 and further education (FE) placements",
        "Other placements or direct payments",
      ])
    for sheet in ReturnLabels.dsgSheets.indices {
      #expect(ReturnLabels.ageGroups(ofSheet: sheet).count == (sheet == 5 ? 2 : 5))
    }
  }

  @Test func `the LSRP has fourteen provisions in order`() {
    #expect(
      ReturnLabels.lsrpProvisions == [
        "Early Years settings including PVIs", "Mainstream schools or academies",
        "Support bases in mainstream settings", "Specialist bases in mainstream settings",
        "Maintained special schools or special academies",
        "NMSS or independent schools - LA funded placements",
        "NMSS or independent schools - other suitable arrangements", "Alternative Provision",
        "Mainstream Post 16 provision", "Mainstream Post 16 specialist provision",
        "Specialist Post-16 institutions", "Elective Home Education (EHE)",
        "Other arrangements by LA (EOTAS)",
        "Other (including hospital schools where applicable)",
      ])
    #expect(
      ReturnLabels.lsrpTables == [
        "5.1 Total number of EHC plans by age group with estimated future projections",
        "6 Current and projected number of all CYP with EHC plans by provision",
        "7 Current and projected number of all CYP with EHC plans by primary need",
      ])
    #expect(
      ReturnLabels.lsrpNeedTables.prefix(2).map(\.title) == [
        "7.1 Current and projected number of all CYP with EHC plans in Early Years Settings "
          + "including PVIs by primary need",
        "7.2 Current and projected number of all CYP with EHC plans in Mainstream Schools or "
          + "Academies (including Support Bases) by primary need",
      ])
    #expect(ReturnLabels.lsrpYears == 2025...2029)
  }

  @Test func `year groups and kinds of the capacity survey`() {
    #expect(SCAPProvision.allCases.map(\.rawValue) == ["UR", "IN", "SS", "AP"])
    #expect(
      (0...11).map(SCAPArea.column).joined(separator: " ") == "Reception 1 2 3 4 5 6 7 8 9 10 11")
  }

  @Test func `lines of section 251`() {
    #expect(
      Section251Line.all.filter(\.isHighNeeds).map { "\($0.code) \($0.label)" } == [
        "1.0.2 place funding in ISB", "1.2.1 top-up – maintained",
        "1.2.2 top-up – academies, free schools & colleges",
        "1.2.3 top-up & other – non-maintained & independent",
        "1.2.4 additional HN targeted funding (mainstream)", "1.2.5 SEN support services",
        "1.2.6 hospital education", "1.2.7 other AP", "1.2.8 support for inclusion",
        "1.2.9 special schools & PRUs in financial difficulty", "1.2.11 direct payments",
        "1.2.13 therapies & health", "1.4.11 SEN transport (DSG)",
      ])
  }

  @Test func `the bases of age put the same child into different groups`() {
    let first: [AgeBasis: [Int]] = [.august: [1, 7, 12, 16], .inYear: [0, 6, 11, 15]]
    for basis in AgeBasis.allCases {
      for ncy in NCY.range {
        let expected = (first[basis] ?? []).filter { $0 <= ncy }.count
        #expect(basis.band(ncy: ncy).index == expected, "\(basis) \(ncy)")
      }
    }
    for ncy in NCY.range { #expect(AgeBasis.august.band(ncy: ncy) == AgeBand(ncy: ncy)) }
  }
}
