package dev.boxoffice.gateway.token;

/// The roles the gateway itself asks for; services know the others.
public enum Role {
    OPERATOR("operator");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    public String authority() {
        return "ROLE_" + claim;
    }
}
