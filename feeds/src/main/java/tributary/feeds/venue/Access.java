package tributary.feeds.venue;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a venue needs to sign a request.
 *
 * @param secrets keys, by the names that {@link Profile} tells people
 * @param wall the time that a signature bears
 * @param random for nonces
 */
public record Access(Secrets secrets, InstantSource wall, RandomGenerator random) {}
