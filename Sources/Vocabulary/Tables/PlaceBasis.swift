/// Places of an academic year at their rate, for the months of the financial year that they count in.
public struct PlacePart: Sendable, Hashable {
  /// What the places are, in words.
  public var what: String
  /// The academic year.
  public var year: AcademicYear
  /// The mean number.
  public var places: Double
  /// GBP a place and year.
  public var rate: Money
  /// Months of 12.
  public var months: Int
  /// The mean amount, rounded once.
  public var amount: Money

  /// Records a part.
  public init(
    what: String, year: AcademicYear, places: Double, rate: Money, months: Int, amount: Money
  ) {
    self.what = what
    self.year = year
    self.places = places
    self.rate = rate
    self.months = months
    self.amount = amount
  }
}

/// What a setting has of the places of a line.
public struct SettingPart: Sendable, Hashable {
  /// The id in the register.
  public var id: String
  /// The name.
  public var name: String
  /// Mean places, or pupils above them, in the academic year that ends in the financial year.
  public var before: Double
  /// The same in the academic year that starts in it.
  public var after: Double
  /// Where the register has the setting from.
  public var provenance: Provenance

  /// Records a setting.
  public init(id: String, name: String, before: Double, after: Double, provenance: Provenance) {
    self.id = id
    self.name = name
    self.before = before
    self.after = after
    self.provenance = provenance
  }
}
