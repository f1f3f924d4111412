package tributary.core.spec;

/**
 * A key of a block.
 *
 * @param required whether a block without it is refused
 * @param parser what may stand under it
 */
record Member<T>(String name, boolean required, Value.Parser<T> parser) {

  static <T> Member<T> required(String name, Value.Parser<T> parser) {
    return new Member<>(name, true, parser);
  }

  static <T> Member<T> optional(String name, Value.Parser<T> parser) {
    return new Member<>(name, false, parser);
  }
}
