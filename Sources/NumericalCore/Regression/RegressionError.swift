/// The two margins of a two-way table.
public enum TableMargin: String, Sendable, Equatable {
  /// Sums over columns.
  case row
  /// Sums over rows.
  case column
}

/// Why a regression was not fitted.
public enum RegressionError: Error, Sendable, Equatable {
  /// The events by row and the events by column do not have the same sum, in the whole table or in a
  /// part of it that shares no exposure with the rest.
  case totalsDisagree(rowEvents: Double, columnEvents: Double)

  /// A row or column has more events than exposure, or more than the rows and columns that must be
  /// all or nothing leave to it.
  case eventsExceedExposure(margin: TableMargin, index: Int, events: Double, exposure: Double)

  /// A row or column has fewer events than the columns or rows that are all events put into it.
  case eventsBelowCertain(margin: TableMargin, index: Int, events: Double, certain: Double)

  /// The fit did not reach its margins: no probabilities strictly between 0 and 1 meet them, or only
  /// just. The row or column furthest from its events is named.
  case notConverged(margin: TableMargin, index: Int, events: Double, fitted: Double)
}
