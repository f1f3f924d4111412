package tributary.lake;

import java.util.Optional;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.LedgerException;
import tributary.core.ledger.LedgerJson;
import tributary.core.ledger.ModelSources;
import tributary.core.ledger.ModelSourcesJson;

/** What commits write down beside their files: a ledger, or what a model was made of. */
final class Written {
  private Written() {}

  static boolean isLedger(String json) {
    return !ModelSourcesJson.is(json);
  }

  /** What a model's table was made of; empty for other tables. */
  static Optional<ModelSources> sources(String table, Optional<String> json) {
    try {
      return json.filter(ModelSourcesJson::is).map(ModelSourcesJson::read);
    } catch (LedgerException e) {
      throw new ReadFailedException(
          "Cannot read what table " + table + " was made of: " + e.getMessage(), e);
    }
  }

  /** The ledger of a table that is no model's. */
  static Optional<Ledger> ledger(String table, Optional<String> json) {
    try {
      return json.map(LedgerJson::read);
    } catch (LedgerException e) {
      throw new ReadFailedException(
          "Cannot read the ledger of table " + table + ": " + e.getMessage(), e);
    }
  }
}
