#pragma once

#include "storage/database.h"

namespace dongson::open_data {

using storage::Statement;

#define UPLOAD_COLUMNS                                                                                                          \
    "id, dataset_id, resource_id, resource_title, file_id, layout, encoding_sure, columns_agreed, answers_for_personal, note, " \
    "state, returned_because, made_by, made_at, changed_at, version, profile"
inline constexpr Statement kInsertUpload{"open_data.insert_upload", "INSERT INTO data_upload (" UPLOAD_COLUMNS R"()
    VALUES ($id, $dataset, $resource, $resource_title, $file, $layout, $sure, $schema, $answers, $note, $state, $because, $made_by, $made, $changed, $version, $profile))"};
inline constexpr Statement kUpdateUpload{"open_data.update_upload", R"(
    UPDATE data_upload
       SET dataset_id = $dataset, resource_id = $resource, resource_title = $resource_title, file_id = $file, layout = $layout, encoding_sure = $sure,
           columns_agreed = $schema, answers_for_personal = $answers, note = $note, state = $state, returned_because = $because,
           made_by = $made_by, made_at = $made, changed_at = $changed, version = $version + 1, profile = $profile
     WHERE id = $id AND version = $version)"};
inline constexpr Statement kUpload{"open_data.upload", "SELECT " UPLOAD_COLUMNS " FROM data_upload WHERE id = $id"};
inline constexpr Statement kCountOpenUploads{"open_data.count_open_uploads", R"(
    SELECT COUNT(*) FROM data_upload WHERE dataset_id = $dataset AND state < 2)"};
inline constexpr Statement kOpenUploadsOf{"open_data.open_uploads_of", "SELECT " UPLOAD_COLUMNS R"( FROM data_upload
     WHERE dataset_id = $dataset AND state < 2 ORDER BY made_at)"};
#undef UPLOAD_COLUMNS

inline constexpr Statement kInsertEvent{"open_data.insert_event", R"(
    INSERT INTO dataset_event (id, dataset_id, at, event, actor_id, actor_name, note)
    VALUES ($id, $dataset, $at, $event, $actor, $actor_name, $note))"};
inline constexpr Statement kEventsOf{"open_data.events_of", R"(
    SELECT at, event, actor_name, note FROM dataset_event WHERE dataset_id = $dataset ORDER BY id DESC)"};

}  // namespace dongson::open_data
