/** Kafka: a real broker inside this JVM, and the topic of a pipeline on any broker. */
@NullMarked
package tributary.app.broker;

import org.jspecify.annotations.NullMarked;
