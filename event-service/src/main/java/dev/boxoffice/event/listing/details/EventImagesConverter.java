package dev.boxoffice.event.listing.details;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Pictures as an event's row keeps them.
@Converter
public class EventImagesConverter implements AttributeConverter<List<EventImage>, String> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<EventImage>> IMAGES = new TypeReference<>() {};

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable List<EventImage> images) {
        return images == null || images.isEmpty() ? null : JSON.writeValueAsString(images);
    }

    @Override
    public List<EventImage> convertToEntityAttribute(@Nullable String text) {
        return text == null ? List.of() : JSON.readValue(text, IMAGES);
    }
}
