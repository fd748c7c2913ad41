// Every statement of the open-data catalogue.
#pragma once

#include "storage/database.h"

namespace dongson::open_data {

using storage::Statement;

#define DATASET_COLUMNS                                                                                            \
    "id, slug, title, notes, unit_id, domain, tags, licence, frequency, covers_from, covers_until, area, source, " \
    "contact_name, contact_email, sample, state, created_at, changed_at, published_at, version, extras, series, "  \
    "taken_from"
inline constexpr Statement kNextChange{"open_data.next_change", R"(
    UPDATE catalogue_change SET newest = newest + 1 WHERE one = 1 RETURNING newest)"};
inline constexpr Statement kNewestChange{"open_data.newest_change", R"(
    SELECT newest FROM catalogue_change WHERE one = 1)"};
inline constexpr Statement kInsertDataset{"open_data.insert_dataset", "INSERT INTO dataset (" DATASET_COLUMNS R"(, change)
    VALUES ($id, $slug, $title, $notes, $unit, $domain, $tags, $licence, $frequency, $covers_from, $covers_until, $area, $source, $contact_name, $contact_email, $sample, $state, $created, $changed, $published, $version, $extras, $series, $taken_from, $change))"};
inline constexpr Statement kUpdateDataset{"open_data.update_dataset", R"(
    UPDATE dataset SET slug = $slug, title = $title, notes = $notes, unit_id = $unit, domain = $domain, tags = $tags, licence = $licence,
           frequency = $frequency, covers_from = $covers_from, covers_until = $covers_until, area = $area, source = $source,
           contact_name = $contact_name, contact_email = $contact_email, sample = $sample, state = $state, created_at = $created,
           changed_at = $changed, published_at = $published, version = $version + 1, extras = $extras, series = $series, taken_from = $taken_from, change = $change
     WHERE id = $id AND version = $version)"};
inline constexpr Statement kDataset{"open_data.dataset", "SELECT " DATASET_COLUMNS " FROM dataset WHERE id = $id"};
inline constexpr Statement kDatasetBySlug{"open_data.dataset_by_slug",
                                          "SELECT " DATASET_COLUMNS " FROM dataset WHERE slug = $slug"};
inline constexpr Statement kDatasetTaken{"open_data.dataset_taken", "SELECT " DATASET_COLUMNS R"( FROM dataset
     WHERE taken_from = $address AND taken_from <> '' ORDER BY id LIMIT 1)"};
inline constexpr Statement kDatasetsOfUnit{"open_data.datasets_of_unit", "SELECT " DATASET_COLUMNS R"( FROM dataset
     WHERE unit_id = $unit ORDER BY title, id)"};
inline constexpr Statement kDatasetsSince{"open_data.datasets_since", "SELECT " DATASET_COLUMNS R"( FROM dataset
     WHERE change > $change ORDER BY change)"};
// 2: published.
inline constexpr Statement kPublishedDatasets{"open_data.published_datasets", "SELECT " DATASET_COLUMNS R"( FROM dataset
     WHERE state = 2 AND changed_at >= $since ORDER BY created_at, id LIMIT $limit OFFSET $first)"};
inline constexpr Statement kCountPublished{"open_data.count_published", R"(
    SELECT COUNT(*) FROM dataset WHERE state = 2 AND changed_at >= $since)"};
inline constexpr Statement kBegunFirst{"open_data.begun_first", R"(
    SELECT COALESCE(MIN(created_at), 0) FROM dataset WHERE state = 2)"};
inline constexpr Statement kChangedLast{"open_data.changed_last", R"(
    SELECT COALESCE(MAX(changed_at), 0) FROM dataset WHERE state = 2)"};
#undef DATASET_COLUMNS

#define RESOURCE_COLUMNS "id, dataset_id, slug, title, notes, format, agreed_schema, position, newest, extras"
inline constexpr Statement kInsertResource{"open_data.insert_resource", "INSERT INTO resource (" RESOURCE_COLUMNS R"()
    VALUES ($id, $dataset, $slug, $title, $notes, $format, $schema, $position, $newest, $extras))"};
inline constexpr Statement kUpdateResource{"open_data.update_resource", R"(
    UPDATE resource SET dataset_id = $dataset, slug = $slug, title = $title, notes = $notes, format = $format, agreed_schema = $schema, position = $position,
           newest = $newest, extras = $extras
     WHERE id = $id)"};
inline constexpr Statement kDeleteResource{"open_data.delete_resource", "DELETE FROM resource WHERE id = $id AND newest = 0"};
inline constexpr Statement kResource{"open_data.resource", "SELECT " RESOURCE_COLUMNS " FROM resource WHERE id = $id"};
// While it is held nobody else publishes a version of it.
inline constexpr Statement kResourceToChange{"open_data.resource_to_change",
                                             "SELECT " RESOURCE_COLUMNS " FROM resource WHERE id = $id",
                                             "SELECT " RESOURCE_COLUMNS " FROM resource WHERE id = $id FOR UPDATE"};
inline constexpr Statement kResourcesOf{"open_data.resources_of", "SELECT " RESOURCE_COLUMNS R"( FROM resource
     WHERE dataset_id = $dataset AND position >= 0 ORDER BY position, id)"};
inline constexpr Statement kEveryResourceOf{"open_data.every_resource_of", "SELECT " RESOURCE_COLUMNS R"( FROM resource
     WHERE dataset_id = $dataset ORDER BY position, id)"};
// For the catalogue in memory: what is searched of them, beside the datasets that changed.
inline constexpr Statement kResourcesSince{"open_data.resources_since", R"(
    SELECT r.id, r.dataset_id, r.slug, r.title, r.notes, r.format, r.agreed_schema, r.position, r.newest, r.extras
      FROM resource r JOIN dataset d ON d.id = r.dataset_id
     WHERE d.change > $change AND r.position >= 0 ORDER BY r.dataset_id, r.position, r.id)"};
#undef RESOURCE_COLUMNS

#define VERSION_COLUMNS                                                                                                  \
    "id, resource_id, number, file_id, digest, size, row_count, misfits, rows_added, rows_removed, rows_changed, note, " \
    "published_at, ledger_id, layout"
inline constexpr Statement kInsertVersion{"open_data.insert_version", "INSERT INTO resource_version (" VERSION_COLUMNS R"()
    VALUES ($id, $resource, $number, $file, $digest, $size, $rows, $misfits, $added, $removed, $changed, $note, $published, $ledger,
            $layout))"};
inline constexpr Statement kVersion{"open_data.version", "SELECT " VERSION_COLUMNS R"( FROM resource_version
     WHERE resource_id = $resource AND number = $number)"};
inline constexpr Statement kVersionsOf{"open_data.versions_of", "SELECT " VERSION_COLUMNS R"( FROM resource_version
     WHERE resource_id = $resource ORDER BY number DESC)"};
inline constexpr Statement kEveryVersion{"open_data.every_version", "SELECT " VERSION_COLUMNS R"( FROM resource_version
     WHERE id > $after ORDER BY id LIMIT $count)"};
inline constexpr Statement kVersionsToAudit{"open_data.versions_to_audit", R"(
    SELECT d.slug, r.slug, v.number, v.digest, v.size, v.published_at, v.ledger_id
      FROM resource_version v JOIN resource r ON r.id = v.resource_id JOIN dataset d ON d.id = r.dataset_id ORDER BY v.id)"};
inline constexpr Statement kVersionKnown{"open_data.version_known", "SELECT COUNT(*) FROM resource_version WHERE id = $id"};
inline constexpr Statement kNewestOf{"open_data.newest_of", R"(
    SELECT COALESCE(MAX(v.published_at), 0) FROM resource r JOIN resource_version v ON v.resource_id = r.id AND v.number = r.newest
     WHERE r.dataset_id = $dataset AND r.position >= 0)"};
inline constexpr Statement kCountRows{"open_data.count_rows", R"(
    SELECT COALESCE(SUM(v.row_count), 0) FROM resource_version v JOIN resource r ON r.id = v.resource_id AND r.newest = v.number
      JOIN dataset d ON d.id = r.dataset_id WHERE d.state = 2)"};
#undef VERSION_COLUMNS

}  // namespace dongson::open_data
