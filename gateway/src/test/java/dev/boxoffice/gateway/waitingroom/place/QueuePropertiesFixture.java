package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.QueueProperties;

/// Settings of waiting rooms for tests of other packages.
public final class QueuePropertiesFixture {

    private QueuePropertiesFixture() {}

    public static QueueProperties any() {
        return WaitingRoomFixture.PROPERTIES;
    }
}
