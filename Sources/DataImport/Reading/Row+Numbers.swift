import Vocabulary

/// Numbers as the files write them: digits, one decimal point, no separators, no exponent.
enum Digits {
  /// What official tables print where a figure is missing.
  static let markers: Set<String> = ["", "x", "z", "c", "u", "k", "low", ":", "~", "..", "-"]

  /// A whole number without leading zeros or a plus sign.
  static func integer(_ text: String) -> Int? {
    let digits = text.utf8.first == 0x2D ? text.utf8.dropFirst() : text.utf8[...]
    guard (1...15).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.count == 1 || digits.first != 0x30
    else { return nil }
    return Int(text)
  }

  /// A decimal number.
  static func decimal(_ text: String) -> Double? {
    let digits = text.utf8.first == 0x2D ? text.utf8.dropFirst() : text.utf8[...]
    let parts = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), digits.count <= 20,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return Double(text)
  }
}

extension Row {
  /// The text of a cell that should hold a number; nil, with a finding, for a missing figure.
  private mutating func figure(_ column: String, _ expected: String) -> String? {
    guard let text = text(column) else { return nil }
    guard Digits.markers.contains(text.lowercased().filter { !$0.isWhitespace }) else {
      return text
    }
    let isEmpty = text.allSatisfy(\.isWhitespace)
    report(
      .missingMarker, column, seen: isEmpty ? "an empty cell" : text.shown, expected: expected,
      remedy: isEmpty
        ? "Leave the row out if the figure is missing."
        : "\(text.shown) is DfE's marker for a missing figure: leave the "
          + (table.file.mayBeEmpty(column) ? "cell empty." : "row out."))
    return nil
  }

  private mutating func reportText(_ text: String, _ column: String, _ expected: String) {
    report(
      .notANumber, column, seen: text.shown, expected: expected,
      remedy: "Write digits only: no separators, signs, units or spaces.")
  }

  /// A whole number within a range.
  mutating func integer(_ column: String, in range: ClosedRange<Int>) -> Int? {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let text = figure(column, expected) else { return nil }
    guard let value = Digits.integer(text) else {
      if Digits.decimal(text) != nil, text.contains(".") {
        report(
          .fractional, column, seen: text, expected: expected, remedy: "Write a whole number.")
      } else {
        reportText(text, column, expected)
      }
      return nil
    }
    guard range.contains(value) else {
      report(
        .outOfRange, column, seen: text, expected: expected, remedy: "Correct the number.")
      return nil
    }
    return value
  }

  /// The most children that one setting may have, or places: sums of such counts fit any number of the model.
  static let mostOfASetting = 100_000
  /// The most children that a count of plans may have: England has fewer than a million.
  static let mostPlans = 10_000_000

  /// A count of heads: whole and not negative.
  ///
  /// - Parameter most: more than that is a slip of a key.
  mutating func count(_ column: String, upTo most: Int = mostPeople) -> Int? {
    if let text = text(column), text.hasPrefix("-"), Digits.decimal(text) != nil {
      report(
        .negative, column, seen: text, expected: "0 or more", remedy: "Correct the count.")
      return nil
    }
    return integer(column, in: 0...most)
  }

  /// A decimal number of at most a million million.
  mutating func number(_ column: String) -> Double? {
    guard let text = figure(column, "a number") else { return nil }
    guard let value = Digits.decimal(text) else {
      reportText(text, column, "a number")
      return nil
    }
    guard abs(value) <= 1e12 else {
      report(
        .outOfRange, column, seen: text.shown, expected: "at most a million million",
        remedy: "Correct the number.")
      return nil
    }
    return value
  }

  /// The most people that a place may have: England has fewer than a hundred million.
  static let mostPeople = 100_000_000

  /// A number of people: not negative, and not whole where it is a mean or a projection.
  mutating func people(_ column: String) -> Double? {
    guard let value = magnitude(column) else { return nil }
    guard value <= Double(Self.mostPeople) else {
      report(
        .outOfRange, column, seen: (text(column) ?? "").shown,
        expected: "at most \(Self.mostPeople)", remedy: "Correct the number.")
      return nil
    }
    return value
  }

  /// A decimal number that is not negative.
  mutating func magnitude(_ column: String) -> Double? {
    guard let value = number(column) else { return nil }
    guard value >= 0 else {
      report(
        .negative, column, seen: text(column) ?? "", expected: "0 or more",
        remedy: "Correct the figure.")
      return nil
    }
    return value
  }

  /// A share or probability.
  mutating func share(_ column: String = "share") -> Double? {
    guard let value = number(column) else { return nil }
    guard (0...1).contains(value) else {
      report(
        .shareOutside, column, seen: text(column) ?? "", expected: "a share from 0 to 1",
        remedy: "Write 0.25 for 25 %.")
      return nil
    }
    return value
  }

  /// Pounds with at most two decimals, at most a million million of them.
  mutating func money(_ column: String) -> Money? {
    let expected = "pounds such as 12345.67"
    guard let text = figure(column, expected) else { return nil }
    guard let value = Money(text) else {
      reportText(text, column, expected)
      return nil
    }
    guard abs(value.pence) <= 100_000_000_000_000 else {
      report(
        .outOfRange, column, seen: text.shown, expected: "at most a million million pounds",
        remedy: "Correct the amount.")
      return nil
    }
    return value
  }
}
