package dev.boxoffice.standalone.stripe.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a bank does about a payment when it is steered by hand.
public enum SimulatedDisputeAction {
    /// Takes the money back.
    @JsonProperty("open")
    OPEN,
    /// Asks first.
    @JsonProperty("inquire")
    INQUIRE,
    /// Makes a dispute of an inquiry.
    @JsonProperty("escalate")
    ESCALATE,
    /// Decides for the seller, or drops its inquiry.
    @JsonProperty("win")
    WIN,
    @JsonProperty("lose")
    LOSE
}
