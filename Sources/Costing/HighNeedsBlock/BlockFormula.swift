public import Vocabulary

/// What an authority's high needs block is made of, as the dedicated schools grant's tables publish it.
///
/// The block before recoupment and deductions is the sum of
/// - the elements of the national formula other than the next two,
/// - the basic entitlement: a unit for each pupil in special schools and special academies, rounded up to the pound,
/// - the adjustment for pupils in other authorities' schools,
/// - special free schools' places,
/// - hospital education, alternative provision, teachers' pay and pensions and supplementary funding (from 2021-22),
/// - the additional high needs allocation (from 2022-23).
///
/// The area cost adjustment is inside the published unit and inside the published elements: it is not applied again. Every authority's
/// block of 2020-21 to 2023-24 follows to the pound; England's does not, because its published unit is a mean rounded to the penny.
public struct BlockFormula: Hashable, Sendable {
  /// Elements of the national formula, the basic entitlement and import/export apart.
  public var elements: Money
  /// The basic entitlement of a pupil, the area cost adjustment in it.
  public var unit: Money
  /// Pupils in special schools and special academies, in hundredths: DfE counts parts of a year.
  public var pupilHundredths: Int
  /// The adjustment for pupils in other authorities' schools; negative where more go out than come in.
  public var importExport: Money
  /// Places of special free schools.
  public var specialFreeSchools: Money
  /// Hospital education, alternative provision, teachers' pay and pensions and supplementary funding; part of the block from 2021-22.
  public var hospitalAndPay: Money
  /// The additional high needs allocation; part of the block from 2022-23.
  public var additional: Money

  /// Collects the published parts.
  public init(
    elements: Money, unit: Money, pupilHundredths: Int, importExport: Money,
    specialFreeSchools: Money, hospitalAndPay: Money = .zero, additional: Money = .zero
  ) {
    precondition(pupilHundredths >= 0, "there are no \(pupilHundredths) hundredths of pupils")
    self.elements = elements
    self.unit = unit
    self.pupilHundredths = pupilHundredths
    self.importExport = importExport
    self.specialFreeSchools = specialFreeSchools
    self.hospitalAndPay = hospitalAndPay
    self.additional = additional
  }

  /// Unit × pupils, rounded up to the pound as the published tables round it.
  public var basicEntitlement: Money {
    // Pence × hundredths are ten-thousandths of a pound.
    Money(pounds: (unit.pence * pupilHundredths + 9_999) / 10_000)
  }

  /// The block before recoupment and deductions.
  public var allocation: Money {
    elements + basicEntitlement + importExport + specialFreeSchools + hospitalAndPay + additional
  }
}
