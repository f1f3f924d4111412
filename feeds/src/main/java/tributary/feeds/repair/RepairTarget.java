package tributary.feeds.repair;

import java.net.URI;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secrets;

/**
 * Whom a repairer asks.
 *
 * @param venue the venue's name
 * @param address {@link RestBackfill#endpoint}, or a simulator's; only this machine may be spoken
 *     to without TLS
 * @param secrets asked for a key that a call may need
 */
public record RepairTarget(String venue, RestBackfill backfill, URI address, Secrets secrets) {}
