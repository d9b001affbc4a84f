import Vocabulary

extension ScenarioRun {
  /// The runs of scenarios that have the same children, of draws that shards have made: the same as made here.
  ///
  /// - Parameters:
  ///   - models: one of `groups`, all of whose draws `parts` has.
  ///   - options: those of the whole run.
  /// - Throws: `ShardError` where the shards were made by another version of the models.
  public static func runs(
    _ models: [ScenarioModel], options: RunOptions, merging parts: ShardParts
  ) throws(ShardError) -> [ScenarioRun] {
    let model = models[0]
    let ids = models.map(\.scenario.id)
    var found: [(file: ShardFile, group: ShardRecord.Group)] = []
    for (file, unit) in parts.parts {
      guard let group = unit.groups.first(where: { $0.scenarios == ids }),
        isOfTheShape(of: models, group)
      else {
        throw ShardError(
          file.path,
          seen: "holds other series of \(ids.joined(separator: ", ")) than this version makes",
          remedy: "Work all shards out again with this version.")
      }
      found.append((file, group))
    }
    precondition(!found.isEmpty, "no shards of \(ids)")
    let (stores, places) = stores(models, found)
    var planYears = PlanYearSums(
      years: model.financialYears.count, cells: model.space.cellsPerNCY)
    for (file, group) in found {
      places.add(summed: file.sums(group.placeSums))
      planYears.add(all: file.sums(group.planYears))
    }
    let shelf = BlockShelf(reading: found.map(\.file.file))
    return models.indices.map {
      ScenarioRun(
        models[$0], options, stores[$0], places, nil, nil, planYears, nil, shelf)
    }
  }

  private static func stores(
    _ models: [ScenarioModel], _ found: [(file: ShardFile, group: ShardRecord.Group)]
  ) -> ([DrawStore], PlaceStore) {
    let model = models[0]
    let money = models.indices.map { index in
      DrawColumns<Int>(
        columns: models[index].amounts,
        blocks: found.flatMap { $0.file.blocks($0.group.money[index]) })
    }
    let layout = SeriesLayout(model)
    let heads = DrawColumns<Int32>(
      columns: layout.count, blocks: found.flatMap { $0.file.blocks($0.group.heads) })
    let first = DrawStore(layout: layout, heads: heads, money: money[0])
    let places = PlaceStore(
      model.placeShape, years: model.years, settings: model.settings.count
    ) { columns in
      DrawColumns(columns: columns, blocks: found.flatMap { $0.file.blocks($0.group.places) })
    }
    return ([first] + money.dropFirst().map { DrawStore(sharing: first, money: $0) }, places)
  }

  private static func isOfTheShape(
    of models: [ScenarioModel], _ group: ShardRecord.Group
  ) -> Bool {
    let model = models[0]
    let (years, shape) = (model.years, model.placeShape)
    return group.heads.columns == SeriesLayout(model).count
      && group.places.columns
        == PlaceStore.columns(shape, years: years, settings: model.settings.count)
      && group.placeSums.draws == PlaceStore.sums(shape, years: years)
      && group.planYears.draws == model.financialYears.count * model.space.cellsPerNCY
      && zip(group.money, models).allSatisfy { $0.columns == $1.amounts }
  }
}

extension ScenarioModel {
  /// The amounts of money of a draw: financial years × lines.
  var amounts: Int { accountLines.count * financialYears.count }
}

extension SeriesLayout {
  /// The series of a model's runs.
  init(_ model: ScenarioModel) {
    self.init(
      model.space, years: model.years, settings: model.settings.count,
      hasTopUps: model.topUps != nil)
  }
}
