import Foundation
public import Vocabulary

/// What is known of schools and colleges by URN and UKPRN: the folder's settings, and an extract of the national register.
public struct SettingRegister: Sendable {
  struct Establishment: Sendable {
    /// Position of the provision; nil where the type has none in the code list.
    let provision: Int?
    /// Ages on 31 August that it admits.
    let ages: ClosedRange<Int>?
  }

  private(set) var byURN: [Int: Establishment] = [:]
  private(set) var byUKPRN: [Int: Establishment] = [:]
  /// Settings that are bases: their URN is that of the school they are in.
  private(set) var bases: [Int: Establishment] = [:]
  /// The provision of each code of `sensetting`.
  let codes: [String: Int]
  /// The provision of SEN units and resourced provision; nil where the list has none.
  let base: Int?
  /// Mainstream schools.
  let mainstream: Int?
  /// Colleges and training providers.
  let trainingProvider: Int?

  /// The settings of a folder whose id is a URN.
  public init(settings: [Setting] = [], codes lists: CodeLists) {
    codes = Dictionary(
      EmbeddedTable.rows(PackageResources.sen_settings_csv).compactMap { row in
        lists.provision(row[1]).map { (row[0], $0) }
      }, uniquingKeysWith: { first, _ in first })
    base = lists.provision("DSP") ?? lists.provision(of: .base)
    mainstream = lists.provision("MAIN") ?? lists.provision(of: .mainstream)
    trainingProvider = lists.provision("FE") ?? lists.provision(of: .furtherEducation)
    for setting in settings {
      guard let urn = Int(setting.id) else { continue }
      let establishment = Establishment(
        provision: lists.provision(setting.provision),
        ages: NCY.age(setting.ncys.lowerBound)...NCY.age(setting.ncys.upperBound))
      if [.specialistBase, .supportBase].contains(setting.kind) {
        bases[urn] = establishment
      } else {
        byURN[urn] = establishment
      }
    }
  }

  /// Adds an extract of the register of schools (columns URN and TypeOfEstablishment; may have UKPRN, StatutoryLowAge,
  /// StatutoryHighAge, and `provision`, a code that replaces that of the type). Settings that are known already stay.
  ///
  /// - Returns: findings; an error where a column is missing. An establishment whose type is not known has no provision.
  public mutating func add(schools path: String, codes lists: CodeLists) -> [Finding] {
    guard let data = FileManager.default.contents(atPath: path) else {
      return [
        Finding(
          .missingFile, at: .init(path), seen: "no such file, or it cannot be read",
          expected: "an extract of the register of schools", remedy: "Check the path.")
      ]
    }
    return add([UInt8](data), path: path, codes: lists)
  }

  mutating func add(_ bytes: [UInt8], path: String, codes lists: CodeLists) -> [Finding] {
    // The register comes in Windows-1252; what is read of it is ASCII.
    let start = bytes.starts(with: Byte.byteOrderMark) ? Byte.byteOrderMark.count : 0
    let plain = bytes[start...].map { $0 < 0x80 ? $0 : 0x3F }
    let (read, found) = CSVReader.read(plain, file: path)
    guard let table = read else { return found }
    let columns = SchoolColumns(table)
    guard let urn = columns.urn, columns.type != nil || columns.provision != nil else {
      return found + [
        Finding(
          .missingColumn, at: .init(path, row: 1, column: "TypeOfEstablishment"),
          seen: "a header without it or without URN",
          expected: "columns URN and TypeOfEstablishment", remedy: "Take both from the register.")
      ]
    }
    for record in table.records where table.isSound(record: record) {
      let establishment = columns.establishment(table, record, lists)
      if let number = Int(table.text(record: record, column: urn)), byURN[number] == nil {
        byURN[number] = establishment
      }
      let ukprn = columns.ukprn.flatMap { Int(table.text(record: record, column: $0)) }
      if let ukprn, byUKPRN[ukprn] == nil { byUKPRN[ukprn] = establishment }
    }
    return found
  }
}

/// Where the columns of an extract are, however much of it there is.
private struct SchoolColumns {
  let urn: Int?
  let ukprn: Int?
  let type: Int?
  let provision: Int?
  let low: Int?
  let high: Int?

  init(_ table: CSVTable) {
    func position(_ names: String...) -> Int? {
      names.lazy.compactMap { name in
        table.columns.firstIndex { $0.lowercased() == name }
      }.first
    }
    urn = position("urn")
    ukprn = position("ukprn")
    type = position(
      "typeofestablishment", "typeofestablishment (code)", "typeofestablishment (name)")
    provision = position("provision")
    low = position("statutorylowage")
    high = position("statutoryhighage")
  }

  func establishment(
    _ table: CSVTable, _ record: Int, _ lists: CodeLists
  ) -> SettingRegister.Establishment {
    func text(_ column: Int?) -> String? { column.map { table.text(record: record, column: $0) } }
    let own = text(provision).flatMap(lists.provision)
    let provision =
      own ?? text(type).flatMap { Self.types[$0.lowercased()] }.flatMap(lists.provision)
    var ages: ClosedRange<Int>?
    // The oldest are one younger on 31 August than the age at which they leave.
    if let low = text(low).flatMap({ Int($0) }), let high = text(high).flatMap({ Int($0) }),
      low < high
    {
      ages = low...(high - 1)
    }
    return .init(provision: provision, ages: ages)
  }

  /// Provisions by code and by name of the type. Source: the register's list of types of establishment.
  private static let types: [String: String] = Dictionary(
    EmbeddedTable.rows(PackageResources.establishment_types_csv).flatMap { row in
      [(row[0], row[2]), (row[1].lowercased(), row[2])]
    }, uniquingKeysWith: { first, _ in first })
}
