public import Scenarios
public import Vocabulary

/// The files of a return, and what a run must count for them.
public enum ReturnFiles {
  /// The groups of cells to count in the runs; nil where the account is enough.
  public static func groups(_ request: ReturnRequest, space: StateSpace) -> CellGroups? {
    switch request.kind {
    case .dsgPlan: DSGPlanReturn.groups(request, space)
    case .lsrp: LSRPReturn.groups(request, space)
    case .scap: SCAPReturn.groups(request, space)
    case .s251: nil
    }
  }

  /// Why a return cannot be filled from a scenario, before it is run.
  public static func faults(_ request: ReturnRequest, _ model: ScenarioModel) -> [Finding] {
    request.kind == .s251 ? Section251Return.faults(request, model) : []
  }

  /// True where a return says what each of a scenario's mitigations does.
  public static func tellsMitigationsApart(_ kind: ReturnKind) -> Bool {
    kind == .dsgPlan || kind == .lsrp
  }

  /// The return and what it rests on, with each mitigation of the scenario for itself.
  public static func files(_ request: ReturnRequest, _ run: MitigationRun) -> [OutputFile] {
    let alone = zip(run.mitigations, run.alone).map(MitigationSide.init)
    return files(
      ReturnSides(
        request: request, runs: [run.unmitigated, run.mitigated], mitigations: alone))
  }

  /// The return and what it rests on.
  ///
  /// - Parameters:
  ///   - unmitigated: the baseline, run with the groups of the request.
  ///   - mitigated: a scenario of the same draws, run with the same groups; nil where none is asked for.
  public static func files(
    _ request: ReturnRequest, unmitigated: ReturnDraws, mitigated: ReturnDraws?
  ) -> [OutputFile] {
    files(ReturnSides(request: request, runs: [unmitigated] + (mitigated.map { [$0] } ?? [])))
  }

  private static func files(_ sides: ReturnSides) -> [OutputFile] {
    [
      table(sides).file(in: ""), ReturnAssumptions(sides: sides).table().file(in: ""),
    ]
  }

  private static func table(_ sides: ReturnSides) -> CSVText {
    let rows: [ReturnRow]
    switch sides.request.kind {
    case .dsgPlan: rows = DSGPlanReturn(sides: sides).rows()
    case .lsrp: rows = LSRPReturn(sides: sides).rows()
    case .s251: return Section251Return(sides: sides).file()
    case .scap: return SCAPReturn(sides: sides).file()
    }
    var table = CSVText(.returned(sides.request.kind))
    for row in rows { table.add(row.cells) }
    return table
  }
}
