package dev.boxoffice.event.listing.price;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Charges as an event's row keeps them; an event without any has none.
@Converter
public class EventChargesConverter implements AttributeConverter<EventCharges, String> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable EventCharges charges) {
        return charges == null || charges.equals(EventCharges.NONE) ? null : JSON.writeValueAsString(charges);
    }

    @Override
    public EventCharges convertToEntityAttribute(@Nullable String text) {
        return text == null ? EventCharges.NONE : JSON.readValue(text, EventCharges.class);
    }
}
