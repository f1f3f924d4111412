package tributary.core.spec;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one block.
 *
 * @param isSound whether nothing was refused, so that all required keys have their values
 */
record Content(Value value, Map<Member<?>, Entry> entries, boolean isSound) {

  /** A value and what it means; null where it was refused. */
  record Entry(Value value, @Nullable Object meaning) {}

  static Entry entry(Member<?> member, Value value) {
    return new Entry(value, member.parser().parse(value));
  }

  /** Whether the key stands in the block, with whatever value. */
  boolean has(Member<?> member) {
    return entries.containsKey(member);
  }

  /** What stands under the key; null if it is absent or was refused. */
  @SuppressWarnings("unchecked") // the member's own parser made it
  <T> @Nullable T find(Member<T> member) {
    Entry entry = entries.get(member);
    return entry == null ? null : (T) entry.meaning();
  }

  /** What stands under a required key of a sound block. */
  <T> T need(Member<T> member) {
    return Objects.requireNonNull(find(member), member.name());
  }

  <T> T findOr(Member<T> member, T otherwise) {
    T found = find(member);
    return found == null ? otherwise : found;
  }

  /** The value under a key that {@linkplain #has stands in the block}, for reporting. */
  Value at(Member<?> member) {
    return Objects.requireNonNull(entries.get(member), member.name()).value();
  }
}
