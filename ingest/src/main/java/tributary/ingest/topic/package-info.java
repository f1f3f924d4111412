/** What both runners ask the topic itself. */
@NullMarked
package tributary.ingest.topic;

import org.jspecify.annotations.NullMarked;
