package dev.boxoffice.search.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/// Invents a catalogue of any size: the same seed gives the same one.
///
/// Names are put together from word lists of several languages and scripts, popular performers play more often than
/// others (by Zipf's law), and venues lie in real cities.
final class SearchCatalogueGenerator {

    record Venue(UUID id, String name, City city) {}

    record Performer(UUID id, String name) {}

    record Event(
            UUID id,
            String name,
            String category,
            String genre,
            Venue venue,
            List<Performer> performers,
            Instant startsAt,
            long price,
            int tickets) {}

    record City(String name, String country, double latitude, double longitude, String zone, String currency) {}

    private static final List<City> CITIES = List.of(
            new City("London", "GB", 51.51, -0.13, "Europe/London", "GBP"),
            new City("Manchester", "GB", 53.48, -2.24, "Europe/London", "GBP"),
            new City("Paris", "FR", 48.86, 2.35, "Europe/Paris", "EUR"),
            new City("Lyon", "FR", 45.76, 4.84, "Europe/Paris", "EUR"),
            new City("Berlin", "DE", 52.52, 13.41, "Europe/Berlin", "EUR"),
            new City("München", "DE", 48.14, 11.58, "Europe/Berlin", "EUR"),
            new City("Köln", "DE", 50.94, 6.96, "Europe/Berlin", "EUR"),
            new City("Wien", "AT", 48.21, 16.37, "Europe/Vienna", "EUR"),
            new City("Zürich", "CH", 47.38, 8.54, "Europe/Zurich", "CHF"),
            new City("Madrid", "ES", 40.42, -3.70, "Europe/Madrid", "EUR"),
            new City("Barcelona", "ES", 41.39, 2.17, "Europe/Madrid", "EUR"),
            new City("Lisboa", "PT", 38.72, -9.14, "Europe/Lisbon", "EUR"),
            new City("Milano", "IT", 45.46, 9.19, "Europe/Rome", "EUR"),
            new City("København", "DK", 55.68, 12.57, "Europe/Copenhagen", "DKK"),
            new City("Göteborg", "SE", 57.71, 11.97, "Europe/Stockholm", "SEK"),
            new City("Warszawa", "PL", 52.23, 21.01, "Europe/Warsaw", "PLN"),
            new City("Kraków", "PL", 50.06, 19.94, "Europe/Warsaw", "PLN"),
            new City("Praha", "CZ", 50.08, 14.44, "Europe/Prague", "CZK"),
            new City("Київ", "UA", 50.45, 30.52, "Europe/Kyiv", "UAH"),
            new City("İstanbul", "TR", 41.01, 28.98, "Europe/Istanbul", "TRY"),
            new City("New York", "US", 40.71, -74.01, "America/New_York", "USD"),
            new City("Chicago", "US", 41.88, -87.63, "America/Chicago", "USD"),
            new City("Los Angeles", "US", 34.05, -118.24, "America/Los_Angeles", "USD"),
            new City("Austin", "US", 30.27, -97.74, "America/Chicago", "USD"),
            new City("Nashville", "US", 36.16, -86.78, "America/Chicago", "USD"),
            new City("Toronto", "CA", 43.65, -79.38, "America/Toronto", "CAD"),
            new City("Montréal", "CA", 45.50, -73.57, "America/Toronto", "CAD"),
            new City("Ciudad de México", "MX", 19.43, -99.13, "America/Mexico_City", "MXN"),
            new City("São Paulo", "BR", -23.55, -46.63, "America/Sao_Paulo", "BRL"),
            new City("Buenos Aires", "AR", -34.60, -58.38, "America/Argentina/Buenos_Aires", "ARS"),
            new City("東京", "JP", 35.68, 139.69, "Asia/Tokyo", "JPY"),
            new City("大阪", "JP", 34.69, 135.50, "Asia/Tokyo", "JPY"),
            new City("서울", "KR", 37.57, 126.98, "Asia/Seoul", "KRW"),
            new City("上海", "CN", 31.23, 121.47, "Asia/Shanghai", "CNY"),
            new City("Singapore", "SG", 1.35, 103.82, "Asia/Singapore", "SGD"),
            new City("Mumbai", "IN", 19.08, 72.88, "Asia/Kolkata", "INR"),
            new City("Sydney", "AU", -33.87, 151.21, "Australia/Sydney", "AUD"),
            new City("Auckland", "NZ", -36.85, 174.76, "Pacific/Auckland", "NZD"),
            new City("Johannesburg", "ZA", -26.20, 28.05, "Africa/Johannesburg", "ZAR"));

    private static final List<String> HOUSES =
            words("Arena,Hall,Theatre,Opera House,Stadium,Club,Ballroom,Palace,Pavilion,"
                    + "Auditorium,Amphitheatre,Playhouse,Garden,Forum,Halle,Salle,Teatro,Zénith,Konzerthaus,Dome");
    private static final List<String> FIRST = words(
            "Ana,Björn,Chloé,Dmitri,Élise,Frank,Grace,Hiro,Ines,José,Kateřina,Lars,"
                    + "Mónica,Noah,Ólafur,Paulo,Quinn,Renée,Søren,Tomás,Uma,Vera,Wendy,Ximena,Yara,Zoë,Aïcha,Benoît,Çağla,Đorđe,"
                    + "Emre,François,Gül,Håkon,Ivana,Jürgen,Kōji,Łucja,Małgorzata,Niño,Oskar,Priya,Rosa,Štěpán,Thandiwe,Valérie");
    private static final List<String> LAST = words(
            "Almeida,Bergström,Castañeda,Dvořák,Eriksen,Fournier,García,Hoffmann,"
                    + "Ivanović,Jónsdóttir,Kowalczyk,Lindqvist,Müller,Nakamura,O'Neill,Pereira,Quiñones,Rodríguez,Şahin,Tremblay,"
                    + "Ünal,Vandenberghe,Wójcik,Yılmaz,Żukowski,Ångström,Bélanger,Čapek,Delgado,Ferreira,Grønvold,Håland,Jansson");
    private static final List<String> ADJECTIVES = words(
            "Silent,Electric,Velvet,Broken,Golden,Midnight,Paper,Neon,Wild,"
                    + "Frozen,Burning,Hollow,Crystal,Distant,Scarlet,Savage,Gentle,Rusty,Cosmic,Lonely,Marble,Copper,Violet,Thunder");
    private static final List<String> NOUNS = words(
            "Wolves,Mirrors,Gardens,Engines,Ghosts,Oceans,Sparrows,Machines,Rivers,"
                    + "Kings,Satellites,Lanterns,Foxes,Shadows,Horses,Cathedrals,Islands,Strangers,Comets,Diamonds,Pilots,Harbours");
    private static final List<String> OTHER_SCRIPTS =
            words("Кино-Театр,Ночные Птицы,Северный Ветер,Белые Ночи,Мельница Снов,"
                    + "Океан Ельзи,夜の鳥,東京シティオーケストラ,青い空バンド,さくらカルテット,ヨルノカゼ,银河乐队,月光合唱团,"
                    + "봄날밴드,달빛오케스트라,Ελληνική Ορχήστρα,Νυχτερινά Πουλιά");
    private static final List<String> SHOWS = words("World Tour,Live,Unplugged,Farewell Tour,in Concert,Acoustic Night,"
            + "Anniversary Tour,Summer Festival,Winter Gala,Symphony No. 5,Greatest Hits,Open Air,& Friends,Encore,"
            + "25 Years,Comedy Night,Grand Final,Championship,Premiere,Ballet,Fantasia,Requiem,The Musical,on Ice");
    private static final List<String> CATEGORIES = words("MUSIC,MUSIC,MUSIC,SPORTS,ARTS,FAMILY,COMEDY,OTHER");
    private static final List<String> GENRES =
            words("Rock,Pop,Jazz,Hip-Hop,Classical,Electronic,Folk,Metal,Opera,Musical,"
                    + "Football,Basketball,Stand-up,Circus,Dance,Reggae,Latin,K-Pop,Country,Blues");

    private final Random random;
    private final List<Venue> venues = new ArrayList<>();
    private final List<Performer> performers = new ArrayList<>();
    private final Instant now;

    SearchCatalogueGenerator(long seed, int events, Instant now) {
        this.random = new Random(seed);
        this.now = now;
        for (int i = 0; i < Math.max(50, events / 100); i++) {
            venues.add(venue(i));
        }
        for (int i = 0; i < Math.max(200, events / 8); i++) {
            performers.add(performer(i));
        }
    }

    List<Venue> venues() {
        return venues;
    }

    List<Performer> performers() {
        return performers;
    }

    private Venue venue(int number) {
        var city = pick(CITIES);
        var name = switch (random.nextInt(3)) {
            case 0 -> pick(LAST) + " " + pick(HOUSES);
            case 1 -> pick(ADJECTIVES) + " " + pick(HOUSES);
            default -> city.name() + " " + pick(NOUNS) + " " + pick(HOUSES);
        };
        return new Venue(id("venue", number), name, scattered(city));
    }

    private City scattered(City city) {
        return new City(
                city.name(),
                city.country(),
                city.latitude() + random.nextGaussian() * 0.08,
                city.longitude() + random.nextGaussian() * 0.08,
                city.zone(),
                city.currency());
    }

    private Performer performer(int number) {
        var name = switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> pick(FIRST) + " " + pick(LAST) + (number % 7 == 0 ? " " + syllables(2) : "");
            case 4, 5 -> "The " + pick(ADJECTIVES) + " " + pick(NOUNS);
            case 6 -> pick(LAST) + " & " + pick(LAST);
            case 7 -> syllables(2 + random.nextInt(2)) + " " + (1 + random.nextInt(99));
            case 8 -> pick(OTHER_SCRIPTS) + (random.nextBoolean() ? "" : " " + syllables(1));
            default -> syllables(3);
        };
        return new Performer(id("performer", number), name);
    }

    private String syllables(int count) {
        var word = new StringBuilder();
        for (int i = 0; i < count; i++) {
            word.append("bdfgklmnprstvz".charAt(random.nextInt(14))).append("aeiouáéøü".charAt(random.nextInt(9)));
        }
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    Stream<Event> events(int count) {
        return Stream.iterate(0, number -> number + 1).limit(count).map(this::event);
    }

    private Event event(int number) {
        var first = popular();
        var acts = random.nextInt(4) == 0 ? List.of(first, popular()) : List.of(first);
        var name = random.nextInt(3) == 0 ? first.name() : first.name() + ": " + pick(ADJECTIVES) + " " + pick(SHOWS);
        return new Event(
                id("event", number),
                name,
                pick(CATEGORIES),
                pick(GENRES),
                pick(venues),
                acts.stream().distinct().toList(),
                now.plus(1 + random.nextInt(365 * 24), ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS),
                (long) (10 + random.nextInt(190)) * 100,
                random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(20));
    }

    /// The first performers play most: about as one over their rank.
    private Performer popular() {
        var rank = (int) Math.floor(Math.pow(performers.size(), random.nextDouble())) - 1;
        return performers.get(Math.clamp(rank, 0, performers.size() - 1));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static UUID id(String kind, int number) {
        return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> words(String text) {
        return List.of(text.split(","));
    }
}
