#include "modules/open_data/storage/upload_store.h"

#include "modules/open_data/storage/upload_sql.h"

namespace dongson::open_data {

using storage::Row;

namespace {

Upload ReadUpload(Row& row) {
    return {.id = row.Next<UploadId>(),
            .dataset = row.Next<DatasetId>(),
            .resource = row.Next<ResourceId>(),
            .resource_title = row.Next<std::string>(),
            .file = row.Next<FileId>(),
            .layout = row.Next<std::string>(),
            .encoding_sure = row.Next<bool>(),
            .schema = SchemaFromJson(row.Next<std::string>()).value_or(Schema{}),
            .answers_for_personal = row.Next<bool>(),
            .note = row.Next<std::string>(),
            .state = row.Next<UploadState>(),
            .returned_because = row.Next<std::string>(),
            .made_by = row.Next<AccountId>(),
            .made = row.Next<Instant>(),
            .changed = row.Next<Instant>(),
            .version = row.Next<std::int64_t>(),
            .profile = row.Next<std::string>()};
}

std::vector<storage::Parameter> ParametersOf(const Upload& upload, const std::string& schema) {
    return {{"id", upload.id},
            {"dataset", upload.dataset},
            {"resource", upload.resource},
            {"resource_title", upload.resource_title},
            {"file", upload.file},
            {"layout", upload.layout},
            {"sure", upload.encoding_sure},
            {"schema", schema},
            {"answers", upload.answers_for_personal},
            {"note", upload.note},
            {"state", upload.state},
            {"because", upload.returned_because},
            {"made_by", upload.made_by},
            {"made", upload.made},
            {"changed", upload.changed},
            {"version", upload.version},
            {"profile", upload.profile}};
}

}  // namespace

void UploadStore::Insert(const Upload& upload) {
    const auto schema = SchemaToJson(upload.schema);
    tx_.Run(kInsertUpload, ParametersOf(upload, schema));
}

bool UploadStore::Update(const Upload& upload) {
    const auto schema = SchemaToJson(upload.schema);
    return tx_.Run(kUpdateUpload, ParametersOf(upload, schema)) == 1;
}

std::optional<Upload> UploadStore::Get(UploadId id) {
    return tx_.SelectOne(kUpload, {{"id", id}}, ReadUpload);
}

std::vector<Upload> UploadStore::OpenOf(DatasetId dataset) {
    return tx_.Select(kOpenUploadsOf, {{"dataset", dataset}}, ReadUpload);
}

int UploadStore::CountOpen(DatasetId dataset) {
    return static_cast<int>(tx_.Count(kCountOpenUploads, {{"dataset", dataset}}));
}

void UploadStore::Note(DatasetId dataset, std::string_view event, const identity::Account& actor, std::string_view note,
                       Instant now) {
    tx_.Run(kInsertEvent, {{"id", FreshId()},
                           {"dataset", dataset},
                           {"at", now},
                           {"event", event},
                           {"actor", actor.id},
                           {"actor_name", actor.name},
                           {"note", note}});
}

std::vector<DatasetEvent> UploadStore::EventsOf(DatasetId dataset) {
    return tx_.Select(kEventsOf, {{"dataset", dataset}}, [](Row& row) {
        return DatasetEvent{.at = row.Next<Instant>(),
                            .event = row.Next<std::string>(),
                            .actor = row.Next<std::string>(),
                            .note = row.Next<std::string>()};
    });
}

}  // namespace dongson::open_data
