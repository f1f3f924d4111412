package tributary.core.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** What the value of a column must fulfil. A null value fulfils every check. */
public sealed interface Check {

  /** The number is greater than the bound. */
  record Above(BigDecimal bound) implements Check {}

  /** The number is the bound or greater. */
  record AtLeast(BigDecimal bound) implements Check {}

  /** The number is less than the bound. */
  record Below(BigDecimal bound) implements Check {}

  /** The number is the bound or less. */
  record AtMost(BigDecimal bound) implements Check {}

  /** The text is one of these. */
  record OneOf(Set<String> values) implements Check {
    public OneOf {
      values = Set.copyOf(values);
    }
  }

  /** The whole text matches the regular expression. */
  record Matches(Pattern pattern) implements Check {}

  /** The timestamp is no farther from the receive time than this, before or after. */
  record NearReceipt(Duration distance) implements Check {}
}
