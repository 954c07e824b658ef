package dev.boxoffice.support;

import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/// Rows of a single column that is never null.
public final class ColumnRowMapper {

    public static final RowMapper<UUID> ID = (row, _) -> row.getObject(1, UUID.class);

    public static final RowMapper<String> TEXT = (row, _) -> row.getString(1);

    private ColumnRowMapper() {}
}
