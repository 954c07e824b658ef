package dev.boxoffice.event.listing.price;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Types as a tier's row keeps them.
@Converter
public class TicketTypesConverter implements AttributeConverter<TicketTypes, String> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable TicketTypes types) {
        return types == null ? null : JSON.writeValueAsString(types);
    }

    @Override
    public @Nullable TicketTypes convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : JSON.readValue(text, TicketTypes.class);
    }
}
