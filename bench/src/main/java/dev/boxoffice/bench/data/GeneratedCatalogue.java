package dev.boxoffice.bench.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A catalogue of any size, invented inside Postgres and taken away again: the same seed gives the same one.
///
/// Names come from word lists of several languages; the first performers play most, about as one over their rank.
/// It is one transaction, during which the tables are out of the publication: the change stream would bring a
/// million events one by one, where a rebuild of the index brings them together. Whatever cuts it off leaves
/// nothing behind.
public final class GeneratedCatalogue implements AutoCloseable {

    private static final String OWNER = "bench-catalogue";
    private static final double SEED = 0.20261122;

    private static final String WORDS = """
            create temporary table word as select kind, row_number() over (partition by kind) - 1 as n, word,
                                                  count(*) over (partition by kind) as many
              from (values ('first', '{Ana,Björn,Chloé,Dmitri,Élise,Frank,Grace,Hiro,Ines,José,Kateřina,Lars,Mónica,Noah,
                                       Ólafur,Paulo,Quinn,Renée,Søren,Tomás,Uma,Vera,Wendy,Ximena,Yara,Zoë,Aïcha,Çağla}'::text[]),
                           ('last', '{Almeida,Bergström,Castañeda,Dvořák,Eriksen,Fournier,García,Hoffmann,Ivanović,
                                      Kowalczyk,Lindqvist,Müller,Nakamura,Pereira,Rodríguez,Şahin,Tremblay,Wójcik,Żukowski}'),
                           ('adjective', '{Silent,Electric,Velvet,Broken,Golden,Midnight,Paper,Neon,Wild,Frozen,Burning,
                                           Hollow,Crystal,Distant,Scarlet,Gentle,Rusty,Cosmic,Lonely,Marble,Violet}'),
                           ('noun', '{Wolves,Mirrors,Gardens,Engines,Ghosts,Oceans,Sparrows,Machines,Rivers,Kings,Lanterns,
                                      Foxes,Shadows,Horses,Islands,Strangers,Comets,Pilots,Harbours,夜の鳥,"Белые Ночи"}'),
                           ('show', '{World Tour,Live,Unplugged,Farewell Tour,in Concert,Summer Festival,Winter Gala,
                                      Greatest Hits,Open Air,& Friends,Encore,Comedy Night,Grand Final,Premiere,on Ice}'),
                           ('house', '{Arena,Hall,Theatre,Opera House,Stadium,Club,Ballroom,Palace,Pavilion,Forum,Dome}'))
                   as list (kind, words), unnest(words) word
            """;

    /// A word by chance, the same one for the same number.
    private static final String PICK = """
            create function pg_temp.pick(wanted text, seed bigint, salt int) returns text language sql stable as
            $$ select word from word where kind = wanted and n = (hashint8(seed * 31 + salt) & 2147483647) % many limit 1 $$
            """;

    /// Foreign keys need no checking when all of it goes; changes are still told to search.
    private static final List<String> REMOVE = List.of(
            "set local session_replication_role = replica",
            "delete from inventory.ticket where event_id in (select id from catalog.event where owner = '%s')",
            "delete from inventory.event_count where event_id in (select id from catalog.event where owner = '%s')",
            "delete from catalog.price_tier where event_id in (select id from catalog.event where owner = '%s')",
            "delete from catalog.event_performer where event_id in (select id from catalog.event where owner = '%s')",
            "delete from catalog.event where owner = '%s'",
            "delete from catalog.performer where owner = '%s'",
            "delete from catalog.venue where owner = '%s'",
            "delete from catalog.organization_member where subject = '%s'",
            "delete from catalog.organization where own_of = '%s'");

    /// Whose all of it is; triggers, which would see to that, are off.
    private static final String OWN = "(select id from catalog.organization where own_of = '" + OWNER + "')";

    private static final String PUBLICATION = "boxoffice_search";

    /// Its tables as `alter publication` wants them, with their columns and conditions.
    private static final String PUBLISHED = """
            select string_agg(format('%%I.%%I', n.nspname, c.relname)
                     || coalesce((select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')'
                                    from pg_attribute a where a.attrelid = c.oid and a.attnum = any(r.prattrs)), '')
                     || coalesce(' where (' || pg_get_expr(r.prqual, r.prrelid) || ')', ''), ', ') as tables,
                   string_agg(format('%%I.%%I', n.nspname, c.relname), ', ') as names
              from pg_publication p join pg_publication_rel r on r.prpubid = p.oid
              join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
             where p.pubname = '%s'
            """.formatted(PUBLICATION);

    /// One event in five is sold here, the others are listed: a catalogue that is mostly imported.
    private static final int SOLD_HERE = 5;

    private static final int CHUNK = 5_000;

    private final Connection database;

    private GeneratedCatalogue(Connection database) {
        this.database = database;
    }

    /// @param database a connection of the superuser, which it closes in the end
    public static GeneratedCatalogue in(Connection database, int events) throws SQLException {
        var catalogue = new GeneratedCatalogue(database);
        catalogue.unpublished(() -> {
            catalogue.execute(REMOVE); // what a run that was killed left behind
            catalogue.fill(events);
        });
        catalogue.execute("analyze catalog.event", "analyze catalog.event_performer", "analyze inventory.ticket");
        return catalogue;
    }

    /// Work inside the database.
    @FunctionalInterface
    private interface Filling {
        void run() throws SQLException;
    }

    private void unpublished(Filling work) throws SQLException {
        database.setAutoCommit(false);
        try (var statement = database.createStatement();
                var published = statement.executeQuery(PUBLISHED)) {
            published.next();
            var tables = published.getString("tables");
            execute("alter publication " + PUBLICATION + " drop table " + published.getString("names"));
            work.run();
            execute("alter publication " + PUBLICATION + " add table " + tables);
            database.commit();
        } catch (SQLException failed) {
            database.rollback();
            throw failed;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private void fill(int events) throws SQLException {
        var venues = Math.max(50, events / 100);
        var performers = Math.max(200, events / 8);
        execute("select catalog.own_organization('" + OWNER + "')", "select setseed(" + SEED + ")", WORDS, PICK);
        execute(venues(venues), performers(performers));
        for (var from = 0; from < events; from += CHUNK) {
            execute(events(venues, performers, from, Math.min(from + CHUNK, events)));
        }
    }

    private static String venues(int venues) {
        return """
            insert into catalog.venue (id, owner, organization_id, name, city, country_code, latitude, longitude, timezone, created_at, updated_at)
            select md5('bench venue ' || n)::uuid, '%1$s', %3$s, pg_temp.pick('adjective', n, 1) || ' ' || pg_temp.pick('house', n, 2),
                   city, country, latitude + random() / 5, longitude + random() / 5, zone, now(), now()
              from generate_series(0, %2$d - 1) n
              join (values (0, 'London', 'GB', 51.51, -0.13, 'Europe/London'), (1, 'Paris', 'FR', 48.86, 2.35, 'Europe/Paris'),
                           (2, 'Berlin', 'DE', 52.52, 13.41, 'Europe/Berlin'), (3, 'München', 'DE', 48.14, 11.58, 'Europe/Berlin'),
                           (4, 'Madrid', 'ES', 40.42, -3.70, 'Europe/Madrid'), (5, 'Kraków', 'PL', 50.06, 19.94, 'Europe/Warsaw'),
                           (6, 'New York', 'US', 40.71, -74.01, 'America/New_York'), (7, '東京', 'JP', 35.68, 139.69, 'Asia/Tokyo'),
                           (8, 'São Paulo', 'BR', -23.55, -46.63, 'America/Sao_Paulo'),
                           (9, 'Sydney', 'AU', -33.87, 151.21, 'Australia/Sydney')) place (p, city, country, latitude, longitude, zone)
                on p = n %% 10
            """.formatted(OWNER, venues, OWN);
    }

    private static String performers(int performers) {
        return """
            insert into catalog.performer (id, owner, organization_id, name, created_at, updated_at)
            select md5('bench performer ' || n)::uuid, '%1$s', %3$s,
                   case n %% 3 when 0 then pg_temp.pick('first', n, 3) || ' ' || pg_temp.pick('last', n, 4)
                               when 1 then 'The ' || pg_temp.pick('adjective', n, 5) || ' ' || pg_temp.pick('noun', n, 6)
                               else pg_temp.pick('last', n, 7) || ' & ' || pg_temp.pick('last', n, 8) end
                   || case when n < 200 then '' else ' ' || initcap(translate(to_hex(n), '0123456789', 'ghijklmnop')) end,
                   now(), now()
              from generate_series(0, %2$d - 1) n
            """.formatted(OWNER, performers, OWN);
    }

    private static String events(int venues, int performers, int from, int until) {
        return """
            with invented as materialized (
                select n, floor(power(%3$d, random()))::bigint - 1 as performer, random() as place, random() as time,
                       random() as price
                  from generate_series(%4$d, %5$d - 1) n
            ), saved as (
                insert into catalog.event (id, owner, organization_id, name, category, genre, venue_id, starts_at, status,
                                           max_tickets_per_booking, max_tickets_per_customer, created_at, updated_at)
                select md5('bench event ' || i.n)::uuid, '%1$s', %7$s,
                       p.name || case i.n %% 3 when 0 then '' else ': ' || pg_temp.pick('show', i.n, 9) end,
                       (array['MUSIC','MUSIC','MUSIC','SPORTS','ARTS','FAMILY','COMEDY','OTHER'])[1 + i.n %% 8],
                       (array['Rock','Pop','Jazz','Folk','Opera','Metal','Dance','Blues','Latin','Circus'])[1 + i.n / 8 %% 10],
                       md5('bench venue ' || floor(i.place * %2$d))::uuid,
                       date_trunc('hour', now()) + interval '1 day' + interval '1 year' * i.time,
                       case i.n %% %6$d when 0 then 'PUBLISHED' else 'LISTED' end, 8, 8, now(), now()
                  from invented i join catalog.performer p on p.id = md5('bench performer ' || i.performer)::uuid
            ), played as (
                insert into catalog.event_performer (event_id, performer_id, position)
                select md5('bench event ' || n)::uuid, md5('bench performer ' || performer)::uuid, 0 from invented
            ), priced as (
                insert into catalog.price_tier (event_id, position, name, amount, currency, sections)
                select md5('bench event ' || n)::uuid, 0, 'All', 1000 + floor(price * 190)::int * 100, 'EUR', '{Hall}'::text[] from invented
            ), counted as (
                insert into inventory.event_count (event_id, total, available, counted_at)
                select md5('bench event ' || n)::uuid, 4, 4, now() from invented where n %% %6$d = 0
            )
            insert into inventory.ticket (event_id, ordinal, price_tier, changed_at)
            select md5('bench event ' || n)::uuid, ordinal, 0, now() from invented, generate_series(0, 3) ordinal
             where n %% %6$d = 0
            """.formatted(OWNER, venues, performers, from, until, SOLD_HERE, OWN);
    }

    /// Performers that play, the busiest first.
    public List<String> busiestPerformers(int most) throws SQLException {
        return texts("""
                select p.name from catalog.performer p join catalog.event_performer e on e.performer_id = p.id
                 where p.owner = '%s' group by p.id, p.name order by count(*) desc, p.id limit %d
                """.formatted(OWNER, most));
    }

    public List<String> someEvents(int most) throws SQLException {
        return texts("select id from catalog.event where owner = '%s' order by id limit %d".formatted(OWNER, most));
    }

    public void rename(String eventId, String name) throws SQLException {
        execute("update catalog.event set name = '%s', version = version + 1 where id = '%s'".formatted(name, eventId));
    }

    private List<String> texts(String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private void execute(List<String> statements) throws SQLException {
        execute(statements.stream().map(sql -> sql.formatted(OWNER)).toArray(String[]::new));
    }

    private void execute(String... statements) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// The index forgets it by a rebuild.
    @Override
    public void close() throws SQLException {
        try {
            unpublished(() -> execute(REMOVE));
        } finally {
            database.close();
        }
    }
}
