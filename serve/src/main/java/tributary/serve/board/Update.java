package tributary.serve.board;

/**
 * What changed on the board between two versions.
 *
 * @param since the version that the reader must have seen; {@link LiveBoard#BEGINNING} for a
 *     snapshot of everything
 * @param version the version that the reader has seen then
 * @param json one line of JSON
 */
public record Update(long since, long version, String json) {}
