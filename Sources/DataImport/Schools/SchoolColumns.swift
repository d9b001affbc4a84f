import Vocabulary

/// A column of the register that is read, by the name it has in `edubasealldata`, in lower case.
enum SchoolColumn: String, CaseIterable {
  case urn
  case ukprn
  case authority = "la (code)"
  case name = "establishmentname"
  case type = "typeofestablishment (name)"
  case typeCode = "typeofestablishment (code)"
  case plainType = "typeofestablishment"
  /// Not of the register: a code of the user's in place of that of the type.
  case provision
  case status = "establishmentstatus (name)"
  case lowAge = "statutorylowage"
  case highAge = "statutoryhighage"
  case capacity = "schoolcapacity"
  case roll = "numberofpupils"
  case baseType = "typeofresourcedprovision (name)"
  case resourcedCapacity = "resourcedprovisioncapacity"
  case resourcedRoll = "resourcedprovisiononroll"
  case unitCapacity = "senunitcapacity"
  case unitRoll = "senunitonroll"
  case easting
  case northing
}

/// Where the columns of an extract stand, however many of them it has.
struct SchoolColumns {
  /// How many cells a row has.
  let width: Int
  /// Columns of needs, `SEN1` to `SEN13`.
  let needs: [Int]
  private let positions: [Int]

  init(names: [String]) {
    let names = names.map { $0.lowercased() }
    width = names.count
    positions = SchoolColumn.allCases.map { column in
      names.firstIndex(of: column.rawValue) ?? -1
    }
    needs = (1...13).compactMap { number in
      names.firstIndex(of: "sen\(number) (name)") ?? names.firstIndex(of: "sen\(number)")
    }
  }

  /// The position of a column, -1 where the extract does not have it.
  subscript(_ column: SchoolColumn) -> Int {
    positions[SchoolColumn.allCases.firstIndex(of: column) ?? 0]
  }

  /// Those of the columns that the extract lacks; a type may be given by name, by code, or as a provision.
  func missing(_ columns: [SchoolColumn]) -> [SchoolColumn] {
    columns.filter { column in
      let others: [SchoolColumn] = column == .type ? [.typeCode, .plainType, .provision] : []
      return ([column] + others).allSatisfy { self[$0] < 0 }
    }
  }
}

/// A row of an extract.
struct SchoolRow {
  let record: CellScanner.Record
  let columns: SchoolColumns

  func school() -> SchoolRegister.School {
    let type = [SchoolColumn.type, .typeCode, .plainType].lazy.map { text($0) }.first {
      !$0.isEmpty
    }
    return SchoolRegister.School(
      urn: count(.urn), ukprn: count(.ukprn), authority: text(.authority), name: text(.name),
      typeName: type ?? "", type: type.flatMap(EstablishmentType.named),
      provision: text(.provision).isEmpty ? nil : text(.provision),
      isOpen: text(.status).lowercased().hasPrefix("open"), lowAge: count(.lowAge, to: 99),
      highAge: count(.highAge, to: 99), capacity: count(.capacity), roll: count(.roll),
      needs: needs(), base: base(), point: point())
  }

  private func text(_ column: SchoolColumn) -> String {
    columns[column] < 0 ? "" : record.text(columns[column])
  }

  private func count(_ column: SchoolColumn, to most: Int = 99_999_999) -> Int? {
    guard columns[column] >= 0, case .count(let value) = record.figure(columns[column]),
      value <= most
    else { return nil }
    return value
  }

  private func needs() -> [String] {
    columns.needs.reduce(into: []) { needs, column in
      let prefix = record.text(column).split(separator: " ").first.map { $0.lowercased() } ?? ""
      if let need = Self.needs[prefix], !needs.contains(need) { needs.append(need) }
    }
  }

  /// Codes of needs by the abbreviation that stands before the name, in lower case.
  private static let needs: [String: String] = EmbeddedTable(PackageResources.school_needs_csv)
    .rows.reduce(into: [:]) { $0[$1["prefix"].lowercased()] = $1["need"] }

  private func base() -> SchoolRegister.Base? {
    let type = text(.baseType).lowercased()
    guard type.contains("resourced provision") || type.contains("sen unit") else { return nil }
    return .init(
      capacity: sum(.resourcedCapacity, .unitCapacity), roll: sum(.resourcedRoll, .unitRoll))
  }

  private func sum(_ columns: SchoolColumn...) -> Int? {
    let known = columns.compactMap { count($0) }
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  private func point() -> GridPoint? {
    count(.easting).flatMap { east in
      count(.northing).flatMap { GridPoint(easting: east, northing: $0) }
    }
  }
}
