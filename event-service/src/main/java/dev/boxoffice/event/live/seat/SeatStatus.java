package dev.boxoffice.event.live.seat;

/// What a seat is to a buyer, by the two-bit codes of the contract.
public enum SeatStatus {
    AVAILABLE(0),
    /// In somebody's hands: a hold, or a payment in flight.
    HELD(1),
    BOOKED(2),
    NOT_FOR_SALE(3);

    private static final SeatStatus[] BY_CODE = {AVAILABLE, HELD, BOOKED, NOT_FOR_SALE};

    private final byte code;

    SeatStatus(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    static SeatStatus of(byte code) {
        return BY_CODE[code];
    }
}
