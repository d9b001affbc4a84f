public import Vocabulary

/// Reads person-level returns. What names a person goes no further than the row that is being read.
public enum PersonLevelImport {
  /// Reads the return in a directory (nine tables) or a file (a list with a row a plan).
  ///
  /// Findings are what forbids reading and never quote a cell; what is wrong with rows is counted in the census's tally. Linear in
  /// the bytes.
  ///
  /// - Parameters:
  ///   - path: the directory or file.
  ///   - census: the census day.
  ///   - codes: the code lists of the authority.
  ///   - register: what is known of schools.
  ///   - areas: planning areas by postcode, if localities are to be derived.
  ///   - key: the key of the links; two censuses that are to be linked need the same.
  /// - Returns: the census, or nil where a finding is an error.
  public static func read(
    path: String, census: CalendarDate, codes: CodeLists, register: SettingRegister, key: LinkKey,
    areas: PostcodeAreas = PostcodeAreas()
  ) -> (census: PlanCensus?, findings: [Finding]) {
    read(
      SEN2Contents(path: path), census: census, codes: codes, register: register, key: key,
      areas: areas)
  }

  /// The same of tables in memory, by name.
  package static func read(
    tables: [String: String], census: CalendarDate, codes: CodeLists, register: SettingRegister,
    key: LinkKey, areas: PostcodeAreas = PostcodeAreas()
  ) -> (census: PlanCensus?, findings: [Finding]) {
    read(
      SEN2Contents(tables: tables.mapValues { Array($0.utf8) }), census: census, codes: codes,
      register: register, key: key,
      areas: areas)
  }

  static func read(
    _ contents: SEN2Contents, census: CalendarDate, codes: CodeLists, register: SettingRegister,
    key: LinkKey, areas: PostcodeAreas = PostcodeAreas()
  ) -> (census: PlanCensus?, findings: [Finding]) {
    let (rows, findings) = ReturnReader.read(
      contents, census: census, codes: codes, key: key, areas: areas)
    guard let rows else { return (nil, findings) }
    return (
      CensusAssembly.made(
        rows, date: census, codes: codes, register: register,
        areas: areas.isEmpty ? [] : areas.areas), findings
    )
  }
}
