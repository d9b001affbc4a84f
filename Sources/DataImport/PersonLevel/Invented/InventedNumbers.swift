import Vocabulary

/// Numbers of people that no person can have.
enum InventedNumbers {
  private static let checkLetters = Array("ABCDEFGHJKLMNPQRTUVWXYZ")

  /// A letter and twelve digits of which the letter is the one after that which the digits ask for.
  static func upn(_ person: Int) -> String {
    let serial = String(person)
    let digits = "999" + String(repeating: "0", count: max(0, 9 - serial.count)) + serial
    let sum = zip(2..., digits.utf8).reduce(0) { $0 + $1.0 * Int($1.1 - 0x30) }
    return "\(checkLetters[(sum + 1) % checkLetters.count])\(digits)"
  }

  /// Ten digits of which the first two are 0; none begins so.
  static func uln(_ person: Int) -> String {
    let serial = String(person)
    return "00" + String(repeating: "0", count: max(0, 8 - serial.count)) + serial
  }
}

/// Schools that are nowhere, three of each provision.
enum InventedSchools {
  static func urn(_ provision: Int, _ person: Int) -> Int {
    900_000 + provision * 10 + person % 3
  }

  /// An extract of a register with them, of which a local column names the provision.
  static func register(_ codes: CodeLists) -> String {
    let rows = codes.provisions.indices.flatMap { provision in
      (0..<3).map { "\(urn(provision, $0)),Invented,\(codes.provisions[provision].code),0,27" }
    }
    let header = "URN,TypeOfEstablishment (name),provision,StatutoryLowAge,StatutoryHighAge"
    return ([header] + rows).joined(separator: "\n") + "\n"
  }
}

/// Postcodes that are nowhere: ten sectors of ZZ99.
enum InventedPostcodes {
  static func postcode(_ person: Int) -> String { "ZZ99 \(person % 10)ZZ" }

  /// The sectors in turn to the areas; only a header where there are none.
  static func areas(_ areas: [String]) -> String {
    let rows = areas.isEmpty ? [] : (0..<10).map { "ZZ99 \($0),\(areas[$0 % areas.count])" }
    return (["postcode,area"] + rows).joined(separator: "\n") + "\n"
  }
}
