package sla.runtime.topic;

/** A topic that was deleted and made anew, or one of another cluster, is another topic: its offsets begin again. */
public record TopicId(String clusterId, String topicId) {}
