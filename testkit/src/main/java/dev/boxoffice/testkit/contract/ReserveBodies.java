package dev.boxoffice.testkit.contract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Bodies of `POST /booking/reserve` that ask for one ticket, in every form in which booking-service takes it. Which
/// event each is about the gateway sees as well.
public final class ReserveBodies {

    private static final String JSON = "application/json";
    private static final String SPACE = " \n\t".repeat(7_000);

    /// A body as it is sent.
    public record Body(String contentType, byte[] bytes) {}

    private ReserveBodies() {}

    /// Each by what is special about it.
    public static Map<String, Body> of(UUID event, int ordinal) {
        var ticket = event + "." + ordinal;
        var bodies = new LinkedHashMap<String, Body>();
        put(bodies, "one ticket", "{'ticketId':'%s'}", ticket);
        put(bodies, "a list", "{'ticketIds':['%s']}", ticket);
        put(bodies, "typed tickets", "{'tickets':[{'ticketId':'%s'}]}", ticket);
        put(bodies, "the type first", "{'tickets':[{'priceType':null,'ticketId':'%s'}]}", ticket);
        put(bodies, "the best", "{'eventId':'%s','quantity':1}", event);
        put(bodies, "the event last", "{'quantity':1,'section':null,'accessible':0,'eventId':'%s'}", event);
        put(bodies, "by price type", "{'priceTypes':{'Standard':1},'eventId':'%s'}", event);
        put(bodies, "empty lists", "{'ticketIds':[],'tickets':[],'ticketId':'%s'}", ticket);
        put(bodies, "an empty list", "{'ticketIds':[],'tickets':[{'ticketId':'%s'}]}", ticket);
        put(bodies, "nulls", "{'ticketId':null,'ticketIds':null,'eventId':null,'tickets':[{'ticketId':'%s'}]}", ticket);
        put(bodies, "space around an id", "{'ticketId':' \\t%s\\n '}", ticket);
        put(bodies, "marks around an id", "{'tickets':[{'ticketId':'\\uFEFF\\u00A0\\u200B%s\\u2028'}]}", ticket);
        put(bodies, "space around the event", "{'eventId':' %s ','quantity':1}", event);
        put(bodies, "an escaped name", "{'\\u0074icket\\u0049d':'%s'}", ticket);
        put(bodies, "an escaped id", "{'ticketIds':['%s']}", ticket.replace("-", "\\u002D"));
        put(bodies, "a large body", SPACE + "{'ticketId':'%s'}" + SPACE, ticket);
        put(bodies, "a large text", "{'code':'" + " ".repeat(20_000) + "','ticketId':'%s'}", ticket);
        put(bodies, "a large id", "{'ticketId':'%s" + " ".repeat(20_000) + "'}", ticket);
        put(bodies, "a byte order mark", "\uFEFF{'ticketId':'%s'}", ticket);
        for (var unicode : new String[] {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"}) {
            var charset = Charset.forName(unicode);
            bodies.put(unicode, new Body(JSON, text("{'ticketId':'%s'}", ticket).getBytes(charset)));
            bodies.put(
                    "marked " + unicode,
                    new Body(JSON, text("\uFEFF{'ticketIds':['%s']}", ticket).getBytes(charset)));
        }
        for (var other : new String[] {"ISO-8859-1", "IBM037"}) {
            var body = text("{'code':'\u00A0','ticketId':'%s'}", ticket);
            bodies.put(other, new Body(JSON + ";charset=" + other, body.getBytes(Charset.forName(other))));
        }
        return bodies;
    }

    private static void put(Map<String, Body> bodies, String name, String body, Object id) {
        bodies.put(name, new Body(JSON, text(body, id).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String body, Object id) {
        return body.replace('\'', '"').replace("%s", id.toString());
    }
}
