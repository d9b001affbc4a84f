import Vocabulary

extension ReturnReader {
  /// Reads a row of people.
  ///
  /// - Returns: the position of the person, who may stand in an earlier row as well.
  mutating func readPerson(_ cells: SEN2Table, _ record: Int) -> Int {
    let person = person(cells, record)
    if let identity = person.identity {
      if let known = peopleByIdentity[identity] {
        rows.tally.add(.personTwice, at: cells.place(record))
        return known
      }
      peopleByIdentity[identity] = rows.people.count
    }
    rows.people.append(person)
    return rows.people.count - 1
  }

  /// Year and link of a person. The cells go no further than this function.
  mutating func person(_ cells: SEN2Table, _ record: Int) -> ReturnRows.Person {
    let area = area(cells, record)
    let birth = birth(cells, record)
    let link = link(cells, record, birth: birth)
    return ReturnRows.Person(
      ncy: birth.flatMap { $0 > SEN2Date(census) ? nil : $0.ncy(at: census) }, link: link,
      identity: identity(link, birth), area: area)
  }

  private func identity(_ link: ReturnRows.Link, _ birth: SEN2Date?) -> UInt64? {
    guard let birth, let number = link.upn ?? link.uln else { return nil }
    let bytes = withUnsafeBytes(of: number) { Array($0) }
    return key.hash([4] + bytes + Array("\(birth.year)-\(birth.month)-\(birth.day)".utf8))
  }

  private mutating func birth(_ cells: SEN2Table, _ record: Int) -> SEN2Date? {
    let place = cells.place(record, "personbirthdate")
    guard let bytes = cells.cell(record, "personbirthdate") else {
      rows.tally.add(.birthDateMissing, at: place)
      return nil
    }
    guard let birth = SEN2Date(bytes) else {
      rows.tally.add(.birthDateUnreadable, at: place)
      return nil
    }
    if birth > SEN2Date(census) {
      rows.tally.add(.bornAfterCensus, at: place)
    } else if birth.ncy(at: census) > NCY.range.upperBound {
      rows.tally.add(.over25, at: place)
    }
    return birth
  }

  private mutating func link(
    _ cells: SEN2Table, _ record: Int, birth: SEN2Date?
  ) -> ReturnRows.Link {
    let upn = cells.cell(record, "upn")
    let uln = cells.cell(record, "uniquelearnernumber")
    if upn == nil, uln == nil {
      rows.tally.add(.identifierMissing, at: cells.place(record, "upn"))
    }
    if let upn, !Self.isShapedLikeUPN(upn) {
      rows.tally.add(.upnMalformed, at: cells.place(record, "upn"))
    }
    return ReturnRows.Link(
      upn: upn.map { key.hash([1] + Self.folded($0)) },
      uln: uln.map { key.hash([2] + Self.folded($0)) },
      nameAndBirth: nameAndBirth(cells, record, birth: birth))
  }

  private func nameAndBirth(
    _ cells: SEN2Table, _ record: Int, birth: SEN2Date?
  ) -> UInt64? {
    guard let birth, let surname = cells.cell(record, "surname"),
      let forename = cells.cell(record, "forename")
    else { return nil }
    let day = "\(birth.year)-\(birth.month)-\(birth.day)"
    return key.hash(
      [3] + Self.folded(surname) + [0] + Self.folded(forename) + [0] + Array(day.utf8))
  }

  /// Letters and digits alone, letters small, so that two ways of writing the same are one.
  private static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.compactMap { byte in
      switch byte {
      case 0x41...0x5A: byte | 0x20
      case 0x30...0x39, 0x61...0x7A, 0x80...: byte
      default: nil
      }
    }
  }

  /// A letter, eleven digits, and a digit or letter. The check letter is left alone: invented numbers have a wrong one.
  private static func isShapedLikeUPN(_ bytes: ArraySlice<UInt8>) -> Bool {
    let cells = Array(bytes)
    guard cells.count == 13 else { return false }
    return isLetter(cells[0]) && cells[1..<12].allSatisfy(isDigit)
      && (isDigit(cells[12]) || isLetter(cells[12]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The planning area of a postcode: two to four characters and three, a digit and two letters. Nothing else of it is kept.
  private mutating func area(_ cells: SEN2Table, _ record: Int) -> Int? {
    let place = cells.place(record, "postcode")
    guard let cell = cells.cell(record, "postcode") else {
      rows.tally.add(.postcodeMissing, at: place)
      return nil
    }
    let bytes = cell.filter { $0 != 0x20 }.map { Self.isLetter($0) ? $0 & 0xDF : $0 }
    let inward = bytes.suffix(3)
    let isSound =
      (5...7).contains(bytes.count) && bytes.first.map(Self.isLetter) == true
      && inward.first.map(Self.isDigit) == true && inward.dropFirst().allSatisfy(Self.isLetter)
    guard isSound else {
      rows.tally.add(.postcodeMalformed, at: place)
      return nil
    }
    guard !areas.isEmpty else { return nil }
    let area = areas.area(of: bytes)
    if area == nil { rows.tally.add(.postcodeWithoutArea, at: place) }
    return area
  }

  /// Takes away links that two people share: they would tie the wrong ones.
  mutating func forgetSharedLinks() {
    let upns = Self.shared(rows.people.compactMap(\.link.upn))
    let ulns = Self.shared(rows.people.compactMap(\.link.uln))
    let names = Self.shared(rows.people.compactMap(\.link.nameAndBirth))
    for index in rows.people.indices {
      let link = rows.people[index].link
      if link.upn.map(upns.contains) == true {
        rows.people[index].link.upn = nil
        rows.tally.add(.upnShared)
      }
      if link.uln.map(ulns.contains) == true { rows.people[index].link.uln = nil }
      if link.nameAndBirth.map(names.contains) == true {
        rows.people[index].link.nameAndBirth = nil
      }
    }
  }

  private static func shared(_ links: [UInt64]) -> Set<UInt64> {
    var seen: Set<UInt64> = []
    return Set(links.filter { !seen.insert($0).inserted })
  }
}
