package tributary.spark.batch;

import tributary.core.spec.Pipeline;

/**
 * A pipeline file, to be read again on other machines.
 *
 * @param fileName what messages call it
 * @param text all of it
 * @param pipeline what it says
 */
public record PipelineText(String fileName, String text, Pipeline pipeline) {}
