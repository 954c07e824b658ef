package dev.boxoffice.standalone.stripe.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a payment comes to when it is steered by hand.
public enum SimulatedOutcome {
    @JsonProperty("succeed")
    SUCCEED,
    @JsonProperty("fail")
    FAIL,
    @JsonProperty("requireAction")
    REQUIRE_ACTION,
    /// It stays `processing` until it is steered again.
    @JsonProperty("delay")
    DELAY
}
