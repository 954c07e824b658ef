package dev.boxoffice.support.agent;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The desk's people. Whoever has the role is an agent; a profile only says more.
@Repository
public class AgentRepository {

    private final JdbcClient jdbc;
    private final int defaultCapacity;

    AgentRepository(JdbcClient jdbc, SupportProperties properties) {
        this.jdbc = jdbc;
        this.defaultCapacity = properties.agents().defaultCapacity();
    }

    /// Locks the agent's row: claims of one agent go one after the other, so that none exceeds the capacity.
    /// Agents are locked before cases, always.
    public Agent lock(String id, Instant now) {
        insertIfAbsent(id, now);
        return jdbc.sql("select * from support.agent where id = ? for update")
                .param(id)
                .query(AgentRepository::read)
                .single();
    }

    /// How many cases the agent owns; exact while the row is locked, since only a holder of that lock adds one.
    public int countOpenCases(String id) {
        return jdbc.sql("""
                        select count(*) from support.support_case
                         where owner = ? and status in ('IN_PROGRESS', 'WAITING_FOR_CUSTOMER')
                        """).param(id).query(Integer.class).single();
    }

    /// Whether the agent, whose row is locked, owns as many as they may.
    public boolean isFull(Agent locked) {
        return countOpenCases(locked.id()) >= locked.capacity();
    }

    public Agent profile(String id, Instant now) {
        insertIfAbsent(id, now);
        return find(id).orElseThrow();
    }

    public Optional<Agent> find(String id) {
        return jdbc.sql("select * from support.agent where id = ?")
                .param(id)
                .query(AgentRepository::read)
                .optional();
    }

    /// Somebody nobody has vouched for yet counts as one.
    public boolean isContractor(String id) {
        return find(id).map(Agent::contractor).orElse(true);
    }

    public boolean isOffline(String id) {
        return find(id).map(Agent::isOffline).orElse(true);
    }

    public List<Agent> findAll() {
        return jdbc.sql("select * from support.agent order by id")
                .query(AgentRepository::read)
                .list();
    }

    /// Available agents who asked to have cases pushed to them.
    public List<String> findOpenToAssignment() {
        return jdbc.sql("select id from support.agent where auto_assign and presence = 'AVAILABLE' order by id")
                .query(ColumnRowMapper.TEXT)
                .list();
    }

    private void insertIfAbsent(String id, Instant now) {
        jdbc.sql("""
                        insert into support.agent (id, presence, capacity, updated_at) values (?, 'AVAILABLE', ?, ?)
                        on conflict (id) do nothing
                        """).params(id, defaultCapacity, UtcTime.of(now)).update();
    }

    public void save(Agent agent, Instant now) {
        jdbc.sql("""
                        update support.agent
                           set name = coalesce(:name, name), presence = :presence, skills = :skills, requested_skills = :requested,
                               capacity = :capacity, level = :level, contractor = :contractor,
                               auto_assign = :autoAssign, version = version + 1, updated_at = :now
                         where id = :id
                        """)
                .param("id", agent.id())
                .param("name", agent.name())
                .param("presence", agent.presence().name())
                .param("skills", agent.skills().toArray(String[]::new))
                .param("requested", agent.requestedSkills().toArray(String[]::new))
                .param("capacity", agent.capacity())
                .param("level", agent.level().name())
                .param("contractor", agent.contractor())
                .param("autoAssign", agent.autoAssign())
                .param("now", UtcTime.of(now))
                .update();
    }

    private static Agent read(ResultSet row, int number) throws SQLException {
        return new Agent(
                row.getString("id"),
                row.getString("name"),
                AgentPresence.valueOf(row.getString("presence")),
                List.of((String[]) row.getArray("skills").getArray()),
                List.of((String[]) row.getArray("requested_skills").getArray()),
                row.getInt("capacity"),
                Agent.Level.valueOf(row.getString("level")),
                row.getBoolean("contractor"),
                row.getBoolean("auto_assign"),
                row.getLong("version"));
    }
}
