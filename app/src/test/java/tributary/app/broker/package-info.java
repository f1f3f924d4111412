/** The embedded broker and the topics, against real brokers. */
@NullMarked
package tributary.app.broker;

import org.jspecify.annotations.NullMarked;
