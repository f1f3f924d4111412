package tributary.core.spec;

/**
 * Where the elements of a frame are that are rows.
 *
 * @param elements where they stand; its last step is {@link JsonPointer#EACH}
 * @param newestFirst whether the venue sends the newest element first; they are then taken in from
 *     the last to the first
 */
public record Each(JsonPointer elements, boolean newestFirst) {

  public Each {
    if (elements.depth() == 0 || !elements.isEach(elements.names().size() - 1)) {
      throw new IllegalArgumentException("Invalid each: " + elements + " (its last step is *)");
    }
  }
}
