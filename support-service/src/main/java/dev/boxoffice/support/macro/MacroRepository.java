package dev.boxoffice.support.macro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The text modules of each version.
@Repository
class MacroRepository {

    private final JdbcClient jdbc;

    MacroRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Macro> findByVersion(int version) {
        var texts = new LinkedHashMap<String, Map<String, Macro.Text>>();
        jdbc.sql("""
                        select name, language, title, body from support.macro
                         where version = ? order by position, language
                        """).param(version).query(row -> {
            texts.computeIfAbsent(row.getString("name"), _ -> new LinkedHashMap<>())
                    .put(row.getString("language"), new Macro.Text(row.getString("title"), row.getString("body")));
        });
        var macros = new ArrayList<Macro>();
        texts.forEach((name, inLanguages) -> macros.add(new Macro(name, inLanguages)));
        return macros;
    }

    void insert(int version, List<Macro> macros) {
        for (var i = 0; i < macros.size(); i++) {
            for (var text : macros.get(i).texts().entrySet()) {
                jdbc.sql("""
                                insert into support.macro (version, position, name, language, title, body)
                                values (?, ?, ?, ?, ?, ?)
                                """)
                        .params(
                                version,
                                i + 1,
                                macros.get(i).name(),
                                text.getKey(),
                                text.getValue().title(),
                                text.getValue().body())
                        .update();
            }
        }
    }
}
