// Statements of the figures. What a dossier counts as is one of the words of FigureSlug; migration 0079 says how sums are kept.
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

using storage::Statement;

// Months are numbers, 202611; `from` and `until` are the same period in milliseconds, its end excluded. `unit` and `domain` are
// what a row is of, `of` is which rows are wanted.
#define FIGURES(part, unit, domain, of)                                                                       \
    "SELECT unit_id, domain, figure, SUM(dossiers), SUM(keys), SUM(online), SUM(online_keys) "                \
    "  FROM (SELECT unit_id, domain, figure, dossiers, keys, online, online_keys FROM figure_sum "            \
    "         WHERE part = '" part "' AND month >= $first AND month <= $last" of                              \
    "         UNION ALL "                                                                                     \
    "        SELECT " unit ", " domain                                                                        \
    ", figure, dossiers, keys, online, online_keys FROM figure_change "                                       \
    "         WHERE month >= $first AND month <= $last" of                                                    \
    "         UNION ALL "                                                                                     \
    "        SELECT " unit ", " domain                                                                        \
    ", CASE WHEN due_at >= $now THEN 'dang-giai-quyet' ELSE 'qua-han' END, 1, cell_key, "                     \
    "               CASE WHEN channel = 2 THEN 1 ELSE 0 END, CASE WHEN channel = 2 THEN cell_key ELSE 0 END " \
    "          FROM (SELECT intake_unit_id AS unit_id, domain, due_at, channel, cell_key FROM dossier "       \
    "                 WHERE finished_at IS NULL AND closed_at IS NULL AND allowed_amount <> 0 "               \
    "                   AND received_at >= $from AND received_at < $until) AS unsettled WHERE 1 = 1" of       \
    ") AS counted "                                                                                           \
    " GROUP BY unit_id, domain, figure HAVING SUM(dossiers) > 0 ORDER BY unit_id, domain, figure"
inline constexpr Statement kFiguresByUnit{"one_stop.figures_by_unit", FIGURES("unit", "unit_id", "''", "")};
inline constexpr Statement kFiguresByDomain{"one_stop.figures_by_domain", FIGURES("domain", "0", "domain", "")};
inline constexpr Statement kFiguresOfUnit{"one_stop.figures_of_unit",
                                          FIGURES("both", "unit_id", "domain", " AND unit_id = $unit")};
inline constexpr Statement kFiguresOfAll{"one_stop.figures_of_all", FIGURES("both", "unit_id", "domain", "")};
#undef FIGURES
inline constexpr Statement kFirstSettled{"one_stop.first_settled",
                                         "SELECT COALESCE(MIN(month), 0) FROM figure_sum WHERE part = 'domain' AND dossiers > 0"};
inline constexpr Statement kFirstChanged{"one_stop.first_changed",
                                         "SELECT COALESCE(MIN(month), 0) FROM figure_change WHERE dossiers > 0"};
inline constexpr Statement kFirstUnsettled{"one_stop.first_unsettled", R"(
    SELECT COALESCE(MIN(received_at), 0)
      FROM dossier
     WHERE finished_at IS NULL AND closed_at IS NULL AND allowed_amount <> 0 AND received_at > 0)"};
inline constexpr Statement kFigureChanges{"one_stop.figure_changes", R"(
    SELECT id, unit_id, month, domain, figure, dossiers, keys, online, online_keys FROM figure_change ORDER BY id LIMIT $rows)"};
inline constexpr Statement kForgetChange{"one_stop.forget_change", "DELETE FROM figure_change WHERE id = $id"};
inline constexpr Statement kAddToSum{"one_stop.add_to_sum", R"(
    INSERT INTO figure_sum (part, unit_id, month, domain, figure, dossiers, keys, online, online_keys)
    VALUES ($part, $unit, $month, $domain, $figure, $dossiers, $keys, $online, $online_keys)
    ON CONFLICT (part, unit_id, month, domain, figure) DO UPDATE
       SET dossiers = figure_sum.dossiers + excluded.dossiers, keys = figure_sum.keys + excluded.keys,
           online = figure_sum.online + excluded.online, online_keys = figure_sum.online_keys + excluded.online_keys)"};
// Where the sums are not those of the dossiers.
#define HELD(part, unit, domain)                                     \
    "SELECT '" part "' AS part, " unit " AS unit_id, month, " domain \
    " AS domain, figure, dossiers, keys, online, online_keys "       \
    "  FROM figure_change UNION ALL "                                \
    "SELECT '" part "', " unit ", month, " domain                    \
    ", figure, -1, -cell_key, -online, -online * cell_key FROM dossier_settled UNION ALL "
inline constexpr Statement kFiguresAstray{"one_stop.figures_astray", "SELECT unit_id, month, domain, figure, SUM(dossiers) FROM ("
    HELD("both", "unit_id", "domain") HELD("unit", "unit_id", "''") HELD("domain", "0", "domain")
    "SELECT part, unit_id, month, domain, figure, dossiers, keys, online, online_keys FROM figure_sum) AS held "
    "GROUP BY part, unit_id, month, domain, figure "
    "HAVING SUM(dossiers) <> 0 OR SUM(keys) <> 0 OR SUM(online) <> 0 OR SUM(online_keys) <> 0 "
    "ORDER BY month, unit_id, domain, figure LIMIT $rows"};
#undef HELD

}  // namespace dongson::one_stop
