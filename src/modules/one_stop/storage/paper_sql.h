// Every statement about papers that were issued, and about what was handed in on paper.
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

#define ISSUED_COLUMNS                                                                                                       \
    "p.id, p.event_id, p.form, p.rules, p.title, p.unit_id, p.series, p.year, p.number, p.notation, p.issued_at, p.signer, " \
    "p.said, p.file_id, f.digest"

inline constexpr storage::Statement kInsertIssued{"one_stop.insert_issued_paper", R"(
    INSERT INTO issued_paper (id, dossier_id, event_id, form, rules, title, unit_id, series, year, number, notation, issued_at, signer, said, file_id)
    VALUES ($id, $dossier, $event, $form, $rules, $title, $unit, $series, $year, $number, $notation, $issued, $signer, $said, $file))"};
inline constexpr storage::Statement kIssuedOfDossier{"one_stop.issued_papers", "SELECT " ISSUED_COLUMNS R"(
      FROM issued_paper p JOIN file f ON f.id = p.file_id WHERE p.dossier_id = $dossier ORDER BY p.id)"};
#undef ISSUED_COLUMNS

inline constexpr storage::Statement kInsertComponent{"one_stop.insert_component", R"(
    INSERT INTO dossier_component (dossier_id, component, originals, certified, copies)
    VALUES ($dossier, $component, $originals, $certified, $copies))"};
inline constexpr storage::Statement kForgetComponents{"one_stop.forget_components",
                                                      "DELETE FROM dossier_component WHERE dossier_id = $dossier"};
inline constexpr storage::Statement kComponents{"one_stop.components", R"(
    SELECT component, originals, certified, copies FROM dossier_component WHERE dossier_id = $dossier ORDER BY component)"};
inline constexpr storage::Statement kInsertAsked{"one_stop.insert_asked_component", R"(
    INSERT INTO asked_component (dossier_id, component, originals, certified, copies)
    VALUES ($dossier, $component, $originals, $certified, $copies))"};
inline constexpr storage::Statement kForgetAsked{"one_stop.forget_asked_components",
                                                 "DELETE FROM asked_component WHERE dossier_id = $dossier"};
inline constexpr storage::Statement kAsked{"one_stop.asked_components", R"(
    SELECT component, originals, certified, copies FROM asked_component WHERE dossier_id = $dossier ORDER BY component)"};
inline constexpr storage::Statement kCountSets{"one_stop.count_sets", "UPDATE dossier SET sets = $sets WHERE id = $dossier"};
inline constexpr storage::Statement kSets{"one_stop.sets", "SELECT sets FROM dossier WHERE id = $dossier"};
inline constexpr storage::Statement kSetsOfUnit{"one_stop.sets_of_unit", R"(
    SELECT id, sets FROM dossier
     WHERE intake_unit_id = $unit AND received_at >= $from AND received_at < $until AND sets > 1)"};
inline constexpr storage::Statement kReceivers{"one_stop.receivers", R"(
    SELECT d.id, p.signer || CASE WHEN e.on_behalf_of <> '' THEN ' (thay ' || e.on_behalf_of || ')' ELSE '' END
      FROM dossier d JOIN issued_paper p ON p.dossier_id = d.id LEFT JOIN case_happening e ON e.case_id = p.dossier_id AND e.id = p.event_id
     WHERE d.intake_unit_id = $unit AND d.received_at >= $from AND d.received_at < $until AND p.form = '01'
     ORDER BY p.id)"};

}  // namespace dongson::one_stop
