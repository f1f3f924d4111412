package tributary.core.windows;

import tributary.core.rows.Rows;

/**
 * The windows of one gold table as they stand when a batch ends.
 *
 * @param open those still open
 * @param sealed those that became final, or are final and were corrected
 * @param withdrawn those of {@code open} that an earlier commit sealed: a partition that lags
 *     brought them a row
 */
public record Cut(Rows open, Rows sealed, Rows withdrawn) {}
