import Foundation
public import Vocabulary

/// Planning areas by postcode sector (`LE2 3`) or district (`LE2`). Postcodes themselves go no further than the look-up.
public struct PostcodeAreas: Sendable {
  /// The ids of the areas.
  public private(set) var areas: [String]
  private var positions: [String: Int] = [:]

  /// Areas without postcodes.
  public init(areas: [String] = []) { self.areas = areas }

  /// True where nothing is known of postcodes.
  var isEmpty: Bool { positions.isEmpty }

  /// Adds a file with the columns `postcode` (sectors or districts) and `area`.
  ///
  /// - Returns: findings; an error where a column is missing. Rows of other areas than those given are errors, unless none were given.
  public mutating func add(_ path: String) -> [Finding] {
    guard let data = FileManager.default.contents(atPath: path) else {
      return [
        Finding(
          .missingFile, at: .init(path), seen: "no such file, or it cannot be read",
          expected: "a file with the columns postcode and area", remedy: "Check the path.")
      ]
    }
    // A cell or header of the file may be somebody's: none is quoted.
    let (read, all) = CSVReader.read([UInt8](data), file: path)
    let found = all.map { $0.withoutCell(known: ["postcode", "area"]) }
    guard let table = read else { return found }
    guard let postcode = table.column(named: "postcode"), let area = table.column(named: "area")
    else {
      return found + [
        Finding(
          .missingColumn, at: .init(path, row: 1), seen: "a header without postcode or area",
          expected: "the columns postcode and area", remedy: "Add the columns.")
      ]
    }
    var known = Dictionary(zip(areas, areas.indices), uniquingKeysWith: { first, _ in first })
    let isOpen = areas.isEmpty
    var findings = found
    for record in table.records where table.isSound(record: record) {
      guard findings.count - found.count < RecordChecks.mostFaults else {
        return findings + [.tooManyFaults(in: path, row: record)]
      }
      let (postcode, area) = (
        table.text(record: record, column: postcode), table.text(record: record, column: area)
      )
      if isOpen, known[area] == nil {
        known[area] = areas.count
        areas.append(area)
      }
      if let position = known[area] {
        positions[postcode.uppercased()] = position
      } else {
        findings.append(unknown(at: .init(path, row: record, column: "area")))
      }
    }
    return findings
  }

  private func unknown(at place: Finding.Place) -> Finding {
    Finding(
      .unknownArea, at: place, seen: "an area that areas.csv does not have",
      expected: areas.listed, remedy: "Name the areas as areas.csv does.")
  }

  /// The area of a postcode in capitals without spaces: by its sector, else by its district.
  func area(of postcode: some Collection<UInt8>) -> Int? {
    guard postcode.count > 3 else { return nil }
    let district = String(decoding: postcode.dropLast(3), as: UTF8.self)
    let sector = district + " " + String(decoding: postcode.suffix(3).prefix(1), as: UTF8.self)
    return positions[sector] ?? positions[district]
  }
}
