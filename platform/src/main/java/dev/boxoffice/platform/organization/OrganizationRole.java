package dev.boxoffice.platform.organization;

import static dev.boxoffice.platform.organization.OrganizationRight.CHECK_IN;
import static dev.boxoffice.platform.organization.OrganizationRight.EDIT_EVENTS;
import static dev.boxoffice.platform.organization.OrganizationRight.READ_AUDIT;
import static dev.boxoffice.platform.organization.OrganizationRight.READ_BOOKINGS;
import static dev.boxoffice.platform.organization.OrganizationRight.READ_DOOR;
import static dev.boxoffice.platform.organization.OrganizationRight.READ_MONEY;
import static dev.boxoffice.platform.organization.OrganizationRight.REFUND;
import static dev.boxoffice.platform.organization.OrganizationRight.SELL;
import static dev.boxoffice.platform.organization.OrganizationRight.SET_PRICES;

import java.util.EnumSet;
import java.util.Set;

/// What somebody is in an organization, and so what they may do for it. The access token must name the
/// platform's role (`organizer`, `scanner`) as well: that one is checked at the path.
public enum OrganizationRole {
    OWNER(EnumSet.allOf(OrganizationRight.class)),
    MANAGER(EnumSet.of(EDIT_EVENTS, SET_PRICES, SELL, READ_BOOKINGS, READ_AUDIT, CHECK_IN, READ_DOOR)),
    FINANCE(EnumSet.of(READ_BOOKINGS, READ_MONEY, READ_AUDIT, REFUND)),
    DOOR(EnumSet.of(CHECK_IN, READ_DOOR));

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<OrganizationRight> rights;

    OrganizationRole(Set<OrganizationRight> rights) {
        this.rights = Set.copyOf(rights);
    }

    public boolean may(OrganizationRight right) {
        return rights.contains(right);
    }

    public Set<OrganizationRight> rights() {
        return rights;
    }
}
