package dev.boxoffice.gateway.waitingroom.check;

/// Where in a waiting room a sign is asked for. What was solved for one step does for no other.
public enum CheckedStep {
    JOINING((byte) 0),
    ADMISSION((byte) 1);

    private final byte code;

    CheckedStep(byte code) {
        this.code = code;
    }

    /// What stands for it in a challenge.
    byte code() {
        return code;
    }
}
