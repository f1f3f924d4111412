package tributary.app.system;

import java.math.BigDecimal;
import java.util.List;

/**
 * A ticker as the checkers read it.
 *
 * @param cells its silver columns in the table's order, as text
 */
record Tick(
    String product,
    long tradeId,
    long timeMicros,
    BigDecimal price,
    BigDecimal size,
    List<String> cells) {}
