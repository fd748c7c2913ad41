// Statements of the figures. What a dossier counts as is one of the words of FigureSlug; migration 0079 says how it is kept.
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

using storage::Statement;

// Days count from 1970-01-01; `first` and `last` are the same period in milliseconds, its end excluded.
inline constexpr Statement kFigures{"one_stop.figures", R"(
    SELECT unit_id, domain, figure, SUM(dossiers), SUM(keys), SUM(online), SUM(online_keys)
      FROM (SELECT unit_id, domain, figure, dossiers, keys, online, online_keys
              FROM figure_day
             WHERE day >= $from AND day < $until
             UNION ALL
            SELECT unit_id, domain, figure, dossiers, keys, online, online_keys
              FROM figure_change
             WHERE day >= $from AND day < $until
             UNION ALL
            SELECT intake_unit_id, domain, CASE WHEN due_at >= $now THEN 'dang-giai-quyet' ELSE 'qua-han' END, 1, cell_key,
                   CASE WHEN channel = 2 THEN 1 ELSE 0 END, CASE WHEN channel = 2 THEN cell_key ELSE 0 END
              FROM dossier
             WHERE finished_at IS NULL AND closed_at IS NULL AND allowed_amount <> 0 AND received_at >= $first AND received_at < $last
           ) AS counted
     GROUP BY unit_id, domain, figure
    HAVING SUM(dossiers) > 0
     ORDER BY unit_id, domain, figure)"};
inline constexpr Statement kFirstSettled{"one_stop.first_settled",
                                         "SELECT COALESCE(MIN(day), -1) FROM figure_day WHERE day >= 0"};
inline constexpr Statement kFirstUnsettled{"one_stop.first_unsettled", R"(
    SELECT COALESCE(MIN(received_at), -1)
      FROM dossier
     WHERE finished_at IS NULL AND closed_at IS NULL AND allowed_amount <> 0 AND received_at >= 0)"};
inline constexpr Statement kFirstChanged{"one_stop.first_changed",
                                         "SELECT COALESCE(MIN(day), -1) FROM figure_change WHERE day >= 0"};
inline constexpr Statement kFigureChanges{"one_stop.figure_changes", R"(
    SELECT id, day, unit_id, domain, figure, dossiers, keys, online, online_keys FROM figure_change ORDER BY id LIMIT $rows)"};
inline constexpr Statement kForgetChange{"one_stop.forget_change", "DELETE FROM figure_change WHERE id = $id"};
inline constexpr Statement kAddToDay{"one_stop.add_to_day", R"(
    INSERT INTO figure_day (day, unit_id, domain, figure, dossiers, keys, online, online_keys)
    VALUES ($day, $unit, $domain, $figure, $dossiers, $keys, $online, $online_keys)
    ON CONFLICT (day, unit_id, domain, figure) DO UPDATE
       SET dossiers = figure_day.dossiers + excluded.dossiers, keys = figure_day.keys + excluded.keys,
           online = figure_day.online + excluded.online, online_keys = figure_day.online_keys + excluded.online_keys)"};
// Where the sums are not those of the dossiers.
inline constexpr Statement kFiguresAstray{"one_stop.figures_astray", R"(
    SELECT day, unit_id, domain, figure, SUM(dossiers), SUM(settled)
      FROM (SELECT day, unit_id, domain, figure, dossiers, keys, 0 AS settled, 0 AS settled_keys FROM figure_day
             UNION ALL
            SELECT day, unit_id, domain, figure, dossiers, keys, 0, 0 FROM figure_change
             UNION ALL
            SELECT day, unit_id, domain, figure, 0, 0, 1, cell_key FROM dossier_settled) AS held
     GROUP BY day, unit_id, domain, figure
    HAVING SUM(dossiers) <> SUM(settled) OR SUM(keys) <> SUM(settled_keys)
     ORDER BY day, unit_id, domain, figure LIMIT $rows)"};

}  // namespace dongson::one_stop
