package io.smartwms.platform.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a PostgreSQL database demands of those who use it.
 *
 * @param columns by {@code table.column}
 * @param rules constraints and unique indexes
 */
public record Schema(Map<String, Column> columns, Set<Rule> rules) {

    record Column(String type, boolean notNull, boolean filled) {}

    /** @param columns those it is about, as {@code table.column} */
    record Rule(String table, String definition, Set<String> columns) {}

    public static Schema of(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Map<String, Column> columns = new TreeMap<>();
        jdbc.query(
                "select c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
                        + " a.atthasdef or a.attidentity <> ''"
                        + " from pg_attribute a join pg_class c on c.oid = a.attrelid"
                        + " where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0"
                        + " and not a.attisdropped and c.relname <> 'flyway_schema_history'",
                rs -> {
                    columns.put(rs.getString(1), new Column(rs.getString(2), rs.getBoolean(3), rs.getBoolean(4)));
                });
        Set<Rule> rules = Set.copyOf(jdbc.query(
                "select t.relname, r.definition, array(select t.relname || '.' || a.attname from pg_attribute a"
                        + " where a.attrelid = t.oid and a.attnum = any(r.key)) from pg_class t join ("
                        + "select conrelid as relation, pg_get_constraintdef(oid) as definition, conkey as key"
                        + " from pg_constraint where contype <> 'n' union all"
                        + " select indrelid, pg_get_indexdef(indexrelid), string_to_array(indkey::text, ' ')::smallint[]"
                        + " from pg_index i where indisunique"
                        + " and not exists (select 1 from pg_constraint where conindid = i.indexrelid)) r"
                        + " on r.relation = t.oid"
                        + " where t.relnamespace = 'public'::regnamespace and t.relname <> 'flyway_schema_history'",
                (rs, n) -> new Rule(rs.getString(1), rs.getString(2), Set.of((String[])
                        rs.getArray(3).getArray()))));
        return new Schema(columns, rules);
    }

    Set<String> tables() {
        return columns.keySet().stream()
                .map(column -> column.substring(0, column.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a program that works on this schema would stumble over in a later one; empty if the later one only adds. */
    public List<String> brokenBy(Schema later) {
        List<String> broken = new ArrayList<>();
        columns.forEach((name, column) -> {
            Column now = later.columns.get(name);
            if (now == null) {
                broken.add(name + " is gone");
                return;
            }
            if (!now.type.equals(column.type)) {
                broken.add(name + " was " + column.type + " and is " + now.type);
            }
            if (now.notNull && !column.notNull) {
                broken.add(name + " must not be null any more");
            }
            if (column.filled && !now.filled) {
                broken.add(name + " is not filled by itself any more");
            }
        });
        Set<String> tables = tables();
        later.columns.forEach((name, column) -> {
            if (!columns.containsKey(name)
                    && tables.contains(name.substring(0, name.indexOf('.')))
                    && column.notNull
                    && !column.filled) {
                broken.add(name + " is new and must be given");
            }
        });
        later.rules.stream()
                .filter(rule -> !rules.contains(rule) && tables.contains(rule.table))
                .filter(rule -> rule.columns.isEmpty() || rule.columns.stream().anyMatch(columns::containsKey))
                .map(rule -> rule.table + " has a new rule: " + rule.definition)
                .sorted()
                .forEach(broken::add);
        return broken;
    }
}
