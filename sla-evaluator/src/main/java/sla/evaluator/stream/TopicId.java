package sla.evaluator.stream;

/** A topic that was deleted and made anew, or one of another cluster, is another topic: its offsets begin again. */
record TopicId(String clusterId, String topicId) {}
