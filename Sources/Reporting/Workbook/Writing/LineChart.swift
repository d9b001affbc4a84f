import CXLSXWriter

/// A chart of lines over years, drawn by Excel from values of a sheet.
struct LineChart {
  /// One line.
  struct Line {
    /// What the legend says.
    let name: String
    /// Where its values stand.
    let values: SheetRange
    /// True for the middle, false for an edge of the likely range.
    let isMiddle: Bool
  }

  let title: String
  let categories: SheetRange
  let categoryTitle: String
  let valueTitle: String
  let numberFormat: String
  let lines: [Line]
  /// What somebody who cannot see the chart should know.
  let alternative: String

  /// Puts the chart on a sheet, its corner at a row and column.
  ///
  /// - Throws: `SpreadsheetFile.Fault`.
  func put(on sheet: SpreadsheetSheet, row: Int, column: Int) throws {
    guard let chart = sheet.file.lines() else { return }
    chart_title_set_name(chart, title)
    for line in lines { add(line, to: chart) }
    axes(chart)
    chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    // The rows stay in the chart when a filter hides them.
    chart_show_hidden_data(chart)
    var options = lxw_chart_options()
    (options.x_scale, options.y_scale) = (1.5, 1.5)
    options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    options.description = sheet.file.kept(alternative)
    let code = worksheet_insert_chart_opt(
      sheet.sheet, lxw_row_t(row), lxw_col_t(column), chart, &options)
    try SpreadsheetFile.check(code, "putting the chart '\(title)'")
  }

  private func add(_ line: Line, to chart: UnsafeMutablePointer<lxw_chart>) {
    let series = chart_add_series(
      chart, "=" + categories.absolute, "=" + line.values.absolute)
    chart_series_set_name(series, line.name)
    var stroke = lxw_chart_line()
    stroke.color = line.isMiddle ? Colour.blue : Colour.orange
    stroke.width = line.isMiddle ? 2.5 : 1.5
    if !line.isMiddle { stroke.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
    chart_series_set_line(series, &stroke)
  }

  private func axes(_ chart: UnsafeMutablePointer<lxw_chart>) {
    let across = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X)
    let up = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y)
    chart_axis_set_name(across, categoryTitle)
    chart_axis_set_name(up, valueTitle)
    chart_axis_set_num_format(up, numberFormat)
    // Below the chart, where values below 0 do not run through the words.
    chart_axis_set_label_position(across, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
  }
}
