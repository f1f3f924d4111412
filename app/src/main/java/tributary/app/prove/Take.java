package tributary.app.prove;

import java.util.OptionalLong;

/**
 * One time that a runner takes in the topic.
 *
 * @param folder the name of its folder
 * @param maxOffsets the most records of one batch, where they are cut
 */
public record Take(Runner runner, String folder, OptionalLong maxOffsets) {}
