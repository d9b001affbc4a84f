import Scenarios
import Vocabulary

extension TableSchema.Field {
  private static let leafPhase = Self(
    "phase", .text, "Phase", "The phase the child enters or is in."
  ).allowing(Phase.allCases.map(\.rawValue))
  private static let leafNeed = Self(
    "need", .text, "Primary need", "SEN2's code of the primary type of need.")
  private static let leafArea = Self(
    "area", .text, "Area",
    "Id of the planning area where the children live; All for an authority planned as one.")
  /// Need, phase and area without totals.
  static let leaf = [leafNeed, leafPhase, leafArea]
  static let wanted = Self(
    "wanted", .text, "Provision wanted", "Code of the provision they looked for.")
  static let fineMean = Self(
    "mean", .number, "Mean", "Mean children over the draws, four decimals.")
}

extension TableSchema {
  private static let noTotals =
    " There are no totals, so means may be added. Rows that are 0 in every draw are left out."

  static let overflow = TableSchema(
    "overflow.csv", "Where children went who looked for a place",
    """
    Children who looked for a place in provision with limited places in the September of an \
    academic year, by where they went.
    """ + noTotals,
    fields: [.academicYear] + Field.leaf + [
      .wanted,
      Field(
        "went", .text, "Where they went",
        """
        'as wanted', 'over number' (above places), 'other authority', 'held while waiting', \
        'awaiting a setting', or the code of another provision.
        """
      ), .fineMean,
      Field(
        "extra_gbp", .number, "Cost more a year",
        """
        Mean pounds a whole year more than if they had all gone where they wanted, in the financial \
        year that holds the September: children times the cost of a placement where they went (plan \
        and place) less that of the one wanted. Over number: the rate for a pupil above the places; \
        other authority: 0, the account has that; held: the provision that holds them \
        (mainstream; early years before Reception, college from Year 12); awaiting: no school. \
        Empty where the run is not costed.
        """
      ).optional,
    ], primaryKey: ["academic_year", "need", "phase", "area", "wanted", "went"])

  static let unplaced = TableSchema(
    "unplaced.csv", "Why children found no place",
    """
    Children who looked for a place in the September of an academic year and found none where they \
    looked, by what stood in the way; overflow.csv says where they went.
    """ + noTotals,
    fields: [.academicYear, .wanted] + Field.leaf + [
      Field(
        "limit", .text, "What stood in the way",
        """
        no setting for the need: none is designated for it; no setting for the year group: those \
        that are do not admit to it; too far: those that do are further than children travel; \
        full: those within reach have no place left.
        """
      ).allowing(PlaceLimit.allCases.map(\.text)), .fineMean,
    ], primaryKey: ["academic_year", "wanted", "need", "phase", "area", "limit"])

  static let notInABase = TableSchema(
    "not_in_a_base.csv", "Children not in a specialist base",
    """
    Children who looked for a specialist base and found none, and children of state special \
    schools, by whether a base could have been for them. Only the header where no base has a \
    setting.
    """ + noTotals,
    fields: [.academicYear] + Field.leaf + [
      Field(
        "group", .text, "Who",
        """
        looked for a base: in the September, and found none; in a state special school: on its \
        roll at the January census; without a special place: waiting for one or settled elsewhere \
        for want of one, at the January census.
        """
      ).allowing(BaseAbsence.Group.allCases.map(\.rawValue)),
      Field(
        "reason", .text, "Why they are not in a base",
        """
        Of those who looked: what stood in the way, as in unplaced.csv. Of the others: no base for \
        the need, no base for the year group, too far, or, where a base is within reach, the plan \
        names a special school.
        """
      ).allowing(PlaceLimit.allCases.map(\.text) + ownReasons), .fineMean,
    ], primaryKey: ["academic_year", "need", "phase", "area", "group", "reason"])

  private static let ownReasons = BaseAbsence.Reason.allCases.map(\.rawValue).filter { word in
    !PlaceLimit.allCases.contains { $0.text == word }
  }
}
