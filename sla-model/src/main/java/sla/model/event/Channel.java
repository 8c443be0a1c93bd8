package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum Channel {
    @JsonProperty("voice")
    VOICE,
    @JsonProperty("chat")
    CHAT,
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("messaging")
    MESSAGING,
    @JsonProperty("social")
    SOCIAL,
    @JsonProperty("video")
    VIDEO,
    @JsonProperty("callback")
    CALLBACK,
    @JsonProperty("task")
    TASK
}
