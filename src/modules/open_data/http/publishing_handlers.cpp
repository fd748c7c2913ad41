#include <algorithm>

#include "core/text.h"
#include "modules/open_data/actions/prepare_upload.h"
#include "modules/open_data/actions/pull_files.h"
#include "modules/open_data/actions/shipped_catalogue.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/pages/publishing_pages.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/pull_store.h"
#include "modules/open_data/storage/upload_store.h"
#include "platform/files/files.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::open_data {

using web::NoStore;

namespace {

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Đơn vị bạn không phụ trách bộ dữ liệu này.")));
}

std::string Path(DatasetId id) {
    return "/can-bo/du-lieu/bo/" + ToText(id);
}

std::string Path(UploadId id) {
    return "/can-bo/du-lieu/tep/" + ToText(id);
}

DatasetId DatasetOf(const OfficerRequest& request) {
    return {ToNumber(request.http.Parameter("dataset"))};
}

UploadId UploadOf(const OfficerRequest& request) {
    return {ToNumber(request.http.Parameter("upload"))};
}

// The dataset the address names if it is the officer's own unit's.
std::optional<Dataset> Own(const OfficerRequest& request) {
    auto dataset =
        request.platform.storage.Read([&](storage::Transaction& tx) { return CatalogueStore(tx).Get(DatasetOf(request)); });
    if (dataset && !request.officer.May(dataset->unit, kEdit)) dataset.reset();
    return dataset;
}

web::Response OwnDataset(const OfficerRequest& request, Refusals faults) {
    auto dataset = Own(request);
    if (!dataset) return Missing();
    OwnDatasetView view{.dataset = std::move(*dataset),
                        .typed_reason = std::string(request.http.form.Value("ly_do")),
                        .faults = std::move(faults)};
    view.leader = request.officer.May(view.dataset.unit, kPublish);
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.resources = CatalogueStore(tx).ResourcesOf(view.dataset.id);
        view.uploads = UploadStore(tx).OpenOf(view.dataset.id);
        view.pulls = PullStore(tx).Of(view.dataset.id);
        view.events = UploadStore(tx).EventsOf(view.dataset.id);
        return true;
    });
    for (const auto& resource : view.resources)
        if (IsFed(view.dataset.slug, resource.slug)) view.fed.push_back(resource.title);
    const auto status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(OwnDatasetPage(view), status));
}

// Of a correction that was refused, what was typed: over the file as it is now.
void ShowTyped(UploadView& view, Correction typed) {
    view.upload.layout = LayoutToJson(typed.layout);
    view.upload.note = std::move(typed.note);
    view.upload.answers_for_personal = typed.answers_for_personal;
    if (typed.schema.size() == view.profile.columns.size()) view.upload.schema = std::move(typed.schema);
}

web::Response OwnUpload(const OfficerRequest& request, Refusals faults, std::optional<Correction> typed = {}) {
    std::optional<Upload> upload;
    std::optional<Dataset> dataset;
    std::optional<Resource> resource;
    std::optional<files::File> file;
    std::optional<identity::Account> maker;
    request.platform.storage.Read([&](storage::Transaction& tx) {
        upload = UploadStore(tx).Get(UploadOf(request));
        if (!upload) return false;
        dataset = CatalogueStore(tx).Get(upload->dataset);
        resource = CatalogueStore(tx).Get(upload->resource);
        file = files::FileStore::Find(tx, upload->file);
        maker = identity::AccountStore(tx).Get(upload->made_by);
        return true;
    });
    if (!upload || !dataset || !file || !request.officer.May(dataset->unit, kEdit)) return Missing();
    auto profile = ProfileUpload(request.platform, *upload);
    UploadView view{.upload = std::move(*upload),
                    .dataset = std::move(*dataset),
                    .file_name = file->name,
                    .made_by = maker ? maker->name : std::string(),
                    .agreed = resource && resource->newest > 0,
                    .typed_reason = std::string(request.http.form.Value("ly_do")),
                    .faults = std::move(faults)};
    if (profile)
        view.profile = std::move(*profile);
    else
        view.faults.push_back(profile.error());
    if (typed && view.upload.state == UploadState::preparing) ShowTyped(view, *std::move(typed));
    view.leader = request.officer.May(view.dataset.unit, kPublish);
    const auto status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(UploadPage(view), status));
}

std::optional<Date> DayIn(const web::Form& form, std::string_view field, Refusals& faults) {
    const auto text = Trim(form.Value(field));
    if (text.empty()) return std::nullopt;
    const auto day = Date::ParseSpoken(text);
    if (!day) faults.push_back({"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), std::string(field)});
    return day;
}

web::Meanwhile StoredBeside(const Dataset& stored, const Dataset& typed) {
    web::Meanwhile meanwhile;
    const auto day = [](const std::optional<Date>& date) { return date ? date->Spoken() : std::string(); };
    const auto frequency = [](const Dataset& dataset) { return Say(FrequencyName(dataset.frequency)).Now(); };
    meanwhile.Add(Say("Tên bộ dữ liệu"), stored.title, typed.title);
    meanwhile.Add(Say("Mô tả"), stored.notes, typed.notes);
    meanwhile.Add(Say("Lĩnh vực"), stored.domain, typed.domain);
    meanwhile.Add(Say("Thẻ"), Join(stored.tags, ", "), Join(typed.tags, ", "));
    meanwhile.Add(Say("Giấy phép"), stored.licence, typed.licence);
    meanwhile.Add(Say("Cập nhật"), frequency(stored), frequency(typed));
    meanwhile.Add(Say("Địa bàn"), stored.area, typed.area);
    meanwhile.Add(Say("Số liệu từ ngày"), day(stored.covers_from), day(typed.covers_from));
    meanwhile.Add(Say("đến ngày"), day(stored.covers_until), day(typed.covers_until));
    meanwhile.Add(Say("Chuỗi"), stored.series, typed.series);
    meanwhile.Add(Say("Nguồn"), stored.source, typed.source);
    meanwhile.Add(Say("Người liên hệ"), stored.contact_name, typed.contact_name);
    meanwhile.Add(Say("Thư điện tử liên hệ"), stored.contact_email, typed.contact_email);
    return meanwhile;
}

web::Response Describe(const OfficerRequest& request, Dataset dataset) {
    const auto& form = request.http.form;
    const Dataset stored = dataset;
    DescribeView view;
    dataset.title = Trim(form.Value("ten"));
    dataset.notes = Trim(form.Value("mo_ta"));
    dataset.domain = form.Value("linh_vuc");
    dataset.licence = form.Value("giay_phep");
    dataset.frequency = ParseFrequency(form.Value("dinh_ky")).value_or(Frequency::irregular);
    dataset.covers_from = DayIn(form, "tu", view.faults);
    dataset.covers_until = DayIn(form, "den", view.faults);
    if (form.Has("dia_ban")) dataset.area = form.Value("dia_ban");
    dataset.series = Trim(form.Value("chuoi"));
    dataset.source = Trim(form.Value("nguon"));
    dataset.contact_name = Trim(form.Value("lien_he"));
    dataset.contact_email = Trim(form.Value("thu"));
    dataset.version = ToNumber(form.Value("phien_ban"));
    dataset.tags.clear();
    for (const auto tag : Split(form.Value("the"), ','))
        if (!Trim(tag).empty()) dataset.tags.emplace_back(Trim(tag));
    view.dataset = dataset;
    if (view.faults.empty()) {
        const auto saved = SaveDataset(request.platform, request.officer, dataset);
        if (saved) return web::SeeOtherPage(Path(saved->id));
        view.faults.push_back(saved.error());
        if (stored.version != dataset.version) {
            view.meanwhile = StoredBeside(stored, dataset);
            view.dataset.version = stored.version;
        }
    }
    return NoStore(web::Page(DescribePage(view), web::StatusOf(view.faults.front().kind)));
}

// A type as its choice is sent: "number/vietnamese".
void TakeType(std::string_view word, Column& column) {
    const auto slash = word.find('/');
    const auto form = slash == std::string_view::npos ? std::string_view() : word.substr(slash + 1);
    column.type = ParseColumnType(word.substr(0, slash)).value_or(ColumnType::text);
    column.numbers = ParseNumberForm(form).value_or(NumberForm::plain);
    column.dates = ParseDateForm(form).value_or(DateForm::year_first);
}

Correction CorrectionIn(const web::Form& form, const Upload& upload) {
    Correction correction{.layout = LayoutFromJson(upload.layout), .schema = upload.schema};
    correction.encoding_chosen = form.Has("bang_ma");
    correction.layout.encoding = ParseTextEncoding(form.Value("bang_ma")).value_or(correction.layout.encoding);
    const auto delimiter = form.Value("phan_cach");
    if (!delimiter.empty()) correction.layout.dialect.delimiter = delimiter == "tab" ? '\t' : delimiter.front();
    if (form.Has("trang")) correction.layout.sheet = std::clamp<std::int64_t>(ToNumber(form.Value("trang")) - 1, 0, 1000);
    correction.layout.preamble = std::clamp<std::int64_t>(ToNumber(form.Value("bo_qua")), 0, 10'000);
    correction.layout.header = form.Value("tieu_de") != "0";
    correction.layout.last_line = std::max<std::int64_t>(0, ToNumber(form.Value("dong_cuoi")));
    for (std::size_t place = 0; place < correction.schema.size(); ++place) {
        const auto number = std::to_string(place);
        if (!form.Has("ten_" + number)) continue;
        auto& column = correction.schema[place];
        column.name = Trim(form.Value("ten_" + number));
        TakeType(form.Value("kieu_" + number), column);
        column.title = Trim(form.Value("tieu_de_" + number));
        column.unit = Trim(form.Value("don_vi_" + number));
        column.meaning = Trim(form.Value("y_nghia_" + number));
        column.key = form.Has("khoa_" + number);
    }
    correction.answers_for_personal = form.Has("trach_nhiem");
    correction.note = Trim(form.Value("ghi_chu"));
    correction.expected_version = ToNumber(form.Value("phien_ban"));
    return correction;
}

}  // namespace

web::Response ListOwnDatasets(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    OwnDatasetsView view{.datasets = {}, .unit = request.platform.units.Now()->NameOf(request.officer.UnitFor(kEdit))};
    const auto today = request.platform.clock.Now().LocalDate();
    request.platform.storage.Read([&](storage::Transaction& tx) {
        CatalogueStore catalogue(tx);
        // With those of the units before this one.
        for (const auto unit : request.platform.units.Now()->ActsFor(request.officer.UnitFor(kEdit), today))
            for (auto& dataset : catalogue.OfUnit(unit)) {
                const auto newest = std::max(dataset.created, catalogue.NewestOf(dataset.id));
                const auto late = dataset.state == DatasetState::published ? LateSince(dataset, newest, today) : std::nullopt;
                const auto waiting = UploadStore(tx).CountOpen(dataset.id);
                view.datasets.push_back({std::move(dataset), late, waiting});
            }
        return true;
    });
    return NoStore(web::Page(OwnDatasetsPage(view)));
}

web::Response ShowNewDataset(Portal&, const OfficerRequest&) {
    web::MarkActive("data");
    return NoStore(web::Page(DescribePage({.dataset = {.licence = "cc-by-4.0"}, .faults = {}})));
}

web::Response MakeDataset(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    return Describe(request, {.unit = request.officer.UnitFor(kEdit), .area = "tinh-38"});
}

web::Response ShowOwnDataset(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    return OwnDataset(request, {});
}

web::Response ShowDescription(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    auto dataset = Own(request);
    if (!dataset) return Missing();
    return NoStore(web::Page(DescribePage({.dataset = std::move(*dataset), .faults = {}})));
}

web::Response SaveDescription(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    auto dataset = Own(request);
    if (!dataset) return Missing();
    return Describe(request, std::move(*dataset));
}

web::Response WithdrawOwnDataset(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto done = WithdrawDataset(request.platform, request.officer, DatasetOf(request), request.http.form.Value("ly_do"));
    if (!done) return OwnDataset(request, {done.error()});
    return web::SeeOtherPage(Path(done->id));
}

web::Response UploadFile(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto& form = request.http.form;
    if (form.files.empty() || form.files.front().size == 0)
        return OwnDataset(request, {{"FILE_MISSING", Say("Chọn một tệp."), "tep"}});
    const auto upload = BeginUpload(request.platform, request.officer,
                                    {.dataset = DatasetOf(request),
                                     .resource = {ToNumber(form.Value("bang"))},
                                     .title = std::string(form.Value("ten_bang")),
                                     .path = form.files.front().path,
                                     .name = form.files.front().name,
                                     .note = std::string(Trim(form.Value("ghi_chu")))});
    if (!upload) return OwnDataset(request, {upload.error()});
    return web::SeeOtherPage(Path(upload->id));
}

web::Response ShowUpload(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    return OwnUpload(request, {});
}

web::Response CorrectOwnUpload(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto upload =
        request.platform.storage.Read([&](storage::Transaction& tx) { return UploadStore(tx).Get(UploadOf(request)); });
    if (!upload) return Missing();
    auto correction = CorrectionIn(request.http.form, *upload);
    const auto saved = CorrectUpload(request.platform, request.officer, upload->id, correction);
    if (!saved) return OwnUpload(request, {saved.error()}, std::move(correction));
    return web::SeeOtherPage(Path(saved->id));
}

web::Response SendUploadToReview(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    Refusals faults;
    const auto sent = SendToReview(request.platform, request.officer, UploadOf(request), faults);
    if (!sent) return OwnUpload(request, faults.empty() ? Refusals{sent.error()} : faults);
    return web::SeeOtherPage(Path(sent->id));
}

web::Response ReturnOwnUpload(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto done =
        ReturnUpload(request.platform, request.officer, UploadOf(request), std::string(Trim(request.http.form.Value("ly_do"))));
    if (!done) return OwnUpload(request, {done.error()});
    return web::SeeOtherPage(Path(done->dataset));
}

web::Response PublishOwnUpload(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto version = PublishUpload(request.platform, request.officer, UploadOf(request));
    if (!version) return OwnUpload(request, {version.error()});
    const auto dataset =
        request.platform.storage.Read([&](storage::Transaction& tx) { return UploadStore(tx).Get(UploadOf(request))->dataset; });
    return web::SeeOtherPage(Path(dataset));
}

web::Response DropOwnUpload(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto done = DropUpload(request.platform, request.officer, UploadOf(request));
    if (!done) return OwnUpload(request, {done.error()});
    return web::SeeOtherPage(Path(done->dataset));
}

web::Response MakePull(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto& form = request.http.form;
    const auto begun = BeginPull(request.platform, request.officer,
                                 {.dataset = DatasetOf(request),
                                  .resource = {ToNumber(form.Value("bang_lay"))},
                                  .url = std::string(Trim(form.Value("dia_chi"))),
                                  .every = ParseFrequency(form.Value("dinh_ky")).value_or(Frequency::daily)});
    if (!begun) return OwnDataset(request, {begun.error()});
    return web::SeeOtherPage("/can-bo/du-lieu/bo/" + ToText(begun->dataset));
}

web::Response RunPull(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto pulled = PullNow(request.platform, request.officer, {ToNumber(request.http.Parameter("pull"))});
    if (!pulled) return OwnDataset(request, {pulled.error()});
    return web::SeeOtherPage("/can-bo/du-lieu/bo/" + ToText(pulled->dataset));
}

web::Response DropPull(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    const auto ended = EndPull(request.platform, request.officer, {ToNumber(request.http.Parameter("pull"))});
    if (!ended) return OwnDataset(request, {ended.error()});
    return web::SeeOtherPage("/can-bo/du-lieu/bo/" + std::string(request.http.Parameter("dataset")));
}

}  // namespace dongson::open_data
