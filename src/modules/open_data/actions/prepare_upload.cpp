#include "modules/open_data/actions/prepare_upload.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/actions/publish_version.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/domain/description.h"
#include "modules/open_data/intake/profile_json.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/upload_store.h"
#include "platform/files/files.h"
#include "platform/workflow/inbox.h"

namespace dongson::open_data {

using identity::Officer;
using storage::Transaction;

namespace {

constexpr std::string_view kModule = "open_data", kSlot = "review";

std::unexpected<Refusal> NotYours() {
    return std::unexpected(Refusal::Forbidden(Say("Chỉ cán bộ của cơ quan phụ trách bộ dữ liệu làm được việc này.")));
}

std::unexpected<Refusal> Clash() {
    return std::unexpected(Refusal{"VERSION_CLASH",
                                   Say("Người khác vừa sửa ở đây. Điều bạn gõ còn trong biểu mẫu; xem lại rồi làm lại."), "",
                                   RefusalKind::conflict});
}

std::unexpected<Refusal> NoUpload() {
    return std::unexpected(Refusal::NotFound(Say("Không có tệp này.")));
}

struct Found {
    Upload upload;
    Dataset dataset;
};

// The upload while it may still be changed, of a dataset of the officer's own unit.
Result<Found> Find(Transaction& tx, const Officer& officer, UploadId id, UploadState state) {
    auto upload = UploadStore(tx).Get(id);
    if (!upload) return NoUpload();
    auto dataset = CatalogueStore(tx).Get(upload->dataset);
    if (!dataset || !officer.May(dataset->unit, kEdit)) return NotYours();
    if (upload->state != state)
        return std::unexpected(
            Refusal{"OPEN_DATA_NOT_NOW", Say("Tệp này không còn ở bước đó. Hãy tải lại trang."), "", RefusalKind::conflict});
    return Found{std::move(*upload), std::move(*dataset)};
}

// Programs may leave a draft half described; nothing is published of it so.
std::optional<Refusal> RefuseUndescribed(const Dataset& dataset) {
    const auto faults = CheckDescription(dataset);
    if (faults.empty()) return std::nullopt;
    return Refusal{"OPEN_DATA_UNDESCRIBED",
                   Say("Bộ dữ liệu chưa được mô tả đủ: {1} Hãy sửa mô tả trước.", faults.front().sentence.Now()), "",
                   RefusalKind::conflict};
}

std::string PathOf(UploadId id) {
    return "/can-bo/du-lieu/tep/" + ToText(id);
}

// What the leaders of the unit find in their inbox.
void AskForReview(Transaction& tx, const Found& found, const std::string& who, Instant now) {
    workflow::InboxStore(tx).Save({.module = std::string(kModule),
                                   .case_id = found.upload.id.value,
                                   .slot = std::string(kSlot),
                                   .reference = found.dataset.slug,
                                   .path = PathOf(found.upload.id),
                                   .title = found.dataset.title,
                                   .person = who,
                                   .state = {"Chờ duyệt công bố", "Waits to be published"},
                                   .unit = found.dataset.unit,
                                   .capability = std::string(kPublish.key),
                                   .fresh = true,
                                   .changed = now});
}

void TakeFromInbox(Transaction& tx, UploadId id) {
    workflow::InboxStore(tx).Remove(kModule, id.value, kSlot);
}

// The upload is done, and its dataset is public from now on. Refuses when somebody finished it meanwhile.
std::optional<Refusal> Finish(Transaction& tx, const Found& found, const Version& version, const identity::Account& leader) {
    auto upload = found.upload;
    upload.state = UploadState::published;
    upload.changed = version.published;
    if (!UploadStore(tx).Update(upload)) return Clash().error();
    TakeFromInbox(tx, upload.id);
    UploadStore(tx).Note(found.dataset.id, "published", leader, std::to_string(version.number), version.published);
    auto dataset = CatalogueStore(tx).Get(found.dataset.id);
    if (!dataset || dataset->state == DatasetState::published) return std::nullopt;
    dataset->Open(version.published);
    (void)CatalogueStore(tx).Update(*dataset);
    return std::nullopt;
}

std::string PathOfFile(const Platform& platform, FileId id) {
    const auto file = platform.storage.Read([&](Transaction& tx) { return files::FileStore::Find(tx, id); });
    return file ? platform.files.PathOf(*file) : std::string();
}

// A resource that has versions keeps its agreed columns: a file's own guesses are put aside.
Schema SchemaFor(const Platform& platform, ResourceId resource, const Profile& profile) {
    const auto known =
        resource ? platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).Get(resource); }) : std::nullopt;
    return known && known->newest > 0 ? known->schema : profile.schema();
}

EncodingFound EncodingOf(const Platform& platform, const Upload& upload) {
    if (!upload.encoding_sure) return DetectLayout(PathOfFile(platform, upload.file)).encoding;
    return {.encoding = LayoutFromJson(upload.layout).encoding, .sure = true};
}

Result<Profile> ReadUpload(const Platform& platform, const Upload& upload) {
    return ProfileFile(PathOfFile(platform, upload.file), {LayoutFromJson(upload.layout), EncodingOf(platform, upload)});
}

}  // namespace

Result<Profile> ProfileUpload(const Platform& platform, const Upload& upload) {
    auto kept = ProfileFromJson(upload.profile);
    if (!kept) return ReadUpload(platform, upload);
    kept->layout = LayoutFromJson(upload.layout);
    kept->encoding = EncodingOf(platform, upload);
    return *std::move(kept);
}

UploadFindings FindingsOf(const Profile& profile, const Schema& schema) {
    UploadFindings findings{.several_tables = profile.Has(Oddity::several_tables), .no_rows = profile.rows == 0};
    for (std::size_t column = 0; column < profile.columns.size(); ++column)
        if (profile.columns[column].personal())
            findings.personal_columns.push_back(column < schema.size() && schema.size() == profile.columns.size()
                                                    ? schema[column].name
                                                    : profile.columns[column].column.name);
    return findings;
}

Result<Upload> BeginUpload(const Platform& platform, const Officer& officer, const NewUpload& wanted) {
    const auto dataset = platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).Get(wanted.dataset); });
    if (!dataset || !officer.May(dataset->unit, kEdit)) return NotYours();
    if (!wanted.resource && Trim(wanted.title).empty())
        return std::unexpected(
            Refusal{"OPEN_DATA_NO_TITLE", Say("Đặt tên cho bảng, ví dụ “Dân số theo xã năm 2025”."), "ten_bang"});
    const auto kept = platform.files.KeepData(wanted.path, wanted.name);
    if (!kept) return std::unexpected(kept.error());
    const auto path = platform.files.PathOf(kept->digest);
    const auto found = DetectLayout(path);
    const auto profile = ProfileFile(path, found);
    if (!profile) return std::unexpected(profile.error());
    const auto now = platform.clock.Now();
    Upload upload{.id = Fresh<UploadTag>(),
                  .dataset = wanted.dataset,
                  .resource = wanted.resource,
                  .resource_title = std::string(Trim(wanted.title)),
                  .layout = LayoutToJson(found.layout),
                  .encoding_sure = found.encoding.sure,
                  .schema = SchemaFor(platform, wanted.resource, *profile),
                  .note = wanted.note,
                  .made_by = officer.account.id,
                  .made = now,
                  .changed = now,
                  .profile = ProfileToJson(*profile)};
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Upload> {
        upload.file = files::FileStore::Record(tx, *kept, now).id;
        UploadStore(tx).Insert(upload);
        UploadStore(tx).Note(upload.dataset, "uploaded", officer.account, kept->name, now);
        return upload;
    });
}

Result<Upload> CorrectUpload(const Platform& platform, const Officer& officer, UploadId id, const Correction& correction) {
    auto found = platform.storage.Read([&](Transaction& tx) { return Find(tx, officer, id, UploadState::preparing); });
    if (!found) return std::unexpected(found.error());
    auto& upload = found->upload;
    if (upload.version != correction.expected_version) return Clash();
    const bool other_layout = LayoutToJson(correction.layout) != upload.layout;
    upload.layout = LayoutToJson(correction.layout);
    upload.encoding_sure = upload.encoding_sure || correction.encoding_chosen;
    upload.answers_for_personal = correction.answers_for_personal;
    upload.note = correction.note;
    upload.changed = platform.clock.Now();
    if (other_layout) {
        const auto profile = ReadUpload(platform, upload);
        if (!profile) return std::unexpected(profile.error());
        upload.profile = ProfileToJson(*profile);
        upload.schema = SchemaFor(platform, upload.resource, *profile);
    } else {
        upload.schema = correction.schema;
    }
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Upload> {
        if (!UploadStore(tx).Update(upload)) return Clash();
        ++upload.version;
        return upload;
    });
}

Result<Upload> SendToReview(const Platform& platform, const Officer& officer, UploadId id, Refusals& faults) {
    auto found = platform.storage.Read([&](Transaction& tx) { return Find(tx, officer, id, UploadState::preparing); });
    if (!found) return std::unexpected(found.error());
    const auto profile = ProfileUpload(platform, found->upload);
    if (!profile) return std::unexpected(profile.error());
    faults = RefuseReview(found->upload, FindingsOf(*profile, found->upload.schema));
    if (auto refusal = RefuseUndescribed(found->dataset)) faults.push_back(std::move(*refusal));
    if (!faults.empty()) return std::unexpected(faults.front());
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Upload> {
        const auto now = platform.clock.Now();
        auto& upload = found->upload;
        upload.state = UploadState::review;
        upload.returned_because.clear();
        upload.changed = now;
        if (!UploadStore(tx).Update(upload)) return Clash();
        AskForReview(tx, *found, officer.account.name, now);
        UploadStore(tx).Note(upload.dataset, "sent_to_review", officer.account,
                             upload.answers_for_personal ? "Nhận trách nhiệm về dữ liệu cá nhân" : "", now);
        return upload;
    });
}

Result<Upload> ReturnUpload(const Platform& platform, const Officer& officer, UploadId id, std::string reason) {
    if (Trim(reason).empty())
        return std::unexpected(Refusal{"REASON_MISSING", Say("Ghi lý do để người chuẩn bị biết phải sửa gì."), "ly_do"});
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Upload> {
        auto found = Find(tx, officer, id, UploadState::review);
        if (!found) return std::unexpected(found.error());
        if (!officer.May(found->dataset.unit, kPublish))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ lãnh đạo của cơ quan duyệt được.")));
        const auto now = platform.clock.Now();
        found->upload.state = UploadState::preparing;
        found->upload.returned_because = reason;
        found->upload.changed = now;
        if (!UploadStore(tx).Update(found->upload)) return Clash();
        TakeFromInbox(tx, id);
        UploadStore(tx).Note(found->dataset.id, "returned", officer.account, reason, now);
        return found->upload;
    });
}

Result<Upload> DropUpload(const Platform& platform, const Officer& officer, UploadId id) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Upload> {
        auto found = Find(tx, officer, id, UploadState::preparing);
        if (!found) return std::unexpected(found.error());
        found->upload.state = UploadState::dropped;
        found->upload.changed = platform.clock.Now();
        if (!UploadStore(tx).Update(found->upload)) return Clash();
        UploadStore(tx).Note(found->dataset.id, "dropped", officer.account, "", platform.clock.Now());
        return found->upload;
    });
}

Result<Version> PublishUpload(const Platform& platform, const Officer& officer, UploadId id) {
    auto found = platform.storage.Read([&](Transaction& tx) { return Find(tx, officer, id, UploadState::review); });
    if (!found) return std::unexpected(found.error());
    auto& [upload, dataset] = *found;
    if (!officer.May(dataset.unit, kPublish))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ lãnh đạo của cơ quan duyệt được.")));
    if (auto refusal = RefuseUndescribed(dataset)) return std::unexpected(std::move(*refusal));
    if (!upload.resource) {
        // The resource begins now; without a version nobody sees it.
        const auto begun = platform.storage.InTransaction([&](Transaction& tx) -> Result<ResourceId> {
            CatalogueStore catalogue(tx);
            const auto others = catalogue.EveryResourceOf(dataset.id);
            Resource resource{.id = Fresh<ResourceTag>(),
                              .dataset = dataset.id,
                              .slug = FreeSlug(upload.resource_title, others),
                              .title = upload.resource_title,
                              .format = std::string(FileKindWord(LayoutFromJson(upload.layout).kind)),
                              .position = static_cast<int>(others.size()) + 1};
            catalogue.Insert(resource);
            upload.resource = resource.id;
            if (!UploadStore(tx).Update(upload)) return Clash();
            ++upload.version;
            return resource.id;
        });
        if (!begun) return std::unexpected(begun.error());
    }
    const auto file = platform.storage.Read([&](Transaction& tx) { return files::FileStore::Find(tx, upload.file); });
    return PublishVersion(platform, {.resource = upload.resource,
                                     .path = platform.files.PathOf(*file),
                                     .name = file->name,
                                     .layout = LayoutFromJson(upload.layout),
                                     .schema = upload.schema,
                                     .note = upload.note,
                                     .also = [&](Transaction& tx, const Version& version) {
                                         return Finish(tx, *found, version, officer.account);
                                     }});
}

Result<Dataset> SaveDataset(const Platform& platform, const Officer& officer, Dataset dataset) {
    if (!officer.May(dataset.unit, kEdit)) return NotYours();
    if (auto faults = CheckDescription(dataset); !faults.empty()) return std::unexpected(std::move(faults.front()));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Dataset> {
        CatalogueStore catalogue(tx);
        const auto now = platform.clock.Now();
        dataset.changed = now;
        if (dataset.id) {
            const auto before = catalogue.Get(dataset.id);
            if (!before || !officer.May(before->unit, kEdit)) return NotYours();
            if (!catalogue.Update(dataset)) return Clash();
            ++dataset.version;
            UploadStore(tx).Note(dataset.id, "described", officer.account, "", now);
            return dataset;
        }
        dataset.id = Fresh<DatasetTag>();
        dataset.created = now;
        dataset.slug =
            FreeSlug(dataset.title, "bo-du-lieu", [&](const std::string& slug) { return catalogue.GetBySlug(slug).has_value(); });
        catalogue.Insert(dataset);
        UploadStore(tx).Note(dataset.id, "begun", officer.account, "", now);
        return dataset;
    });
}

Result<Dataset> WithdrawDataset(const Platform& platform, const Officer& officer, DatasetId id, std::string_view reason) {
    if (Trim(reason).empty())
        return std::unexpected(Refusal{"REASON_MISSING", Say("Ghi lý do rút; lý do được giữ trong lịch sử."), "ly_do"});
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Dataset> {
        auto dataset = CatalogueStore(tx).Get(id);
        if (!dataset || !officer.May(dataset->unit, kPublish))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ lãnh đạo của cơ quan rút được.")));
        dataset->state = DatasetState::withdrawn;
        dataset->changed = platform.clock.Now();
        if (!CatalogueStore(tx).Update(*dataset)) return Clash();
        UploadStore(tx).Note(id, "withdrawn", officer.account, reason, platform.clock.Now());
        return *dataset;
    });
}

}  // namespace dongson::open_data
