import GRDB

/// The tables of a store, made step by step; each step is named by what it is for and never changed once published.
enum StoreSchema {
  /// What the header of the file says of whose it is: `SUFF`.
  static let application = 0x5355_4646

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("keep runs with their inputs") { try $0.execute(sql: runs) }
    migrator.registerMigration("keep scenarios with their figures") {
      try $0.execute(sql: scenarios)
    }
    migrator.registerMigration("log sign-offs") { try $0.execute(sql: signOffs) }
    migrator.registerMigration("hold what is signed") { try $0.execute(sql: guards) }
    return migrator
  }

  // A seed takes all 64 bits, which an INTEGER cannot.
  private static let runs = """
    PRAGMA application_id = \(application);
    CREATE TABLE run (
      id TEXT PRIMARY KEY NOT NULL
        CHECK (id GLOB '[0-9][0-9][0-9]-*' AND length(id) = 20
          AND substr(id, 5) NOT GLOB '*[^0-9a-f]*'),
      dfe_code TEXT NOT NULL CHECK (dfe_code = substr(id, 1, 3)),
      authority TEXT NOT NULL CHECK (authority <> ''),
      folder TEXT NOT NULL CHECK (folder <> ''),
      version TEXT NOT NULL CHECK (version <> ''),
      seed TEXT NOT NULL CHECK (seed <> '' AND seed NOT GLOB '*[^0-9]*'),
      draws INTEGER NOT NULL CHECK (draws BETWEEN 1 AND 1000000),
      years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 40),
      base_census INTEGER NOT NULL CHECK (base_census BETWEEN 1990 AND 2100),
      finished TEXT NOT NULL CHECK (finished GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'),
      owner TEXT CHECK (trim(owner) <> ''),
      purpose TEXT CHECK (trim(purpose) <> ''),
      status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'checked', 'approved'))
    ) STRICT;
    CREATE INDEX run_by_folder ON run (folder, finished);
    CREATE TABLE run_input (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      path TEXT NOT NULL CHECK (path <> ''),
      hash TEXT NOT NULL CHECK (length(hash) = 16 AND hash NOT GLOB '*[^0-9a-f]*'),
      PRIMARY KEY (run, path)
    ) STRICT, WITHOUT ROWID;
    """

  private static let scenarios = """
    CREATE TABLE scenario (
      number INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      id TEXT NOT NULL CHECK (id <> ''),
      name TEXT NOT NULL,
      question TEXT NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 0 AND (position = 0) = (id = 'baseline')),
      UNIQUE (run, id),
      UNIQUE (run, position)
    ) STRICT;
    CREATE TABLE assumption (
      scenario INTEGER NOT NULL REFERENCES scenario (number) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      is_dropped INTEGER NOT NULL CHECK (is_dropped IN (0, 1)),
      name TEXT NOT NULL CHECK (name <> ''),
      scope TEXT NOT NULL,
      value TEXT NOT NULL,
      unit TEXT NOT NULL,
      status TEXT NOT NULL
        CHECK (status IN ('published', 'derived', 'estimated', 'assumption', 'illustrative')),
      source TEXT NOT NULL,
      PRIMARY KEY (scenario, is_dropped, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE figure (
      scenario INTEGER NOT NULL REFERENCES scenario (number) ON DELETE CASCADE,
      file TEXT NOT NULL CHECK (file GLOB '?*.csv'),
      key TEXT NOT NULL CHECK (key GLOB '?*=?*'),
      unit TEXT NOT NULL,
      \(Quantity.allCases.map { "\($0.rawValue) REAL" }.joined(separator: ", ")),
      PRIMARY KEY (scenario, file, key)
    ) STRICT, WITHOUT ROWID;
    """

  private static let signOffs = """
    CREATE TABLE sign_off (
      number INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES run (id) ON DELETE RESTRICT,
      status TEXT NOT NULL CHECK (status IN ('checked', 'approved')),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
      note TEXT NOT NULL,
      UNIQUE (run, status)
    ) STRICT;
    """

  /// Triggers: what is signed is not changed, deleted or replaced, whoever writes the SQL.
  private static let guards = """
    CREATE TRIGGER run_signed_is_kept BEFORE DELETE ON run WHEN OLD.status <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'a signed run is not deleted'); END;
    CREATE TRIGGER run_signed_is_not_replaced BEFORE INSERT ON run
    WHEN NEW.status <> 'draft' OR EXISTS (SELECT 1 FROM run WHERE id = NEW.id AND status <> 'draft')
    BEGIN SELECT RAISE(ABORT, 'a signed run is not replaced, and a new one is a draft'); END;
    CREATE TRIGGER run_signed_is_not_changed BEFORE UPDATE ON run
    WHEN OLD.status = 'approved' OR (OLD.status = 'checked' AND (OLD.id, OLD.dfe_code, OLD.authority,
      OLD.folder, OLD.version, OLD.seed, OLD.draws, OLD.years, OLD.base_census, OLD.finished, OLD.owner,
      OLD.purpose) IS NOT (NEW.id, NEW.dfe_code, NEW.authority, NEW.folder, NEW.version, NEW.seed,
      NEW.draws, NEW.years, NEW.base_census, NEW.finished, NEW.owner, NEW.purpose))
    BEGIN SELECT RAISE(ABORT, 'a signed run is not changed'); END;
    CREATE TRIGGER run_status_is_that_of_its_sign_offs BEFORE UPDATE OF status ON run
    WHEN NEW.status <> coalesce(
      (SELECT status FROM sign_off WHERE run = OLD.id ORDER BY status = 'approved' DESC LIMIT 1), 'draft')
    BEGIN SELECT RAISE(ABORT, 'a run has the status that was signed'); END;
    CREATE TRIGGER sign_off_is_in_order BEFORE INSERT ON sign_off
    WHEN EXISTS (SELECT 1 FROM sign_off WHERE number = NEW.number OR (run, status) = (NEW.run, NEW.status))
      OR (SELECT status FROM run WHERE id = NEW.run) IS NOT
        CASE NEW.status WHEN 'checked' THEN 'draft' ELSE 'checked' END
    BEGIN SELECT RAISE(ABORT, 'a draft is checked, then approved, each once'); END;
    CREATE TRIGGER sign_off_is_by_another BEFORE INSERT ON sign_off
    WHEN (SELECT owner FROM run WHERE id = NEW.run) IS NULL
      OR EXISTS (SELECT 1 FROM run WHERE id = NEW.run AND lower(trim(owner)) = lower(trim(NEW.name)))
      OR EXISTS (SELECT 1 FROM sign_off WHERE run = NEW.run AND lower(trim(name)) = lower(trim(NEW.name)))
    BEGIN SELECT RAISE(ABORT, 'owner, checker and approver are three people'); END;
    CREATE TRIGGER sign_off_raises_status AFTER INSERT ON sign_off
    BEGIN UPDATE run SET status = NEW.status WHERE id = NEW.run; END;
    CREATE TRIGGER sign_off_is_not_changed BEFORE UPDATE ON sign_off
    BEGIN SELECT RAISE(ABORT, 'the log of sign-offs is only added to'); END;
    CREATE TRIGGER sign_off_is_not_deleted BEFORE DELETE ON sign_off
    BEGIN SELECT RAISE(ABORT, 'the log of sign-offs is only added to'); END;
    \(contents.map(guards(of:)).joined(separator: "\n"))
    """

  /// The tables below a run, and how a row leads to its run.
  private static let contents = [
    ("run_input", "ROW.run"), ("scenario", "ROW.run"),
    ("assumption", "(SELECT run FROM scenario WHERE number = ROW.scenario)"),
    ("figure", "(SELECT run FROM scenario WHERE number = ROW.scenario)"),
  ]

  private static func guards(of table: (name: String, run: String)) -> String {
    // A row that is put in the place of another (REPLACE) is deleted without a word to the triggers of deletion.
    let replacing = """
      CREATE TRIGGER scenario_of_signed_replaced BEFORE INSERT ON scenario
      WHEN (SELECT run.status FROM scenario JOIN run ON run.id = scenario.run
        WHERE scenario.number = NEW.number) <> 'draft'
      BEGIN SELECT RAISE(ABORT, 'what a signed run holds is not changed'); END;
      """
    let guards = [("INSERT", "NEW"), ("UPDATE", "OLD"), ("UPDATE", "NEW"), ("DELETE", "OLD")].map {
      verb, row in
      """
      CREATE TRIGGER \(table.name)_of_signed_\(verb.lowercased())_\(row.lowercased()) BEFORE \(verb) ON \(table.name)
      WHEN (SELECT status FROM run WHERE id = \(table.run.replacing("ROW", with: row))) <> 'draft'
      BEGIN SELECT RAISE(ABORT, 'what a signed run holds is not changed'); END;
      """
    }
    return ((table.name == "scenario" ? [replacing] : []) + guards).joined(separator: "\n")
  }
}

/// What is kept of a figure, where its file has it.
enum Quantity: String, CaseIterable {
  case mean, p025, p05, p10, p25, p50, p75, p80, p90, p95, p975
}
